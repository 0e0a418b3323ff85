"""Documents in batches, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from ..formats.work_item import WorkItem

FULL_BATCH_BYTES = 1 << 20
"""A batch with so many bytes is full, however few documents it has."""


def batches(items: Iterable[WorkItem], documents: int, alone: Set[int] = frozenset()) -> Iterator[list[WorkItem]]:
    """
    Batches of so many documents, or of `FULL_BATCH_BYTES`. An item whose number is in `alone` is a batch by itself.

    >>> [len(batch) for batch in batches([WorkItem("a", "p", "text")] * 40, 32, {3})]
    [3, 1, 32, 4]
    """
    batch: list[WorkItem] = []
    size = 0
    for number, item in enumerate(items):
        if batch and number in alone:
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.payload)
        if len(batch) >= documents or size >= FULL_BATCH_BYTES or number in alone:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
