"""Documents in a Ray dataset, in a program of your own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..extras import need
from .arrow import clean_batches, output_schema
from .columns import check_columns

if TYPE_CHECKING:
    import pyarrow as pa
    from ray import ObjectRef
    from ray.data import Dataset

BATCH_ROWS = 1_024
"""Rows that an actor is given at once. Never varied."""


def clean(dataset: Dataset, *, concurrency: int | tuple[int, int] = 1, ledger: bool = False, **options: Any) -> Dataset:
    """
    The records of the rows of a dataset, one for each row, with the columns that `arrow.output_schema` names. `concurrency`
    is the number of actors that clean, or the least and the most; `options` are the keyword arguments of `Cleaner`.

    Packs are read here, and shipped to each actor once; cleaner must be installed on all hosts. A document that raises an
    error is rejected. One that kills its process, or never ends, is not guarded against as in `cleaner run --engine ray`,
    and ids that occur twice are left to you.

    Raises:
        RunError: ray is not installed, or the rows have no column of ids.
    """
    need("ray", "cleaner.integrations.ray")
    import ray
    import ray.data

    least, most = (concurrency, concurrency) if isinstance(concurrency, int) else concurrency
    cleaner = Cleaner(**options)
    check_columns(dataset.columns() or [], cleaner.settings.keys, ids=True)
    return dataset.map_batches(
        CleaningActor, batch_size=BATCH_ROWS, batch_format="pyarrow",
        compute=ray.data.ActorPoolStrategy(min_size=least, max_size=most), fn_constructor_args=(ray.put(cleaner), ledger),
    )  # fmt: skip


class CleaningActor:
    """What Ray Data makes once in each actor, and calls with batches."""

    def __init__(self, cleaner: ObjectRef, ledger: bool):
        import ray

        self.cleaner: Cleaner = ray.get(cleaner)
        self.ledger = ledger

    def __call__(self, rows: pa.Table) -> pa.Table:
        """Clean the rows of a batch."""
        import pyarrow as pa

        batches = rows.combine_chunks().to_batches()
        cleaned = list(clean_batches(batches, self.cleaner, ledger=self.ledger, own_ids=True))
        return pa.Table.from_batches(cleaned, output_schema(self.ledger))
