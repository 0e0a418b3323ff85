"""Results that were changed since the run: `restore` gives inputs or says what is wrong, and writes nowhere else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from scripts.shell import call_cleaner

from .decoding import SENTENCES
from .mutate import mutated, mutated_json
from .outcome import rulebook
from .target import Target

NAMES = (
    "a", "b/c", "b/c.txt", "../up", "/root", "b", "b/c/d", "..", ".", "", "a\0b", "a" * 300, "a/" * 200, "\u202e", "\ud800",
    "con", "a\n", "~", "-", "a#1", "part-00000",
)  # fmt: skip
"""Ids and paths: some are the same file, or a file and a folder, or lead out of the folder."""

BETWEEN = b"==\n"


@cache
def _inputs() -> tuple[Cleaned, ...]:
    raws = [Raw(f"in/{n}", text.encode("utf-16"), f"in/{n}.txt") for n, text in enumerate(SENTENCES)]
    raws += [Raw(f"rows#{n}", text, "rows.jsonl.gz") for n, text in enumerate(SENTENCES)]
    raws.append(Raw("page", "<p>Snow fell on the hills above the town.</p>", "page.html", kind="html"))
    done = [process(raw, rulebook()) for raw in raws]
    return tuple(one for one in done if isinstance(one, Cleaned))


def _seeds() -> list[bytes]:
    """Cases: the lines of documents, a mark, and the lines of their ledgers."""
    documents = b"".join(one.record.to_json() for one in _inputs())
    return [documents + BETWEEN + b"".join(one.ledger.to_json() for one in _inputs())]


def _mutated_results(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    """Mostly other ids and paths, the same in both; sometimes other values, or another order."""
    documents, ledgers = (part.splitlines(keepends=True) for part in dice.choice(seeds).split(BETWEEN))
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(len(documents))
        step = dice.random()
        if step < 0.6:
            id_, path = dice.choice(NAMES), dice.choice(NAMES)
            documents[at] = json.dumps({**json.loads(documents[at]), "id": id_}).encode() + b"\n"
            ledgers[at] = json.dumps({**json.loads(ledgers[at]), "id": id_, "path": path}).encode() + b"\n"
        elif step < 0.8:
            ledgers[at] = mutated_json(ledgers[at], dice)
        elif step < 0.9:
            documents[at] = mutated([documents[at]], tokens, dice)
            break
        else:
            dice.shuffle(ledgers)
    return b"".join(documents) + BETWEEN + b"".join(ledgers)


def check(case: bytes, folder: Path) -> None:
    """What `cleaner restore` makes of them."""
    documents, _, ledgers = case.partition(BETWEEN)
    for name, data in (("documents", documents), ("ledger", ledgers)):
        path = folder / "run" / name / "part-00000.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "run/run.json").write_text("{}")
    back = folder / "deep/back"
    code, _, said = call_cleaner(["restore", str(folder / "run"), "--to", str(back)])
    try:
        assert code in (0, 1, 2)
        assert code == 0 or said.strip()
        assert sorted(path.name for path in folder.iterdir() if path.name != "deep") == ["run"]
        assert [path.name for path in (folder / "deep").glob("*")] in ([], ["back"])
        assert {path.read_bytes() for path in back.rglob("*.txt") if path.is_file()} <= _known()
    finally:
        shutil.rmtree(folder / "deep", ignore_errors=True)


@cache
def _known() -> set[bytes]:
    """What a file that was restored can hold."""
    return {text.encode("utf-16") for text in SENTENCES} | {b"Snow fell on the hills above the town."}


RESTORING = Target("restoring", _seeds(), check, cases=600, make=_mutated_results)
