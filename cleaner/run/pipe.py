"""A pipe: rows in, and for every row exactly one line out, also if it is rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..record import Metadata, Record
from ..settings import Settings
from .in_order import clean_in_order

WriteLine = Callable[[bytes], object]


def pipe(
    source: Iterable[bytes],
    out: IO[bytes],
    write_ledger: WriteLine | None,
    write_rejection: WriteLine,
    rulebook: Rulebook,
    settings: Settings,
    workers: int,
) -> int:
    """Clean lines of JSONL from `source` into `out`. Returns the number of rejected lines."""
    rejected = 0
    for lines in clean_in_order(_items(source), rulebook, settings, workers):
        for line in lines:
            out.write(line.document or blank_record(line.id, settings.added).to_json())
            if write_ledger:
                write_ledger(line.ledger or b"{}\n")
            if not line.document:
                rejected += 1
                write_rejection(line.rejection)
        out.flush()
    return rejected


def blank_record(id_: str, added: str) -> Record:
    """The record that replaces a rejected line, so that output and input have the same lines."""
    return Record(id_, "", added=added, metadata=Metadata(verdicts=["rejected"]))


def _items(source: Iterable[bytes]) -> Iterator[WorkItem]:
    for number, line in enumerate(source, 1):
        item = WorkItem(f"line-{number}", "-", "jsonl", line, place=f"line {number}")
        yield item if line.strip() else item._replace(payload=b"", reason="bad-row", detail="the line is blank")
