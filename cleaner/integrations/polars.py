"""polars: an expression from the columns of a row to its record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..extras import need
from ..formats.arrow_rows import rows_of_batch
from .arrow import ROWS_IN_MEMORY, clean_rows, output_schema
from .columns import check_columns

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa


def clean(*columns: str | pl.Expr, ledger: bool = False, **options: Any) -> pl.Expr:
    """
    A struct of the record of each row: the fields of a record and `rejection`, which is null unless the row was rejected;
    with `ledger` the ledger too.

    `columns` are those of a row: `text` or `html`, and, if they are there, `id`, `url`, `source`, `title` and others, by name
    or as expressions. `options` are the keyword arguments of `Cleaner`; `text_key="body"` takes the text from the column
    `body`. A row without an id gets its number, counted from 1 where the expression is evaluated: in a frame, or in a group.

    The expression is called `record`. It works row by row, in lazy frames, when streaming, and within groups.

    Raises:
        RunError: polars or pyarrow is not installed.
    """
    need("polars", "cleaner.integrations.polars")
    need("pyarrow", "cleaner.integrations.polars")
    import polars as pl

    row = pl.struct(*columns).alias("row")
    # polars counts, so that the rows may come to `_records` in pieces and in any order.
    number = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("number")
    records = partial(_records, cleaner=Cleaner(**options), ledger=ledger)
    return pl.struct(row, number).map_batches(records, _dtype(ledger), is_elementwise=True).alias("record")


def _records(rows: pl.Series, cleaner: Cleaner, ledger: bool) -> pl.Series:
    """The records of a column of rows with their numbers."""
    import pyarrow as pa

    check_columns(rows.struct.field("row").struct.fields, cleaner.settings.keys)
    batches = [
        clean_rows(
            rows_of_batch(part["row"].struct.unnest().to_arrow()), part["number"].to_list(), cleaner, ledger=ledger
        )
        for part in rows.struct.unnest().iter_slices(ROWS_IN_MEMORY)
    ]
    return _frame(pa.Table.from_batches(batches, output_schema(ledger))).to_struct(rows.name)


def _dtype(ledger: bool) -> pl.Struct:
    """The type of the column of records: it is known before any row is."""
    import polars as pl

    return pl.Struct(_frame(output_schema(ledger).empty_table()).schema)


def _frame(table: pa.Table) -> pl.DataFrame:
    import polars as pl

    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)  # a column alone would be a series
    return frame
