"""A pipe: rows in, a line out for each line in, whatever came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from ..clean import Settings
from ..formats.work_items import Parcel
from ..match.rulebook import Rulebook
from ..record import Metadata, Record
from .local import clean_all

Write = Callable[[bytes], object]


def pipe(
    source: Iterable[bytes],
    out: IO[bytes],
    ledger: Write | None,
    reject: Write,
    rulebook: Rulebook,
    settings: Settings,
    workers: int,
) -> int:
    """Clean lines of JSONL from `source` to `out`; gives the number of rejected ones, each of which `reject` is told."""
    rejected = 0
    for _, lines, _ in clean_all(_parcels(source), rulebook, settings, workers):
        for line in lines:
            out.write(line.document or blank_record(line.id, settings.added).to_json())
            if ledger:
                ledger(line.ledger or b"{}\n")
            if not line.document:
                rejected += 1
                reject(line.rejection)
        out.flush()
    return rejected


def blank_record(id_: str, added: str) -> Record:
    """What stands in the output for a rejected line, so that lines keep step."""
    return Record(id_, "", added=added, metadata=Metadata(verdicts=["rejected"]))


def _parcels(source: Iterable[bytes]) -> Iterator[Parcel]:
    for number, line in enumerate(source, 1):
        place = f"line {number}"
        if line.strip():
            yield Parcel(f"line-{number}", "-", "row", line, place=place)
        else:
            yield Parcel(f"line-{number}", "-", "row", b"", "bad-row", "the line is blank", place)
