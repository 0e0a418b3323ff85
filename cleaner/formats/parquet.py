"""Parquet: a row is a document, as a line of JSONL with the same fields is. What its values become, `arrow_rows` says."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from .arrow_rows import item_of_row, parse_row, rows_of_batch
from .compression import CHUNK_BYTES, read_errors
from .input_format import InputFormat
from .open_input import open_input
from .surrogates import escape_surrogates
from .work_item import InputFile, WorkItem

if TYPE_CHECKING:
    from pyarrow.parquet import ParquetFile

BYTES_AT_ONCE = 4 << 20
MAX_ROWS_AT_ONCE = 1024
"""Rows that are in memory as Python values at a time: about as many as have these bytes. A group may be far larger."""


def row_groups(file: InputFile) -> list[tuple[int, int]]:
    """
    The rows and the bytes (before compression) of each group of rows, in order.

    Raises OSError if the file cannot be read in groups: `registry.read_items` then gives the rejection that says why.
    """
    try:
        with open_input(file) as stream, _table(stream) as table:
            if detail := _fault(table):
                raise OSError(detail)
            groups = (table.metadata.row_group(number) for number in range(table.metadata.num_row_groups))
            return [(group.num_rows, group.total_byte_size) for group in groups]
    except read_errors() as error:
        raise OSError(str(error)) from error


def read_row_groups(file: InputFile, first: int, end: int, first_row: int, limit: int) -> Iterator[WorkItem]:
    """
    The rows of the groups from `first` to before `end`, counted from 0. `first_row` is the number of the first of these
    rows, counted from 1: row n of the file has the id `file#n`. All groups give what the whole file gives, however they
    are divided.
    """
    file = file.as_shown()
    try:
        with open_input(file) as stream, _table(stream) as table:
            yield from _read_groups(table, file, range(first, end), first_row, limit)
    except read_errors() as error:
        yield _unreadable(file, first_row, f"the file cannot be read from row {first_row} on: {error}")


def _read(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    with _table(stream) as table:
        yield from _read_groups(table, file, range(table.metadata.num_row_groups), 1, limit)


@contextmanager
def _table(stream: IO[bytes]) -> Iterator[ParquetFile]:
    """A Parquet file that is open. What cannot be read at any place (an archive) is unpacked into a temporary file."""
    from pyarrow.parquet import ParquetFile

    with tempfile.TemporaryFile() as unpacked:
        if not stream.seekable():
            shutil.copyfileobj(stream, unpacked, CHUNK_BYTES)
            stream = unpacked
        # With `pre_buffer`, the default, a group of 400 MB is in memory whole: 500 MB instead of 130.
        options = {"pre_buffer": False, "buffer_size": CHUNK_BYTES, "coerce_int96_timestamp_unit": "us"}
        with ParquetFile(stream, **options) as table:
            yield table


def _read_groups(table: ParquetFile, file: InputFile, groups: range, first_row: int, limit: int) -> Iterator[WorkItem]:
    """The rows of some groups. What cannot be read of a group is one rejection, and the next group is read."""
    if detail := _fault(table):
        yield WorkItem(file.id, file.path, file.format, reason="bad-row", detail=detail)
        return
    for group in groups:
        number, rows = first_row, table.metadata.row_group(group).num_rows
        first_row += rows
        try:
            for row in _rows(table, group):
                yield item_of_row(row, _empty_item(file, number), limit)
                number += 1
        except read_errors() as error:
            yield _unreadable(file, number, f"rows {number} to {first_row - 1} cannot be read: {error}")


def _fault(table: ParquetFile) -> str:
    """What keeps all rows from being read, "" if nothing does."""
    names = Counter(table.schema_arrow.names)
    name, count = names.most_common(1)[0] if names else ("", 0)
    return f"{count} columns have the name `{name}`, so no row is read; rename them" if count > 1 else ""


def _empty_item(file: InputFile, number: int) -> WorkItem:
    return WorkItem(f"{file.id}#{number}", file.path, file.format, place=f"row {number}")


def _unreadable(file: InputFile, number: int, detail: str) -> WorkItem:
    return _empty_item(file, number)._replace(reason="unreadable", detail=escape_surrogates(detail))


def _rows(table: ParquetFile, group: int) -> Iterator[dict[str, Any] | Exception]:
    """The rows of a group as Python values; an error in place of one that has no value in Python."""
    facts = table.metadata.row_group(group)
    batch_rows = min(max(BYTES_AT_ONCE * facts.num_rows // max(facts.total_byte_size, 1), 1), MAX_ROWS_AT_ONCE)
    for batch in table.iter_batches(batch_rows, row_groups=[group], use_threads=False):
        yield from rows_of_batch(batch)


PARQUET_FORMAT = InputFormat((".parquet",), _read, parse_row, ("pyarrow",))
