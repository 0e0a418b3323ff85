"""
Ray or Spark against a local run, in the environment that has it: `python -m bench.engines ray`.

Both get the same invented texts and pages, and write the same bytes; then both get documents that kill their process and that
never end. Printed: what differs, whether every document is accounted for, and the seconds of each with two workers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from .generated import word

ROOT = Path(__file__).resolve().parent.parent
TEXTS, PAGES = 5_000, 500
SABOTAGE = {"PYTHONPATH": os.pathsep.join([str(ROOT / "tests/crash/sabotage"), str(ROOT)])}
"""With this, a document with the word DEADLY kills its process, and one with ENDLESS never ends."""

LEADS = ("By Bo Ek\nOSLO, Jan 3 (Reuters) – ", "BERLIN (dpa) - ", "", "By Ada Lindqvist\n")
TAILS = (
    "(Reporting by Bo Ek; Editing by Tom Marsh)",
    "Read more: the weather",
    "Advertisement",
    "",
    "Share this article",
)


def _sentence(dice: random.Random) -> str:
    return " ".join(word(dice) for _ in range(dice.randint(6, 18))).capitalize() + "."


def texts(count: int) -> Iterator[str]:
    """Texts of invented words, of a paragraph to twelve, between leads and tails as agencies have them."""
    dice = random.Random(0)
    for _ in range(count):
        body = "\n\n".join(" ".join(_sentence(dice) for _ in range(4)) for _ in range(dice.randint(1, 12)))
        yield f"{dice.choice(LEADS)}{body}\n{dice.choice(TAILS)}"


def pages(count: int) -> Iterator[str]:
    """Pages of such texts, with a menu and a footer around them."""
    for number, text in enumerate(texts(count)):
        body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
        yield (
            f"<html><head><title>Page {number}</title></head><body><nav><a href='/'>Home</a><a href='/sport'>Sport</a></nav>"
            f"<article><h1>Page {number}</h1>{body}</article><footer>All rights reserved</footer></body></html>"
        )


def write_inputs(folder: Path, text_count: int, page_count: int) -> list[str]:
    """Half of the texts as lines, half in a compressed file, and the pages as files. Gives their names."""
    rows = [json.dumps({"id": f"d{number}", "text": text}) + "\n" for number, text in enumerate(texts(text_count))]
    (folder / "rows.jsonl").write_text("".join(rows[: text_count // 2]))
    (folder / "more.jsonl.gz").write_bytes(gzip.compress("".join(rows[text_count // 2 :]).encode(), mtime=0))
    (folder / "pages").mkdir()
    for number, page in enumerate(pages(page_count)):
        (folder / f"pages/{number:05}.html").write_text(page)
    return ["rows.jsonl", "more.jsonl.gz", "pages"]


def write_harm(folder: Path, count: int) -> list[str]:
    """Texts of which one kills its process and one never ends."""
    harm = {count // 3: "DEADLY", count // 2: "ENDLESS"}
    rows = [
        json.dumps({"id": f"h{number}", "text": harm.get(number, text)}) for number, text in enumerate(texts(count))
    ]
    (folder / "harm.jsonl").write_text("\n".join(rows) + "\n")
    return ["harm.jsonl"]


def seconds_of(folder: Path, engine: str, out: str, inputs: Sequence[str], *options: str, **environment: str) -> float:
    """Run `cleaner run` with two workers, and give the seconds it took. Raises if it cannot."""
    command = [sys.executable, "-m", "cleaner", "run", *inputs, "-o", out, "--engine", engine, "--workers", "2"]
    fixed = ["--added", "2026-01-01", "--max-rejected", "1", "-q", *options]
    start = time.perf_counter()
    subprocess.run(
        [*command, *fixed], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}, check=True
    )
    return time.perf_counter() - start


def different(one: Path, other: Path) -> list[str]:
    """The names of files that differ; of reports, without times."""
    ours, theirs = _contents(one), _contents(other)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def _contents(out: Path) -> Mapping[str, bytes]:
    found = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    report = {key: value for key, value in json.loads(found["run.json"]).items() if key != "timing"}
    return found | {"run.json": json.dumps(report).encode()}


def account(out: Path) -> tuple[int, int, int]:
    """Documents read, written and rejected: the first as the run counted them, the others as lines in the folders."""
    lines = [
        sum(len(path.read_bytes().splitlines()) for path in (out / table).glob("part-*"))
        for table in ("documents", "rejected")
    ]
    return json.loads((out / "run.json").read_bytes())["read"], lines[0], lines[1]


def measure(engine: str, text_count: int, page_count: int) -> None:
    """Print what an engine does beside a local run."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = write_inputs(folder, text_count, page_count)
        harm = write_harm(folder, 600)
        print(f"{text_count} texts and {page_count} pages, then 600 texts with two that do harm; two workers\n")
        print("engine   seconds      read   written  rejected   with harm: seconds  written  rejected")
        for one in ("local", engine):
            spent = seconds_of(folder, one, f"out-{one}", inputs, "--shard", "250")
            harmed = seconds_of(folder, one, f"harm-{one}", harm, "--shard", "100", "--timeout", "8", **SABOTAGE)
            read, written, rejected = account(folder / f"out-{one}")
            _, survived, refused = account(folder / f"harm-{one}")
            print(f"{one:8} {spent:7.1f} {read:9} {written:9} {rejected:9}   {harmed:18.1f} {survived:8} {refused:9}")
        for kind in ("out", "harm"):
            print(f"files that differ ({kind}): {different(folder / f'{kind}-local', folder / f'{kind}-{engine}')}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench.engines", description=__doc__)
    parser.add_argument("engine", choices=["ray", "spark"])
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--pages", type=int, default=PAGES)
    chosen = parser.parse_args()
    measure(chosen.engine, chosen.texts, chosen.pages)
