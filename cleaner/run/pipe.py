"""A pipe: rows in, and for every row exactly one line out, also if it is rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import IO

from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..record import Metadata, Record
from ..settings import Settings
from .in_order import clean_in_order

WriteLine = Callable[[bytes], object]


def pipe(
    items: Iterable[WorkItem],
    out: IO[bytes],
    write_ledger: WriteLine | None,
    write_rejection: WriteLine,
    rulebook: Rulebook,
    settings: Settings,
    workers: int,
) -> int:
    """Clean rows into lines of `out`. Returns the number of rejected rows."""
    rejected = 0
    for lines in clean_in_order(items, rulebook, settings, workers):
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
