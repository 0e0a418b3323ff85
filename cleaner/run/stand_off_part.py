"""The stand-off tables of one part, read again: which documents lose a cut, what is left to cut, and what hangs on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from ..errors import RunError
from ..ledger import Provenance
from ..outputs.output_format import OutputFormat
from ..stand_off import Taken, Tie

if TYPE_CHECKING:
    import pyarrow as pa


class Kept(NamedTuple):
    """What is left in the texts: kinds, and single rules."""

    kinds: frozenset[str]
    rules: frozenset[str]


class StandOffPart:
    """
    The tables of a part. `first` has a row for each document: with the texts, or only the ids. Raises RunError if the tables do
    not belong together.
    """

    def __init__(self, first: Path, spans: Path, ties: Path):
        import pyarrow.parquet

        self.path = first
        self.file = pyarrow.parquet.ParquetFile(first, pre_buffer=False)
        rows = self.file.read(columns=["id", "spans", "ties"], use_threads=False)
        self.ids: Sequence[str] = rows.column("id").to_pylist()
        self.spans, self.span_starts = _table(spans), _starts(rows.column("spans").to_pylist())
        self.ties, self.tie_starts = _table(ties), _starts(rows.column("ties").to_pylist())
        for path, table, starts in ((spans, self.spans, self.span_starts), (ties, self.ties, self.tie_starts)):
            if table.num_rows != starts[-1]:
                raise RunError(
                    f"{path} has {table.num_rows:,} rows, but {first} says {starts[-1]:,}; run again with --fresh"
                )
        groups = (self.file.metadata.row_group(group).num_rows for group in range(self.file.num_row_groups))
        self.group_starts = _starts(groups)

    def changed(self, kept: Kept) -> dict[int, list[Taken]]:
        """The rows of documents with a span that is left in, each with the spans that still go."""
        import pyarrow as pa

        rows = _rows_with(self.spans, self.span_starts, kept)
        indices = [at for row in rows for at in range(self.span_starts[row], self.span_starts[row + 1])]
        taken = self.spans.take(pa.array(indices, pa.int64()))
        columns = (taken.column(name).to_pylist() for name in ("start", "end", "kind", "rule"))
        spans = map(Taken, *columns)
        found = {}
        for row in rows:
            its = islice(spans, self.span_starts[row + 1] - self.span_starts[row])
            found[row] = [span for span in its if span.kind not in kept.kinds and span.rule not in kept.rules]
        return found

    def tied(self, kept: Kept) -> dict[int, list[Tie]]:
        """The rows of documents in which something hangs on a rule that is kept, and what."""
        found: dict[int, list[Tie]] = {}
        for at in _kept_indices(self.ties, kept):
            kind, rule, reason = (self.ties.column(name)[at].as_py() for name in ("kind", "rule", "reason"))
            found.setdefault(bisect_right(self.tie_starts, at) - 1, []).append(Tie(kind, rule, reason))
        return found

    def provenance(self, row: int) -> Provenance:
        """What decided how the document in a row was cleaned."""
        group = bisect_right(self.group_starts, row) - 1
        column = self.file.read_row_group(group, columns=["provenance"], use_threads=False).column("provenance")
        return msgspec.convert(column[row - self.group_starts[group]].as_py(), Provenance)


def tables_of(out: Path, form: OutputFormat, part: str) -> StandOffPart:
    """The tables of a part of a run."""
    first, spans, ties = (out / form.folder / table / f"{part}{form.suffix}" for table in form.tables)
    return StandOffPart(first, spans, ties)


def _table(path: Path) -> pa.Table:
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path, pre_buffer=False) as file:
        return file.read(columns=[name for name in file.schema_arrow.names if name != "id"], use_threads=False)


def _starts(counts: Iterable[int]) -> list[int]:
    return list(accumulate(counts, initial=0))


def _kept_indices(table: pa.Table, kept: Kept) -> list[int]:
    """The rows of a table whose rule is kept, by its kind or its name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    by_kind = pc.is_in(table.column("kind"), value_set=pa.array(sorted(kept.kinds), pa.string()))
    by_rule = pc.is_in(table.column("rule"), value_set=pa.array(sorted(kept.rules), pa.string()))
    indices: list[int] = pc.indices_nonzero(pc.or_(by_kind, by_rule)).to_pylist()
    return indices


def _rows_with(table: pa.Table, starts: Sequence[int], kept: Kept) -> list[int]:
    """The documents with a row of a kept rule in a table, in order."""
    rows = (bisect_right(starts, at) - 1 for at in _kept_indices(table, kept))
    return [row for row, _ in groupby(rows)]
