"""Documents in batches, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from ..formats.work_item import WorkItem

_T = TypeVar("_T")

FULL_BATCH_BYTES = 1 << 20
"""A batch with so many bytes is full, however few documents it has."""


def batches(items: Iterable[WorkItem], documents: int) -> Iterator[list[WorkItem]]:
    """
    Batches of so many documents, or of `FULL_BATCH_BYTES`.

    >>> [len(batch) for batch in batches([WorkItem("a", "p", "text")] * 40, 32)]
    [32, 8]
    """
    return batches_by_size(items, documents, lambda item: len(item.payload))


def batches_by_size(items: Iterable[_T], documents: int, size_of: Callable[[_T], int]) -> Iterator[list[_T]]:
    """The same for documents of any kind, whose sizes `size_of` gives."""
    batch: list[_T] = []
    size = 0
    for item in items:
        batch.append(item)
        size += size_of(item)
        if len(batch) >= documents or size >= FULL_BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
