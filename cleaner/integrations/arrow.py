"""
From rows to records, in Arrow: batches in, batches out, and for each row exactly one.

A row that is rejected has a record without text and with the verdict `rejected`, as in `cleaner clean`, and says why in the
column `rejection`, which is null for all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import count, repeat
from typing import TYPE_CHECKING, Any

import msgspec

from ..api import Cleaner
from ..clean import Cleaned
from ..formats.arrow_rows import item_of_row, rows_of_batch
from ..formats.python_row import plain_id
from ..formats.row import value_at
from ..formats.work_item import WorkItem
from ..outputs.parquet_files import rows_of_json
from ..prepare import MAX_BYTES
from ..record import Rejected
from ..run.batches import batches
from ..run.pipe import blank_record
from ..run.worker import BATCH_IN_CACHE, results_of
from ..schema.arrow_schema import arrow_schema
from .columns import check_columns

if TYPE_CHECKING:
    import pyarrow as pa

ROWS_IN_MEMORY = 1000
"""Rows of a longer table that become Python objects together: there may be no room for all of them. Never varied."""


@cache
def output_schema(ledger: bool = False) -> pa.Schema:
    """
    The columns of what comes out: those of a record, `rejection`, and with `ledger` the ledger.

    >>> output_schema().names
    ['id', 'text', 'source', 'created', 'added', 'metadata', 'rejection']
    """
    import pyarrow as pa

    rejection = pa.struct([("reason", pa.string()), ("detail", pa.string())])
    schema = arrow_schema("documents").append(pa.field("rejection", rejection))
    if not ledger:
        return schema
    return schema.append(pa.field("ledger", pa.struct(list(arrow_schema("ledger")))))


def clean_batches(
    tables: Iterable[pa.RecordBatch], cleaner: Cleaner, *, ledger: bool = False, own_ids: bool = False
) -> Iterator[pa.RecordBatch]:
    """
    The records of the rows of each batch, with the columns that `output_schema` names.

    Rows have columns named as `cleaner.settings.keys` says. One without an id gets its number as id, counted from 1 over all
    batches; with `own_ids` it is rejected. Duplicate ids are left to the caller. Errors as from `columns.check_columns`.
    """
    numbers = None if own_ids else count(1)
    for table in tables:
        check_columns(table.schema.names, cleaner.settings.keys, ids=own_ids)
        yield clean_rows(rows_of_batch(table), numbers, cleaner, ledger=ledger)


def clean_batch(table: pa.RecordBatch, cleaner: Cleaner, *, ledger: bool = False) -> pa.RecordBatch:
    """
    The records of the rows of one batch, as from `clean_batches`.

    >>> import pyarrow as pa
    >>> rows = pa.RecordBatch.from_pylist([{"text": "OSLO (Reuters) - Snow fell on the hills."}, {"text": None}])
    >>> cleaned = clean_batch(rows, Cleaner())
    >>> cleaned["text"].to_pylist(), cleaned["rejection"].to_pylist()[1]["detail"]
    (['Snow fell on the hills.', ''], '`text` is null, not a string')
    """
    return next(clean_batches([table], cleaner, ledger=ledger))


def clean_rows(
    rows: Iterable[dict[str, Any] | Exception], numbers: Iterable[int] | None, cleaner: Cleaner, *, ledger: bool = False
) -> pa.RecordBatch:
    """
    The records of rows that are Python values; an error in place of a row is why it is none. Each has a number, which is its
    id if it has no other; without numbers such a row is rejected. All rows are in memory at once.

    >>> clean_rows([{"text": "Snow fell."}, {"id": "b", "text": "It rained."}], [7, 8], Cleaner())["id"].to_pylist()
    ['7', 'b']
    """
    schema = output_schema(ledger)
    lines = [_line(result, cleaner.settings.added, ledger) for result in _results(rows, numbers, cleaner)]
    if not lines:
        import pyarrow as pa

        return pa.RecordBatch.from_pylist([], schema)
    return rows_of_json(b"\n".join(lines), schema).combine_chunks().to_batches()[0]


def _results(
    rows: Iterable[dict[str, Any] | Exception], numbers: Iterable[int] | None, cleaner: Cleaner
) -> Iterator[Cleaned | Rejected]:
    id_key = cleaner.settings.keys.id
    items = (
        item_of_row(row, _empty_item(row, number, id_key), MAX_BYTES)
        for row, number in zip(
            (_with_plain_id(row, id_key) for row in rows), repeat(None) if numbers is None else numbers, strict=False
        )
    )
    for batch in batches(items, BATCH_IN_CACHE):
        yield from results_of(batch, cleaner.rulebook, cleaner.settings)


def _with_plain_id(row: dict[str, Any] | Exception, id_key: str) -> dict[str, Any] | Exception:
    if isinstance(row, Exception) or isinstance(row.get(id_key), str | int | None):
        return row
    return {**row, id_key: plain_id(row[id_key])}


def _empty_item(row: Mapping[str, Any] | Exception, number: int | None, id_key: str) -> WorkItem:
    """A row's item with its id, which a rejection has too: the caller's other tables know the row by it."""
    own = None if isinstance(row, Exception) else value_at(row, id_key)
    if own in (None, "") and number is None:
        detail = f"the row has no `{id_key}`, and nobody can number rows here"
        return WorkItem("", "", "parquet", reason="bad-row", detail=detail)
    return WorkItem(str(number if own in (None, "") else own), "", "parquet", place=f"row {number}" if number else "")


def _line(result: Cleaned | Rejected, added: str, ledger: bool) -> bytes:
    """A result as a line of JSON."""
    if isinstance(result, Rejected):
        record, rejection = blank_record(result.id, added), {"reason": result.reason, "detail": result.detail}
    else:
        record, rejection = result.record, None
    values: dict[str, object] = {"rejection": rejection}
    if ledger:
        values["ledger"] = None if isinstance(result, Rejected) else result.ledger
    # The two objects become one: the first without its last brace, the second without its first.
    return msgspec.json.encode(record)[:-1] + b"," + msgspec.json.encode(values)[1:]
