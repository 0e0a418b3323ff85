"""
Rows of Arrow tables as documents: what Parquet files hold, and what other libraries hand over.

Rows get to `parse_row` as JSON, nulls included. Dates and times become strings in ISO 8601 (nanoseconds are cut off),
decimals strings, maps objects. Binary values become strings if they are UTF-8, else `{"base64": …}`; a page or a text of
such bytes is decoded as that of a file is.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from ..document import Raw
from ..errors import DocumentError
from ..settings import RowKeys
from .jsonl import parse_line
from .row import raw_of_row
from .work_item import WorkItem, too_large

if TYPE_CHECKING:
    import pyarrow

_MARK_OF_BYTES = "base64"
_JSON_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS

NO_VALUE = (ValueError, OverflowError, KeyError)
"""What pyarrow raises for a value that Python lacks: a year beyond 9999, a text that is not UTF-8, an unknown time zone."""


def rows_of_batch(batch: pyarrow.RecordBatch) -> Iterator[dict[str, Any] | Exception]:
    """The rows of a batch as Python values; an error in place of one that has no value in Python."""
    import pyarrow

    schema = pyarrow.schema([field.with_type(_without_nanoseconds(field.type)) for field in batch.schema])
    if schema != batch.schema:
        batch = batch.cast(schema, safe=False)
    try:
        yield from batch.to_pylist(maps_as_pydicts="lossy")
    except NO_VALUE:
        yield from (_row(batch.slice(number, 1)) for number in range(batch.num_rows))


def _row(batch: pyarrow.RecordBatch) -> dict[str, Any] | Exception:
    try:
        row: dict[str, Any] = batch.to_pylist(maps_as_pydicts="lossy")[0]
    except NO_VALUE as error:
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


def item_of_row(row: dict[str, Any] | Exception, item: WorkItem, limit: int) -> WorkItem:
    """A row as a work item: `item` with its payload, or with the reason why it has none."""
    try:
        if isinstance(row, Exception):
            raise row
        payload = _json_of(row)
    except (*NO_VALUE, TypeError, RecursionError) as error:
        return item._replace(reason="bad-row", detail=f"the row cannot be written as JSON: {error}")
    return item._replace(payload=payload) if len(payload) <= limit else too_large(item, [payload], limit)


def _json_of(row: dict[str, Any]) -> bytes:
    try:
        return orjson.dumps(row, _in_json, _JSON_OPTIONS)
    except orjson.JSONEncodeError as error:
        if error.__cause__ is not None:  # a value that cannot even be printed
            raise
        # It refuses surrogates and large numbers, which rows of Python may have.
        plain = json.loads(json.dumps(row, default=_in_json), parse_int=_number_or_digits)
        return json.dumps(plain, separators=(",", ":")).encode()


def _number_or_digits(digits: str) -> int | str:
    """A whole number; as a text if it has more than 64 bits, since the reader would make it a float and round it."""
    number = int(digits)
    return number if number.bit_length() < 64 else digits


def _in_json(value: object) -> object:
    """What JSON has no type for. Of intervals and the like there is only their text."""
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {_MARK_OF_BYTES: b64encode(value).decode()}
    return value.isoformat() if isinstance(value, date) else str(value)


def parse_row(item: WorkItem, keys: RowKeys) -> Raw:
    """The document of such an item. Raises DocumentError (`bad-row`) if there is none in it."""
    if b'{"base64":' not in item.payload:
        return parse_line(item, keys)
    try:
        row = orjson.loads(item.payload)
    except orjson.JSONDecodeError as error:
        raise DocumentError(
            "bad-row", f"the row has bytes that are no text, and cannot be read as JSON: {error}"
        ) from None
    for key in (keys.text, keys.html):
        value = row.get(key)
        if isinstance(value, dict) and value.keys() == {_MARK_OF_BYTES}:
            row[key] = b64decode(value[_MARK_OF_BYTES])
    return raw_of_row(row, item.id, item.path, keys)
