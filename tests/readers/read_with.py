"""
Reads a run's results with one library, in an environment that has only that library, and prints what it found as JSON.

    python read_with.py polars OUT < schemas.json

For each table: the types and the rows of its Parquet files, read without a word of help, and its rows again, read from JSONL
with the schema that `cleaner schema --as` prints for the library (`schemas.json` holds these texts by table).
`test_read_back.py` compares them with what Python's json says.
"""

from __future__ import annotations

import glob
import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

Rows = list[dict[str, Any]]


class Reader(NamedTuple):
    """How a library reads a table: types and rows without help, and rows with the schema that `cleaner schema` prints."""

    without_help: Callable[[str, str], tuple[Any, Rows]]
    with_schema: Callable[[str, str, str], Rows] | None


def _pyarrow_without_help(out: str, table: str) -> tuple[Any, Rows]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    def plain(kind: Any) -> Any:
        if pa.types.is_list(kind):
            return [plain(kind.value_type)]
        return {field.name: plain(field.type) for field in kind} if pa.types.is_struct(kind) else str(kind)

    read = pq.read_table(f"{out}/parquet/{table}")
    return {field.name: plain(field.type) for field in read.schema}, read.to_pylist()


def _pyarrow_with_schema(out: str, table: str, schema: str) -> Rows:
    import pyarrow as pa
    import pyarrow.json as pj

    parsing = pj.ParseOptions(explicit_schema=eval(schema, {"pa": pa}), unexpected_field_behavior="error")
    return [row for path in _parts(out, table) for row in pj.read_json(path, parse_options=parsing).to_pylist()]


def _polars_without_help(out: str, table: str) -> tuple[Any, Rows]:
    import polars as pl

    def plain(kind: Any) -> Any:
        if isinstance(kind, pl.List):
            return [plain(kind.inner)]
        if isinstance(kind, pl.Struct):
            return {field.name: plain(field.dtype) for field in kind.fields}
        return {"String": "string", "Int64": "int64", "Float64": "double", "Boolean": "bool"}[str(kind)]

    read = pl.read_parquet(f"{out}/parquet/{table}/*.parquet")
    return {name: plain(kind) for name, kind in read.schema.items()}, read.to_dicts()


def _polars_with_schema(out: str, table: str, schema: str) -> Rows:
    import polars as pl

    read: Rows = pl.read_ndjson(f"{out}/{table}/*.jsonl", schema=eval(schema, {"pl": pl})).to_dicts()
    return read


def _duckdb_rows(query: str) -> tuple[Any, Rows]:
    import duckdb

    names = {"varchar": "string", "bigint": "int64", "double": "double", "boolean": "bool"}

    def plain(kind: Any) -> Any:
        if kind.id == "list":
            return [plain(kind.children[0][1])]
        if kind.id == "struct":
            return {name: plain(inner) for name, inner in kind.children}
        return names[kind.id]

    read = duckdb.sql(query)
    rows = [dict(zip(read.columns, row, strict=True)) for row in read.fetchall()]
    return dict(zip(read.columns, map(plain, read.types), strict=True)), rows


def _duckdb_without_help(out: str, table: str) -> tuple[Any, Rows]:
    return _duckdb_rows(f"from '{out}/parquet/{table}/*.parquet'")


def _duckdb_with_schema(out: str, table: str, schema: str) -> Rows:
    return _duckdb_rows(f"from read_json('{out}/{table}/*.jsonl', columns = {schema})")[1]


def _pandas_without_help(out: str, table: str) -> tuple[Any, Rows]:
    import numpy as np
    import pandas as pd

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: plain(inner) for name, inner in value.items()}
        if isinstance(value, np.ndarray):
            return [plain(inner) for inner in value]
        return None if isinstance(value, float) and np.isnan(value) else value  # what pandas writes for a missing text

    read = pd.read_parquet(f"{out}/parquet/{table}")
    return list(read.columns), plain_rows(read.to_dict("records"), plain)


def plain_rows(rows: Rows, plain: Callable[[Any], Any]) -> Rows:
    return [{name: plain(value) for name, value in row.items()} for row in rows]


def _datasets_without_help(out: str, table: str) -> tuple[Any, Rows]:
    from datasets import load_dataset

    def plain(kind: Any) -> Any:
        if isinstance(kind, dict):
            return {name: plain(inner) for name, inner in kind.items()}
        return [plain(kind.feature)] if hasattr(kind, "feature") else {"float64": "double"}.get(kind.dtype, kind.dtype)

    names = [] if table == "documents" else [table]  # the documents are what comes without a name
    read = load_dataset(out, *names, split="train")
    return plain(dict(read.features)), list(read)


def _datasets_with_schema(out: str, table: str, schema: str) -> Rows:
    """From Parquet: of JSONL, datasets guesses the types first, and makes other texts of dates, whatever the schema says."""
    import datasets

    files = f"{out}/parquet/{table}/*.parquet"
    features = eval(schema, vars(datasets))
    return list(datasets.load_dataset("parquet", data_files=files, features=features, split="train"))


def _parts(out: str, table: str) -> list[str]:
    """The files of lines, without those that have none: pyarrow refuses an empty file."""
    return [path for path in sorted(glob.glob(f"{out}/{table}/part-*.jsonl")) if os.path.getsize(path)]


READERS: Mapping[str, Reader] = {
    "pyarrow": Reader(_pyarrow_without_help, _pyarrow_with_schema),
    "polars": Reader(_polars_without_help, _polars_with_schema),
    "duckdb": Reader(_duckdb_without_help, _duckdb_with_schema),
    "pandas": Reader(_pandas_without_help, None),
    "datasets": Reader(_datasets_without_help, _datasets_with_schema),
}


def read_all_tables(library: str, out: str, schemas: Mapping[str, str]) -> dict[str, Any]:
    """What a library finds in each table."""
    reader = READERS[library]
    found: dict[str, Any] = {}
    for table, schema in schemas.items():
        types, rows = reader.without_help(out, table)
        again = reader.with_schema(out, table, schema) if reader.with_schema and table != "edits" else None
        found[table] = {"types": types, "rows": rows, "rows with schema": again}
    return found


if __name__ == "__main__":
    print(json.dumps(read_all_tables(sys.argv[1], sys.argv[2], json.load(sys.stdin))))  # noqa: T201
