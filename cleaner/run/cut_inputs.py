"""Cuts the inputs into pieces, before the first document is cleaned."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, NamedTuple

from ..formats.compression import CHUNK_BYTES, read_errors
from ..formats.open_input import can_seek, open_input
from ..formats.work_item import InputFile
from .piece import LineRange, PlannedPiece, RowGroups, Stream, WholeFiles

COST_OF_A_PIECE = 1 << 18
"""
What starting and finishing a piece costs, in bytes of input that are cleaned in the same time: about 30 ms, most of which
is waiting until files are safely on a disk.
"""

COMPRESSED_TO = 0.25
"""What compression makes of a text, roughly: only used to guess how much a compressed file holds."""

MOST_DOCUMENTS = 100_000
"""The most documents in a piece, unless the user says otherwise. Keeps the list of a piece's ids small."""

MOST_PIECES = 99_999
"""Five digits in the names of parts. Only a very small `--shard` needs more pieces."""


class PieceSize(NamedTuple):
    """How large a piece may become: it ends with the row that reaches `bytes` or is the `rows`-th."""

    rows: int
    bytes: float

    @classmethod
    def of_documents(cls, documents: int) -> PieceSize:
        """As many documents as the user wants, whatever they weigh."""
        return cls(documents, math.inf)

    @classmethod
    def for_inputs(cls, files: Iterable[InputFile]) -> PieceSize:
        """
        The size that wastes least. Many pieces cost time for each; with few, workers wait for the last one. Both losses
        are equal where a piece is the geometric mean of the whole input and what a piece costs.

        >>> PieceSize.for_inputs([InputFile("a", "a.jsonl", "jsonl", size=10**9)]).bytes // 1_000_000
        16.0
        """
        total = sum(map(unpacked_size, files))
        return cls(MOST_DOCUMENTS, max(math.sqrt(total * COST_OF_A_PIECE), COST_OF_A_PIECE))


def unpacked_size(file: InputFile) -> float:
    """How many bytes a file holds; of a compressed file, a guess."""
    return file.size / COMPRESSED_TO if file.compression else file.size


def cut_inputs(files: Iterable[InputFile], size: PieceSize) -> Iterator[PlannedPiece]:
    """
    The pieces of all files, in order.

    Small files are taken together. Larger ones with rows are cut: plain JSONL into ranges of lines, for which the lines
    are counted here; Parquet into row groups; all others are streams. If only the documents of a piece are limited, every file
    with rows is cut, because nobody knows how many it has. Every file is in some piece, also one without rows.
    """
    together: list[InputFile] = []
    weight = 0.0
    for file in files:
        if is_one_document(file) or unpacked_size(file) <= size.bytes < math.inf:
            if together and (len(together) >= size.rows or weight + unpacked_size(file) > size.bytes):
                yield WholeFiles(tuple(together))
                together, weight = [], 0.0
            together.append(file)
            weight += unpacked_size(file)
            continue
        if together:
            yield WholeFiles(tuple(together))
            together, weight = [], 0.0
        yield from _cut(file, size)
    if together:
        yield WholeFiles(tuple(together))


def _cut(file: InputFile, size: PieceSize) -> Iterator[PlannedPiece]:
    if file.format == "jsonl" and can_seek(file):
        return _line_ranges(file, size)
    if file.format == "parquet" and can_seek(file):
        return _row_groups(file, size)
    return iter([Stream(file)])


def is_one_document(file: InputFile) -> bool:
    """Whether a file is one document, not rows."""
    return file.format in ("text", "html")


def _line_ranges(file: InputFile, size: PieceSize) -> Iterator[PlannedPiece]:
    try:
        with open_input(file) as stream:
            ranges = list(islice(line_ranges(stream, size), MOST_PIECES + 1))  # one more ends the run
    except read_errors():  # who reads the file in earnest rejects it and says why
        ranges = []
    if not ranges:
        return iter([WholeFiles((file,))])
    return (LineRange(file, start, end, number) for start, end, number in ranges)


def line_ranges(stream: IO[bytes], size: PieceSize) -> Iterator[tuple[int, int, int]]:
    r"""
    Ranges of lines that together are the whole stream: the offset of the first byte, that of the end, and the number of
    the first line.

    >>> import io
    >>> list(line_ranges(io.BytesIO(b"a\nb\nc\nd"), PieceSize.of_documents(2)))
    [(0, 4, 1), (4, 7, 3)]
    """
    start = offset = 0
    number = lines = 1
    while chunk := stream.read(CHUNK_BYTES):
        position = 0
        while (end := _piece_end(chunk, position, number + size.rows - lines, start + size.bytes - offset)) >= 0:
            lines += chunk.count(b"\n", position, end)
            yield start, offset + end, number
            start, number, position = offset + end, lines, end
        lines += chunk.count(b"\n", position)
        offset += len(chunk)
    if offset > start:
        yield start, offset, number


def _piece_end(chunk: bytes, position: int, lines: int, enough: float) -> int:
    """
    Where a piece ends in a chunk: behind the `lines`-th line end from `position`, or behind the first that is at or after
    the offset `enough`, whichever comes first; -1 if it ends later.
    """
    by_bytes = chunk.find(b"\n", max(int(enough) - 1, position)) + 1 if enough <= len(chunk) else 0
    if chunk.count(b"\n", position, by_bytes or len(chunk)) < lines:
        return by_bytes or -1
    end = position
    for _ in range(lines):
        end = chunk.index(b"\n", end) + 1
    return end


def _row_groups(file: InputFile, size: PieceSize) -> Iterator[PlannedPiece]:
    from ..errors import DocumentError
    from ..formats.parquet import row_groups

    try:
        groups = row_groups(file)
    except (OSError, DocumentError):  # who reads the file in earnest rejects it and says why
        groups = []
    if not any(rows for rows, _ in groups):
        yield WholeFiles((file,))
        return
    first, row, rows, weight = 0, 1, 0, 0
    for number, (its_rows, its_bytes) in enumerate(groups):
        if rows and (rows + its_rows > size.rows or weight + its_bytes > size.bytes):
            yield RowGroups(file, first, number, row, weight)
            first, row, rows, weight = number, row + rows, 0, 0
        rows += its_rows
        weight += its_bytes
    if rows:
        yield RowGroups(file, first, len(groups), row, weight)
