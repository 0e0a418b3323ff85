"""Documents in a Spark DataFrame, in a session of your own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..extras import need
from .arrow import clean_batches, output_schema
from .columns import check_columns

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def clean(df: DataFrame, *, ledger: bool = False, **options: Any) -> DataFrame:
    """
    The records of the rows of a DataFrame, one for each row, with the columns that `arrow.output_schema` names. `options`
    are the keyword arguments of `Cleaner`.

    Packs are read here, and shipped to each executor once; cleaner must be installed on all of them. A document that raises
    an error is rejected. One that kills its process, or never ends, is not guarded against as in `cleaner run --engine
    spark`, and ids that occur twice are left to you.

    Raises:
        RunError: pyspark is not installed, or the rows have no column of ids.
        ValueError: two columns have the same name.
    """
    need("pyspark", "cleaner.integrations.spark")
    from pyspark.sql.pandas.types import from_arrow_schema

    cleaner = Cleaner(**options)
    check_columns(df.columns, cleaner.settings.keys, ids=True)
    shipped = df.sparkSession.sparkContext.broadcast(cleaner)

    def clean_partition(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return clean_batches(batches, shipped.value, ledger=ledger, own_ids=True)

    return df.mapInArrow(clean_partition, from_arrow_schema(output_schema(ledger)))
