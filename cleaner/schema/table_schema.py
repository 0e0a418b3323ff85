"""
The types of a table as the readers of it write them: code for Arrow, datasets and polars, and a map of columns for DuckDB.

None of these needs the reader itself. What is printed can be pasted into a program, after the import that `IMPORTS` names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from .tables import TABLE_CLASSES
from .type_tree import FieldType, ListOf, ObjectOf, object_of

IMPORTS: Mapping[str, str] = {
    "arrow": "import pyarrow as pa",
    "hf": "from datasets import Features, List, Value",
    "polars": "import polars as pl",
    "duckdb": "",
}
"""What a program imports before it can use what is printed; DuckDB takes it as it is."""

INDENT = "    "


def table_schema(table: str, tool: str) -> str:
    """
    The schema of a table (`documents`, `ledger`, `rejected`, `edits`) for a tool: `arrow`, `hf`, `polars` or `duckdb`.

    >>> print(table_schema("edits", "duckdb"))
    {
        'id': 'VARCHAR',
        'start': 'BIGINT',
        'end': 'BIGINT',
        'at': 'BIGINT',
        'kind': 'VARCHAR',
        'rule': 'VARCHAR',
        'text': 'VARCHAR'
    }
    """
    return _TOOLS[tool](object_of(TABLE_CLASSES[table]))


def _arrow(table: ObjectOf) -> str:
    return f"pa.schema([{_block(f'({name!r}, {_arrow_type(kind, 1)})' for name, kind in table.fields)}])"


def _arrow_type(kind: FieldType, depth: int) -> str:
    if isinstance(kind, ListOf):
        return f"pa.list_({_arrow_type(kind.item, depth)})"
    if isinstance(kind, ObjectOf):
        fields = (f"({name!r}, {_arrow_type(inner, depth + 1)})" for name, inner in kind.fields)
        return f"pa.struct([{_block(fields, depth)}])"
    return {str: "pa.string()", int: "pa.int64()", float: "pa.float64()", bool: "pa.bool_()"}[kind]


def _hf(table: ObjectOf) -> str:
    return f"Features({_hf_type(table, 0)})"


def _hf_type(kind: FieldType, depth: int) -> str:
    if isinstance(kind, ListOf):
        return f"List({_hf_type(kind.item, depth)})"
    if isinstance(kind, ObjectOf):
        fields = (f"{name!r}: {_hf_type(inner, depth + 1)}" for name, inner in kind.fields)
        return f"{{{_block(fields, depth)}}}"
    return f"Value({HF_DTYPES[kind]!r})"


HF_DTYPES: Mapping[type, str] = {str: "string", int: "int64", float: "float64", bool: "bool"}
"""What datasets, and the cards of datasets, call the types of single values."""


def _polars(table: ObjectOf) -> str:
    fields = (f"{name!r}: {_polars_type(kind, 1)}" for name, kind in table.fields)
    return f"pl.Schema({{{_block(fields)}}})"


def _polars_type(kind: FieldType, depth: int) -> str:
    if isinstance(kind, ListOf):
        return f"pl.List({_polars_type(kind.item, depth)})"
    if isinstance(kind, ObjectOf):
        fields = (f"{name!r}: {_polars_type(inner, depth + 1)}" for name, inner in kind.fields)
        return f"pl.Struct({{{_block(fields, depth)}}})"
    return {str: "pl.String", int: "pl.Int64", float: "pl.Float64", bool: "pl.Boolean"}[kind]


def _duckdb(table: ObjectOf) -> str:
    return f"{{{_block(f'{name!r}: {_sql_text(_duckdb_type(kind))}' for name, kind in table.fields)}}}"


def _duckdb_type(kind: FieldType) -> str:
    if isinstance(kind, ListOf):
        return f"{_duckdb_type(kind.item)}[]"
    if isinstance(kind, ObjectOf):
        return f"STRUCT({', '.join(f'{_sql_name(name)} {_duckdb_type(inner)}' for name, inner in kind.fields)})"
    return {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}[kind]


def _sql_name(name: str) -> str:
    return f'"{name}"'  # `end` and `at` are words of SQL


def _sql_text(text: str) -> str:
    return f"'{text}'"


def _block(items: Iterable[str], depth: int = 0) -> str:
    """Items one a line, indented below what opens them."""
    inner = INDENT * (depth + 1)
    return "\n" + ",\n".join(f"{inner}{item}" for item in items) + "\n" + INDENT * depth


_TOOLS: Mapping[str, Callable[[ObjectOf], str]] = {"arrow": _arrow, "hf": _hf, "polars": _polars, "duckdb": _duckdb}
TOOLS = tuple(_TOOLS)
"""The tools that a schema can be printed for."""
