"""Stand-off tables in Parquet: the rows of each document that was set apart, and the document again from its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import dropwhile, islice
from pathlib import Path
from typing import TypeVar

import msgspec

from ..json_line import JsonLine
from ..stand_off import IdRow, SetApart, SpanRow, Taken, TextRow, Tie, TieRow
from .output_format import LineWriter
from .parquet_files import RowsWriter, read_parquet

_SET_APART = msgspec.json.Decoder(SetApart)
_T = TypeVar("_T", bound=JsonLine)
_R = TypeVar("_R", SpanRow, TieRow)

ROWS_OF: Mapping[str, Callable[[SetApart], Iterable[JsonLine]]] = {
    "texts": lambda one: [TextRow(one.id, one.provenance, len(one.spans), len(one.ties), one.text)],
    "ids": lambda one: [IdRow(one.id, one.provenance, len(one.spans), len(one.ties))],
    "spans": lambda one: (SpanRow(one.id, span.start, span.end, span.kind, span.rule) for span in one.spans),
    "ties": lambda one: (TieRow(one.id, tie.kind, tie.rule, tie.reason) for tie in one.ties),
}
"""The rows of a document in each table."""


def open_stand_off(path: Path, table: str) -> LineWriter:
    """The writer of a new file of a stand-off table. It takes lines of `SetApart`."""
    rows_of = ROWS_OF[table]
    return RowsWriter(path, table, lambda line: [row.to_json() for row in rows_of(_SET_APART.decode(line))])


def read_set_apart(texts: Path, spans: Path, ties: Path, with_text: bool) -> Iterator[bytes]:
    """
    The lines that were written into the three files of a part: the first has the texts, or only ids. Raises OSError or ValueError
    if a file is broken.

    The other files may still have rows of documents that the first has lost: a run may be killed between the renames of files.
    """
    span_rows, tie_rows = _rows(spans, SpanRow), _rows(ties, TieRow)
    for row in _rows(texts, TextRow if with_text else IdRow):
        yield SetApart(
            row.id,
            row.provenance,
            row.text if isinstance(row, TextRow) else "",
            [Taken(one.start, one.end, one.kind, one.rule) for one in _next_of(row.id, span_rows, row.spans)],
            [Tie(one.kind, one.rule, one.reason) for one in _next_of(row.id, tie_rows, row.ties)],
        ).to_json()


def _rows(path: Path, kind: type[_T]) -> Iterator[_T]:
    return map(kind.from_json, read_parquet(path))


def _next_of(id_: str, rows: Iterator[_R], count: int) -> Iterator[_R]:
    """So many rows of one document. Those before them are passed over: they are of documents that are gone."""
    return islice(dropwhile(lambda row: row.id != id_, rows), count)
