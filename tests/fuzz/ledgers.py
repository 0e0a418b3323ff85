"""Ledgers that were changed since the run: restoring gives the input or says that it cannot, and never anything else."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.ledger import Ledger
from cleaner.record import Record
from cleaner.settings import Settings
from cleaner.undo import restore

from .decoding import SENTENCES
from .mutate import mutated, mutated_json
from .outcome import rulebook
from .target import Target

PAGE = (
    "<html><body><article><h1>Snow</h1><p>Snow fell &amp; melted.</p><p>Share this article</p></article></body></html>"
)
INPUTS = (
    *(Raw("row", text) for text in SENTENCES),
    *(Raw("file", text.encode("utf-16")) for text in SENTENCES),
    Raw("lost", SENTENCES[1].encode("cp1251") + b"\x98", declared="cp1251"),
    Raw("odd", "One \ud800 lone.\r\nTwo.\n\rAdvertisement\n\n\n5 min read"),
    Raw("page", PAGE, kind="html"),
)


@cache
def _cleaned(number: int) -> Cleaned:
    result = process(INPUTS[number % len(INPUTS)], rulebook(), Settings(keep_raw=number >= len(INPUTS)))
    assert isinstance(result, Cleaned)
    return result


def _seeds() -> list[bytes]:
    """Cases: the number of an input, the record's line, and its ledger's."""
    done = [(number, _cleaned(number)) for number in range(2 * len(INPUTS))]
    return [b"%d\n" % number + one.record.to_json() + one.ledger.to_json() for number, one in done]


def _mutated_lines(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    """The ledger is changed, and the record in one of four cases."""
    number, record, ledger = dice.choice(seeds).splitlines(keepends=True)
    if dice.random() < 0.25:
        record = mutated_json(record, dice)
    ledger = mutated_json(ledger, dice) if dice.random() < 0.8 else mutated([ledger], tokens, dice)
    return number + record + ledger


def _restored(record: Record, ledger: Ledger) -> tuple[bytes | None, str]:
    """The input, or why it does not come back."""
    try:
        return restore(record.text, ledger), ""
    except ValueError as error:
        return None, str(error)


def check(case: bytes, folder: Path) -> None:
    """What `restore` makes of the two lines."""
    number, record_line, ledger_line, *_rest = [*case.split(b"\n", 2), b"", b""]
    try:
        record, ledger = Record.from_json(record_line), Ledger.from_json(ledger_line)
    except ValueError:  # what msgspec raises, and says where
        return
    back, refusal = _restored(record, ledger)
    if back is None:
        assert refusal.startswith(f"{ledger.id}: ")
        return
    given = INPUTS[int(number) % len(INPUTS)]
    if ledger.kind.endswith("-page"):
        assert ledger.extracted_digest == _cleaned(int(number)).ledger.extracted_digest
    else:
        assert back == given.encoded


LEDGERS = Target("ledgers", _seeds(), check, cases=12_000, make=_mutated_lines)
