"""What an input format is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO

from ..document import Raw
from ..settings import RowKeys
from .work_item import InputFile, WorkItem


@dataclass(frozen=True, slots=True)
class InputFormat:
    """
    How one kind of file is read.

    `suffixes` are the suffixes of its files, before that of a compression.

    `read` gets a decompressed file and the largest number of bytes that a document may have, and yields one item a
    document, in order, with a payload that `parse` understands. It runs in the one process that feeds all workers, so it
    should split and do nothing else. A document over the limit becomes an item with a reason (`work_item.too_large`).

    `parse` runs in a worker and gives an item's raw document; the keys say which fields of a row hold what. It raises
    DocumentError if the payload is not a document.

    Tables put rows into payloads as JSON and share the `parse` of JSONL (see `table`). What a server said about
    the encoding of a page belongs in `Raw.declared`.

    `packages` are those that reading needs and that only an extra brings (see `extras`).
    """

    suffixes: tuple[str, ...]
    read: Callable[[IO[bytes], InputFile, int], Iterator[WorkItem]]
    parse: Callable[[WorkItem, RowKeys], Raw]
    packages: tuple[str, ...] = ()
