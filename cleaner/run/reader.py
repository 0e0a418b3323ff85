"""What the reading process does: all inputs as work items, in batches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..formats.registry import read_items
from ..formats.work_item import InputFile, WorkItem

BATCH_DOCUMENTS = 256
BATCH_BYTES = 1 << 20
"""A batch is full at either. Smaller batches cost more to pass on; larger ones gain nothing (measured in bench/)."""


def read_all(files: Iterable[InputFile]) -> Iterator[WorkItem]:
    """Every document of every file, in order."""
    for file in files:
        yield from read_items(file)


def batches(items: Iterable[WorkItem]) -> Iterator[list[WorkItem]]:
    """Items in batches, in order."""
    batch: list[WorkItem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.payload)
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
