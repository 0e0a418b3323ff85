"""JSONL: a line is a document, an object with `text` or `html`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from ..document import Raw
from ..errors import DocumentError
from ..settings import USUAL_KEYS, RowKeys
from .compression import CHUNK_BYTES, read_errors
from .input_format import InputFormat
from .row import json_type, raw_of_row
from .surrogates import escape_all, escape_surrogates
from .work_item import InputFile, WorkItem, too_large


def read_lines(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """The lines that are not blank, by number. Lines before a break in the file are still read."""
    number = 0
    try:
        while line := stream.readline(limit + 1):
            number += 1
            if line.isspace():
                continue
            id_, place = f"{file.id}#{number}", f"line {number}"
            if len(line) > limit and not line.endswith(b"\n"):
                yield too_large(WorkItem(id_, file.path, "jsonl", place=place), rest_of_line(stream, line), limit)
            else:
                yield WorkItem(id_, file.path, "jsonl", line, place=place)
    except read_errors() as error:
        id_, place = f"{file.id}#{number + 1}", f"line {number + 1}"
        detail = escape_surrogates(f"the rest of the file cannot be read: {error}")
        yield WorkItem(id_, file.path, "jsonl", reason="unreadable", detail=detail, place=place)


def rest_of_line(stream: IO[bytes], start: bytes) -> Iterator[bytes]:
    """A line that began with `start`, in chunks: it may be larger than memory."""
    yield start
    while chunk := stream.readline(CHUNK_BYTES):
        yield chunk
        if chunk.endswith(b"\n"):
            return


def parse_line(item: WorkItem, keys: RowKeys = USUAL_KEYS) -> Raw:
    """
    The document of a line. Raises DocumentError (`bad-row`) if it has none.

    >>> parse_line(WorkItem("f#1", "f", "jsonl", b'{"id": 7, "text": "a", "url": "u"}')).given
    {'url': 'u'}
    """
    import orjson

    try:
        row = orjson.loads(item.payload)
    except orjson.JSONDecodeError as error:
        return _lenient(item, keys, error)
    return raw_of_row(_object(row), item.id, item.path, keys)


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise DocumentError("bad-row", f"the row is {json_type(row)}, not an object with `text`")
    return row


def _lenient(item: WorkItem, keys: RowKeys, error: Exception) -> Raw:
    """
    Python's own parser takes what orjson refuses but other programs write: lone surrogates and NaN.

    Surrogates stay in the document itself, where decoding records them; in all other fields (and in a page beside a text)
    they are escaped, because UTF-8 cannot hold them.
    """
    import json

    try:
        raw = raw_of_row(_object(json.loads(item.payload)), item.id, item.path, keys)
        return replace(raw, id=escape_surrogates(raw.id), given=escape_all(raw.given))
    except (ValueError, RecursionError):
        raise DocumentError("bad-row", f"the row is not valid JSON: {error}") from None


JSONL_FORMAT = InputFormat((".jsonl", ".ndjson"), read_lines, parse_line)
