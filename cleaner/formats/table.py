"""CSV and TSV: the first line names the columns, and each row below it is a document."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import IO, Any

import orjson

from ..errors import DocumentError
from .compression import read_errors
from .input_format import InputFormat
from .jsonl import parse_line
from .surrogates import escape_surrogates
from .work_item import InputFile, WorkItem


class _RowLines:
    """The lines of a table, decoded. Those of the current row are kept as they came, and never more than the limit."""

    def __init__(self, stream: IO[bytes], limit: int):
        self.stream, self.limit = stream, limit
        self.number = 0
        self.kept: list[bytes] = []
        self.kept_bytes = 0

    def start_row(self) -> None:
        """The next line begins a row."""
        self.kept, self.kept_bytes = [], 0

    def __iter__(self) -> _RowLines:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(self.limit + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self.kept_bytes += len(line)
        if self.kept_bytes > self.limit:
            detail = f"the row has more than {self.limit} bytes; the rest of the file is not read"
            raise DocumentError("limit", detail)
        self.kept.append(line)
        try:
            return line.decode("utf-8-sig" if self.number == 1 else "utf-8")
        except UnicodeDecodeError:
            detail = f"line {self.number} is not UTF-8, and the rest of the file is not read; convert the file"
            raise DocumentError("unreadable", detail) from None


def _read_table(stream: IO[bytes], file: InputFile, limit: int, delimiter: str) -> Iterator[WorkItem]:
    """
    The rows, each as a JSON object without its empty cells, by the number of its first line. Rows before a break in the
    file are still read.
    """
    csv.field_size_limit(limit)  # of the whole process; the default is 128 kB
    lines = _RowLines(stream, limit)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    columns: list[str] = []
    while True:
        lines.start_row()
        number = lines.number + 1
        item = WorkItem(f"{file.id}#{number}", file.path, file.format, place=f"line {number}")
        try:
            cells = next(rows, None)
            if cells is None:
                return
            if not columns:
                columns = _columns(cells)
            elif cells:
                yield item._replace(**_row(columns, cells, lines.kept))
        except csv.Error as error:
            detail = f"the row is not valid {file.format.upper()}: {error}"
            yield item._replace(payload=b"".join(lines.kept), reason="bad-row", detail=detail)
            if not columns:
                return
        except DocumentError as error:
            yield item._replace(reason=error.reason, detail=error.detail)
            return
        except read_errors() as error:
            detail = escape_surrogates(f"the rest of the file cannot be read: {error}")
            yield item._replace(reason="unreadable", detail=detail)
            return


def _columns(cells: list[str]) -> list[str]:
    """
    The names of the columns. One without a name is known by its number. Raises DocumentError if two have one name.

    >>> _columns(["", "text"])
    ['column 1', 'text']
    """
    columns = [name or f"column {number}" for number, name in enumerate(cells, 1)]
    name, count = Counter(columns).most_common(1)[0] if columns else ("", 0)
    if count > 1:
        raise DocumentError("bad-row", f"the header has {count} columns `{name}`, so no row is read; rename them")
    return columns


def _row(columns: list[str], cells: list[str], kept: list[bytes]) -> dict[str, Any]:
    """What a row changes in its item: the payload, or a reason and the lines as they came."""
    if len(cells) > len(columns):
        detail = f"the row has {len(cells)} cells, and the header names {len(columns)} columns"
        return {"payload": b"".join(kept), "reason": "bad-row", "detail": detail}
    return {"payload": orjson.dumps({name: cell for name, cell in zip(columns, cells, strict=False) if cell})}


CSV_FORMAT = InputFormat((".csv",), partial(_read_table, delimiter=","), parse_line)
TSV_FORMAT = InputFormat((".tsv",), partial(_read_table, delimiter="\t"), parse_line)
