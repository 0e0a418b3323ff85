"""
pandas: a frame of records for a frame of rows or a series of texts, with its index.

Rows go in one by one as Python values, never as an Arrow table: an object column holds whatever it likes, and Arrow would
refuse one that mixes types, or give a column of whole numbers with a gap another type than one without.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..extras import need
from .arrow import ROWS_IN_MEMORY, clean_rows, output_schema
from .columns import check_columns

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def clean(rows: pd.DataFrame | pd.Series, *, ledger: bool = False, **options: Any) -> pd.DataFrame:
    """
    The records of the rows of a frame, or of a series of texts, with the same index.

    Columns are named as fields of a record are reached: `text`, `metadata.title`, `metadata.dateline.place`. All of them are
    always there, with the same types. `rejection.reason` is missing (NaN or None) unless the row was rejected: so are rows
    whose text is NaN, None, a number or anything else that is no text. With `ledger`, the ledger's columns follow.

    `options` are the keyword arguments of `Cleaner`; `text_key="body"` takes the text from the column `body`. A row without
    an id gets its number, counted from 1.

    Raises:
        RunError: pandas or pyarrow is not installed, or no column is the text or the page.
        TypeError: it is neither a frame nor a series.
        ValueError: two columns have the same name.
    """
    need("pandas", "cleaner.integrations.pandas")
    need("pyarrow", "cleaner.integrations.pandas")
    import pandas as pd
    import pyarrow as pa

    cleaner = Cleaner(**options)
    if isinstance(rows, pd.Series):
        rows = rows.to_frame(cleaner.settings.keys.text)
    if not isinstance(rows, pd.DataFrame):
        raise TypeError(f"rows are a DataFrame or a Series of texts, not {type(rows).__name__}")
    check_columns([str(name) for name in rows.columns], cleaner.settings.keys)
    values, numbers = _rows(rows), count(1)
    batches = [
        clean_rows(part, numbers, cleaner, ledger=ledger)
        for part in iter(lambda: list(islice(values, ROWS_IN_MEMORY)), [])
    ]
    return _frame(pa.Table.from_batches(batches, output_schema(ledger)), rows.index)


def _rows(frame: pd.DataFrame) -> Iterator[dict[str, Any] | Exception]:
    """The rows as Python values."""
    names = [str(name) for name in frame.columns]
    for first in range(0, len(frame), ROWS_IN_MEMORY):
        part = frame.iloc[first : first + ROWS_IN_MEMORY]
        columns = [_values(part.iloc[:, number]) for number in range(len(names))]
        for values in zip(*columns, strict=True) if columns else [()] * len(part):
            yield dict(zip(names, values, strict=True))


def _values(column: pd.Series) -> list[Any]:
    """The values of a column, with None for whatever pandas takes for missing."""
    objects = column.astype(object)
    return [_plain(value) for value in objects.where(objects.notna(), None).tolist()]


def _plain(value: Any) -> Any:
    """A value without the types of numpy and pandas: those of JSON, and dates and times."""
    import pandas as pd

    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime(warn=False)
    return _plain(value.tolist()) if hasattr(value, "tolist") else value


def _frame(records: pa.Table, index: pd.Index) -> pd.DataFrame:
    """The records with their objects as columns of their own, and with Python lists."""
    import pandas as pd
    import pyarrow as pa

    while any(pa.types.is_struct(field.type) for field in records.schema):
        records = records.flatten()
    frame = records.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    for field in records.schema:
        if pa.types.is_list(field.type):
            frame[field.name] = pd.Series(records[field.name].to_pylist(), index=frame.index, dtype=object)
    return frame.set_axis(index, axis="index")
