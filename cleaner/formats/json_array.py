"""
JSON: a file is one array, and each object in it is a document.

The array is split here and not by ijson, which is ten times as fast (400 MB/s; reading is still a small part of a run): it
ends the file at the first NaN or broken element, and makes `?` of a lone surrogate. Here each element stays as it is in the
file, and is a record or a rejection by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import IO

from ..errors import DocumentError
from .compression import CHUNK_BYTES, read_errors
from .input_format import InputFormat
from .jsonl import parse_line
from .surrogates import escape_surrogates
from .work_item import InputFile, WorkItem, too_large

_BOM = b"\xef\xbb\xbf"
_NO_ARRAY = "the file is not an array of objects, [{…}, {…}]; objects on lines of their own belong in a .jsonl"
_BREAK = re.compile(rb'["\[\]{},]')
_STRING_BREAK = re.compile(rb'["\\]')


def _read_array(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """The elements of the array by their number, each as it is in the file. Those before a break are still read."""
    number = 0
    try:
        pieces = _pieces(stream)
        for piece, ends in pieces:
            kept, size = [piece], len(piece)
            while not ends and size <= limit:
                piece, ends = next(pieces)
                kept.append(piece)
                size += len(piece)
            item = WorkItem(f"{file.id}#{number + 1}", file.path, file.format, place=f"row {number + 1}")
            if size > limit:
                yield too_large(item, chain(kept, _rest_of_element(pieces, ends)), limit)
            else:
                yield item._replace(payload=b"".join(kept).strip())
            number += 1
    except DocumentError as error:
        yield _break(file, number, error.reason, error.detail)
    except read_errors() as error:
        detail = escape_surrogates(f"the rest of the file cannot be read: {error}")
        yield _break(file, number, "unreadable", detail)


def _break(file: InputFile, number: int, reason: str, detail: str) -> WorkItem:
    """The rejection of the rest of the file after `number` elements, or of the whole file if there were none."""
    if not number:
        return WorkItem(file.id, file.path, file.format, reason=reason, detail=detail)
    id_, place = f"{file.id}#{number + 1}", f"row {number + 1}"
    return WorkItem(id_, file.path, file.format, reason=reason, detail=detail, place=place)


def _rest_of_element(pieces: Iterator[tuple[bytes, bool]], ends: bool) -> Iterator[bytes]:
    while not ends:
        piece, ends = next(pieces)
        yield piece


def _pieces(stream: IO[bytes]) -> Iterator[tuple[bytes, bool]]:
    """
    The bytes of the elements in pieces, and whether an element ends with its piece.

    The split is at commas outside strings and inner brackets; whether an element is valid is left to `parse`. Raises
    DocumentError if the file is no array, or does not end where the array ends.
    """
    chunk = stream.read(CHUNK_BYTES).removeprefix(_BOM).lstrip()
    if not chunk.startswith(b"["):
        raise DocumentError("bad-row", _NO_ARRAY)
    start = position = depth = 1
    in_string, is_blank, is_first = False, True, True
    while chunk:
        while match := (_STRING_BREAK if in_string else _BREAK).search(chunk, position):
            mark, position = match.group(), match.end()
            if mark == b"\\":
                position += 1  # may be beyond the chunk
            elif mark == b'"':
                in_string = not in_string
            elif mark != b",":
                depth += 1 if mark in b"[{" else -1
            if not depth or (depth == 1 and mark == b","):
                piece = chunk[start : match.start()]
                if depth or not (is_first and is_blank and not piece.strip()):
                    yield piece, True
                start, is_blank, is_first = position, True, False
            if not depth:
                return _check_end(stream, chunk[position:])
        piece = chunk[start:]
        if piece.strip() or not is_blank:
            yield piece, False
            is_blank = False
        position = max(position - len(chunk), 0)
        start = 0
        chunk = stream.read(CHUNK_BYTES)
    raise DocumentError("bad-row", "the array does not end: the file is cut off")


def _check_end(stream: IO[bytes], chunk: bytes) -> None:
    while not chunk.strip():
        chunk = stream.read(CHUNK_BYTES)
        if not chunk:
            return
    raise DocumentError("bad-row", "something follows the end of the array")


JSON_ARRAY_FORMAT = InputFormat((".json",), _read_array, parse_line)
