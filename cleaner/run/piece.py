"""
Pieces: what a run is cut into. A piece is cleaned by one worker, and its results are files of their own.

A part is what a piece becomes in the folder of results: `documents/part-00003.jsonl`, with its ledger and rejections.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from ..formats.work_item import InputFile


class WholeFiles(Struct, frozen=True, tag_field="kind", tag="files"):
    """Some small files, each read from its beginning to its end."""

    files: tuple[InputFile, ...]


class LineRange(Struct, frozen=True, tag_field="kind", tag="lines"):
    """Lines of a file: its bytes from `start` up to `end`. The first of them is line `first_number`, counted from 1."""

    file: InputFile
    start: int
    end: int
    first_number: int


class RowGroups(Struct, frozen=True, tag_field="kind", tag="row-groups"):
    """Row groups `first` up to `end` of a Parquet file. The first row is row `first_row`, counted from 1."""

    file: InputFile
    first: int
    end: int
    first_row: int
    size: int


class Stream(Struct, frozen=True, tag_field="kind", tag="stream"):
    """
    A large file that can only be read from its beginning, such as a compressed one. One process reads it and stores its
    rows in blocks; each `StreamBlock` is then a piece.
    """

    file: InputFile


class StreamBlock(Struct, frozen=True, tag_field="kind", tag="block"):
    """A block of rows of a stream, stored in a file at `path`. `number` counts the blocks of the stream from 0."""

    file: InputFile
    path: str
    number: int
    size: int


PlannedPiece = WholeFiles | LineRange | RowGroups | Stream
Piece = WholeFiles | LineRange | RowGroups | StreamBlock


def files_of(piece: PlannedPiece | StreamBlock) -> tuple[InputFile, ...]:
    """The files that a piece reads."""
    return piece.files if isinstance(piece, WholeFiles) else (piece.file,)


def with_files(piece: PlannedPiece, change: Callable[[InputFile], InputFile]) -> PlannedPiece:
    """The same piece of other files."""
    if isinstance(piece, WholeFiles):
        return WholeFiles(tuple(map(change, piece.files)))
    return replace(piece, file=change(piece.file))


def size_of(piece: PlannedPiece | StreamBlock) -> int:
    """How much of the input a piece is, in bytes as they lie on the disk. (Of a block, as they are stored.)"""
    if isinstance(piece, LineRange):
        return piece.end - piece.start
    if isinstance(piece, RowGroups | StreamBlock):
        return piece.size
    return sum(file.size for file in files_of(piece))


def part_name(number: int, block: int | None = None) -> str:
    """
    The name of a piece's files, without suffix. Names sort in the order of the plan.

    >>> part_name(3), part_name(3, 12)
    ('part-00003', 'part-00003-000012')
    """
    return f"part-{number:05}" if block is None else f"part-{number:05}-{block:06}"
