"""
Parquet: a row is a document, as a line of JSONL with the same fields is.

Rows get to `parse` as JSON, nulls included. Dates and times become strings in ISO 8601 (nanoseconds are cut off), decimals
strings, maps objects. Binary values become strings if they are UTF-8, else `{"base64": …}`; a page or a text of such
bytes is decoded as that of a file is.
"""

from __future__ import annotations

import shutil
import tempfile
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import orjson

from ..document import Raw
from ..settings import RowKeys
from .compression import CHUNK_BYTES, read_errors
from .input_format import InputFormat
from .jsonl import parse_line
from .open_input import open_input
from .row import raw_of_row
from .surrogates import escape_surrogates
from .work_item import InputFile, WorkItem, too_large

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import ParquetFile

BYTES_AT_ONCE = 4 << 20
MAX_ROWS_AT_ONCE = 1024
"""Rows that are in memory as Python values at a time: about as many as have these bytes. A group may be far larger."""

_MARK_OF_BYTES = "base64"
_JSON_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS


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
                yield _item(row, file, number, limit)
                number += 1
        except read_errors() as error:
            yield _unreadable(file, number, f"rows {number} to {first_row - 1} cannot be read: {error}")


def _fault(table: ParquetFile) -> str:
    """What keeps all rows from being read, "" if nothing does."""
    names = Counter(table.schema_arrow.names)
    name, count = names.most_common(1)[0] if names else ("", 0)
    return f"{count} columns have the name `{name}`, so no row is read; rename them" if count > 1 else ""


def _unreadable(file: InputFile, number: int, detail: str) -> WorkItem:
    id_, place = f"{file.id}#{number}", f"row {number}"
    return WorkItem(id_, file.path, file.format, reason="unreadable", detail=escape_surrogates(detail), place=place)


def _rows(table: ParquetFile, group: int) -> Iterator[dict[str, Any] | Exception]:
    """The rows of a group as Python values; an error in place of one that has no value in Python."""
    import pyarrow

    facts = table.metadata.row_group(group)
    batch_rows = min(max(BYTES_AT_ONCE * facts.num_rows // max(facts.total_byte_size, 1), 1), MAX_ROWS_AT_ONCE)
    schema = pyarrow.schema([field.with_type(_without_nanoseconds(field.type)) for field in table.schema_arrow])
    for batch in table.iter_batches(batch_rows, row_groups=[group], use_threads=False):
        batch = batch.cast(schema, safe=False)
        try:
            yield from batch.to_pylist(maps_as_pydicts="lossy")
        except (
            ValueError,
            OverflowError,
            KeyError,
        ):  # a year beyond 9999, a text that is not UTF-8, an unknown time zone
            yield from (_row(batch.slice(number, 1)) for number in range(batch.num_rows))


def _row(batch: pyarrow.RecordBatch) -> dict[str, Any] | Exception:
    try:
        row: dict[str, Any] = batch.to_pylist(maps_as_pydicts="lossy")[0]
    except (ValueError, OverflowError, KeyError) as error:
        return error
    return row


def _without_nanoseconds(type_: pyarrow.DataType) -> pyarrow.DataType:
    """The type with microseconds in place of nanoseconds, which Python does not have."""
    import pyarrow
    from pyarrow import types

    if types.is_timestamp(type_) and type_.unit == "ns":
        return pyarrow.timestamp("us", type_.tz)
    if types.is_time64(type_):
        return pyarrow.time64("us")
    if types.is_duration(type_) and type_.unit == "ns":
        return pyarrow.duration("us")
    if types.is_struct(type_):
        return pyarrow.struct([field.with_type(_without_nanoseconds(field.type)) for field in type_])
    if types.is_map(type_):
        return pyarrow.map_(_without_nanoseconds(type_.key_type), _without_nanoseconds(type_.item_type))
    if types.is_large_list(type_):
        return pyarrow.large_list(type_.value_field.with_type(_without_nanoseconds(type_.value_type)))
    if types.is_list(type_):
        return pyarrow.list_(type_.value_field.with_type(_without_nanoseconds(type_.value_type)))
    return type_


def _item(row: dict[str, Any] | Exception, file: InputFile, number: int, limit: int) -> WorkItem:
    item = WorkItem(f"{file.id}#{number}", file.path, file.format, place=f"row {number}")
    try:
        if isinstance(row, Exception):
            raise row
        payload = orjson.dumps(row, _in_json, _JSON_OPTIONS)
    except (ValueError, OverflowError, KeyError, TypeError) as error:
        return item._replace(reason="bad-row", detail=f"the row cannot be written as JSON: {error}")
    return item._replace(payload=payload) if len(payload) <= limit else too_large(item, [payload], limit)


def _in_json(value: object) -> object:
    """What JSON has no type for. Of intervals and the like there is only their text."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {_MARK_OF_BYTES: b64encode(value).decode()}
    return str(value)


def _parse(item: WorkItem, keys: RowKeys) -> Raw:
    if b'{"base64":' not in item.payload:
        return parse_line(item, keys)
    row = orjson.loads(item.payload)
    for key in (keys.text, keys.html):
        value = row.get(key)
        if isinstance(value, dict) and value.keys() == {_MARK_OF_BYTES}:
            row[key] = b64decode(value[_MARK_OF_BYTES])
    return raw_of_row(row, item.id, item.path, keys)


PARQUET_FORMAT = InputFormat((".parquet",), _read, _parse, ("pyarrow",))
