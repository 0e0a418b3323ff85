"""Hugging Face datasets: the function that `Dataset.map` needs, and the features that come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..extras import need
from ..formats.arrow_rows import rows_of_batch
from ..provenance import libraries
from ..version import __version__
from .arrow import clean_rows, output_schema
from .columns import check_columns

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa

CALL = "call map(…, batched=True, with_indices=True)"


class RowCleaner:
    """
    A function for `map(…, batched=True, with_indices=True)`: a batch of rows becomes a batch of their records, with the
    columns that `features` names.

    A row without an id gets its number in the dataset, counted from 1. That is what the indices are for: where there is a column
    of ids, `with_indices` can be left out, and a row whose id is null is rejected. `options` are the
    keyword arguments of `Cleaner`; `text_key="body"` takes the text from the column `body`. With `ledger`, there is a column
    for the ledger too. Of the rows' own columns none is left: those that no field of a record is named after are in
    `metadata.extra`.

    A stream (`IterableDataset`) needs `remove_columns` and `features` as well, unless it has the format `arrow`.

    `map` keeps results in its cache under what it can pickle of a function. Of this one that is everything that decides about
    a record: the packs as they were read, the settings, and the versions of this program and the libraries it uses.

    Raises:
        RunError: datasets or pyarrow is not installed; in a call, no column is the text or the page.
    """

    def __init__(self, *, ledger: bool = False, **options: Any):
        need("datasets", "cleaner.integrations.datasets")
        need("pyarrow", "cleaner.integrations.datasets")
        self.cleaner = Cleaner(**options)
        self.ledger = ledger
        self.made_with = {"cleaner": __version__, **libraries()}

    @property
    def features(self) -> datasets.Features:
        """The types of the columns that come out, which `map` would otherwise guess from the first rows."""
        from datasets import Features

        return Features.from_arrow_schema(output_schema(self.ledger))

    def __call__(self, rows: Mapping[str, Sequence[Any]] | pa.Table, indices: Sequence[int] | None = None) -> Any:
        """The records of a batch of rows. Raises TypeError if `map` is called otherwise."""
        import pyarrow as pa

        if not isinstance(rows, Mapping | pa.Table):
            raise TypeError(f"rows are a dict of columns or an Arrow table, not {type(rows).__name__}")
        if isinstance(rows, Mapping) and not all(map(_is_column, rows.values())):
            raise TypeError(f"{CALL}: this takes batches, not single rows")
        table = pa.table(dict(rows.items())) if isinstance(rows, Mapping) else rows
        keys = self.cleaner.settings.keys
        check_columns(table.column_names, keys)
        if indices is None and keys.id.partition(".")[0] not in table.column_names:
            raise TypeError(
                f"{CALL}: rows without a column `{keys.id}` get their numbers as ids, so the indices are needed"
            )
        numbers = None if indices is None else [index + 1 for index in indices]
        records = clean_rows(rows_of_batch(table), numbers, self.cleaner, ledger=self.ledger)
        # Streams give a plain dict and want one back. All others take a table: its columns keep their types and replace the
        # rows' own, also if the caller does not say so.
        return records.to_pydict() if isinstance(rows, dict) else pa.Table.from_batches([records])


def _is_column(values: object) -> bool:
    """Whether values are those of several rows, not that of one."""
    return hasattr(values, "__len__") and not isinstance(values, str | bytes | Mapping)
