"""The rows and files of a piece, and the blocks that streams are cut into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import msgspec

from ..formats.compression import read_errors
from ..formats.jsonl import read_line_range
from ..formats.open_input import open_input
from ..formats.registry import read_items
from ..formats.surrogates import escape_surrogates
from ..formats.work_item import InputFile, WorkItem
from ..prepare import MAX_BYTES
from .cut_inputs import PieceSize
from .piece import LineRange, Piece, RowGroups, StreamBlock

_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(WorkItem)

SIZE_BYTES = 4
"""Each item of a stored block follows its size, a whole number of so many bytes."""


def read_piece(piece: Piece, limit: int = MAX_BYTES) -> Iterator[WorkItem]:
    """Every document of a piece, in order. What cannot be read is an item with its reason."""
    if isinstance(piece, StreamBlock):
        yield from read_block(Path(piece.path))
    elif isinstance(piece, LineRange):
        yield from _read_lines(piece, limit)
    elif isinstance(piece, RowGroups):
        from ..formats.parquet import read_row_groups

        yield from read_row_groups(piece.file, piece.first, piece.end, piece.first_row, limit)
    else:
        for file in piece.files:
            yield from read_items(file, limit)


def _read_lines(piece: LineRange, limit: int) -> Iterator[WorkItem]:
    shown = replace(piece.file, id=escape_surrogates(piece.file.id), path=escape_surrogates(piece.file.path))
    try:
        with open_input(piece.file) as stream:
            stream.seek(piece.start)
            yield from read_line_range(stream, shown, limit, piece.first_number, piece.end)
    except read_errors() as error:
        id_, place = f"{shown.id}#{piece.first_number}", f"line {piece.first_number}"
        detail = escape_surrogates(f"{error}; the lines from here on are missing")
        yield WorkItem(id_, shown.path, shown.format, reason="unreadable", detail=detail, place=place)


def blocks(items: Iterable[WorkItem], size: PieceSize) -> Iterator[tuple[int, Iterator[WorkItem]]]:
    """
    The items of a stream in numbered blocks, cut at the same rows each time. (Asking for the next block skips what is left
    of the last one.)

    >>> [(number, len(list(items))) for number, items in blocks([WorkItem("a", "p", "csv")] * 5, PieceSize.of_documents(2))]
    [(0, 2), (1, 2), (2, 1)]
    """
    numbered = groupby(_with_block_numbers(items, size), itemgetter(0))
    return ((number, map(itemgetter(1), group)) for number, group in numbered)


def _with_block_numbers(items: Iterable[WorkItem], size: PieceSize) -> Iterator[tuple[int, WorkItem]]:
    number = rows = weight = 0
    for item in items:
        yield number, item
        rows += 1
        weight += len(item.payload)
        if rows >= size.rows or weight >= size.bytes:
            number, rows, weight = number + 1, 0, 0


def stream_blocks(file: InputFile, size: PieceSize, limit: int = MAX_BYTES) -> Iterator[tuple[int, Iterator[WorkItem]]]:
    """The blocks of a file that is read from its beginning to its end."""
    return blocks(read_items(file, limit), size)


def store_block(block: Iterable[WorkItem], path: Path) -> int:
    """Store the items of a block in a file, and return its size in bytes. It need not outlive a crash."""
    with path.open("wb") as file:
        for item in block:
            data = _ENCODER.encode(item)
            file.write(len(data).to_bytes(SIZE_BYTES))
            file.write(data)
        return file.tell()


def read_block(path: Path) -> Iterator[WorkItem]:
    """The items of a stored block."""
    with path.open("rb") as file:
        while size := file.read(SIZE_BYTES):
            yield _DECODER.decode(file.read(int.from_bytes(size)))
