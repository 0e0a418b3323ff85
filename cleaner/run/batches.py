"""Documents in batches, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..formats.work_item import WorkItem

FULL_BATCH_BYTES = 1 << 20
"""A batch with so many bytes is full, however few documents it has."""


def batches(items: Iterable[WorkItem], documents: int) -> Iterator[list[WorkItem]]:
    """
    Batches of so many documents, or of `FULL_BATCH_BYTES`.

    >>> [len(batch) for batch in batches([WorkItem("a", "p", "text")] * 40, 32)]
    [32, 8]
    """
    batch: list[WorkItem] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.payload)
        if len(batch) >= documents or size >= FULL_BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
