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

SMALLEST_ROUNDED = float(1 << 63)
"""From here on orjson makes fractions of some whole numbers."""


def read_lines(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """The lines that are not blank, by number. Lines before a break in the file are still read."""
    return _not_blank(every_line(stream, file, limit))


def every_line(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """All lines; a blank one has neither a payload nor a reason."""
    return _lines(stream, file, limit, 1, None)


def read_line_range(
    stream: IO[bytes], file: InputFile, limit: int, first_number: int, end_offset: int
) -> Iterator[WorkItem]:
    """
    The lines from where the stream stands up to the byte `end_offset` of the file, which is the end of a line.
    `first_number` is the number of the first line, blank ones counted. All ranges of a file give what `read_lines` gives.

    If the file ends before `end_offset`, it changed since it was measured, and the rest of the range is one rejection.
    """
    return _not_blank(_lines(stream, file, limit, first_number, end_offset - stream.tell()))


def _not_blank(items: Iterator[WorkItem]) -> Iterator[WorkItem]:
    return (item for item in items if item.payload or item.reason)


def _lines(stream: IO[bytes], file: InputFile, limit: int, number: int, size: int | None) -> Iterator[WorkItem]:
    """Lines of together `size` bytes, or all lines."""
    read = 0
    try:
        while (size is None or read < size) and (line := stream.readline(limit + 1)):
            read += len(line)
            id_, place = f"{file.id}#{number}", f"line {number}"
            if len(line) > limit and not line.endswith(b"\n"):
                item = too_large(WorkItem(id_, file.path, "jsonl", place=place), rest_of_line(stream, line), limit)
                read += item.size - len(line)
                yield item
            else:
                yield WorkItem(id_, file.path, "jsonl", b"" if line.isspace() else line, place=place)
            number += 1
        broken = "" if size is None or read >= size else "it is shorter than when the run began"
    except read_errors() as error:
        broken = escape_surrogates(str(error))
    if broken:
        id_, place, detail = f"{file.id}#{number}", f"line {number}", f"the rest of the file cannot be read: {broken}"
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
        return _lenient(item, keys, f"{error.msg}, at character {error.pos + 1}")
    if isinstance(row, dict) and any(map(_was_rounded, row.values())):
        return _lenient(item, keys)
    return raw_of_row(_object(row), item.id, item.path, keys)


def _was_rounded(value: object) -> bool:
    """Whether a value holds a number that orjson may have rounded: it makes fractions of whole numbers beyond 64 bits."""
    if isinstance(value, float):
        return abs(value) >= SMALLEST_ROUNDED
    if isinstance(value, list | dict):
        return any(map(_was_rounded, value.values() if isinstance(value, dict) else value))
    return False


def _object(row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise DocumentError("bad-row", f"the row is {json_type(row)}, not an object with `text`")
    return row


def _lenient(item: WorkItem, keys: RowKeys, problem: str = "") -> Raw:
    """
    Python's own parser takes what orjson refuses or rounds but other programs write: lone surrogates, NaN, large numbers.
    `problem` is what orjson found.

    Surrogates stay in the document itself, where decoding records them; in all other fields (and in a page beside a text)
    they are escaped, because UTF-8 cannot hold them.
    """
    import json

    try:
        raw = raw_of_row(_object(json.loads(item.payload)), item.id, item.path, keys)
        return replace(raw, id=escape_surrogates(raw.id), given=escape_all(raw.given))
    except UnicodeDecodeError:
        raise DocumentError("bad-row", "the row is not encoded in UTF-8") from None
    except (ValueError, RecursionError) as error:  # orjson counts characters of the row, Python lines of it
        raise DocumentError("bad-row", f"the row is not valid JSON: {problem or error}") from None


JSONL_FORMAT = InputFormat((".jsonl", ".ndjson"), read_lines, parse_line)
