"""A pipe: rows in, and for every row exactly one line out, also if it is rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO

from ..formats.jsonl import rest_of_line
from ..formats.work_item import WorkItem, too_large
from ..match.rulebook import Rulebook
from ..prepare import MAX_BYTES
from ..record import Metadata, Record
from ..settings import Settings
from .local import clean_all

WriteLine = Callable[[bytes], object]


def pipe(
    source: IO[bytes],
    out: IO[bytes],
    write_ledger: WriteLine | None,
    write_rejection: WriteLine,
    rulebook: Rulebook,
    settings: Settings,
    workers: int,
) -> int:
    """Clean lines of JSONL from `source` into `out`. Returns the number of rejected lines."""
    rejected = 0
    for _, lines, _ in clean_all(_items(source), rulebook, settings, workers):
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


def _items(source: IO[bytes]) -> Iterator[WorkItem]:
    number = 0
    while line := source.readline(MAX_BYTES + 1):
        number += 1
        item = WorkItem(f"line-{number}", "-", "jsonl", place=f"line {number}")
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            yield too_large(item, rest_of_line(source, line), MAX_BYTES)
        elif line.strip():
            yield item._replace(payload=line)
        else:
            yield item._replace(reason="bad-row", detail="the line is blank")
