"""The schemas for tools say what the Arrow schema says, which is what Parquet files are written with."""

from __future__ import annotations

from typing import Annotated, Any

import pyarrow as pa
import pytest
from click.testing import CliRunner
from msgspec import Meta, Struct

from cleaner.cli import group
from cleaner.schema.arrow_schema import arrow_schema
from cleaner.schema.table_schema import TOOLS, table_schema
from cleaner.schema.tables import TABLE_CLASSES
from cleaner.schema.type_tree import ListOf, object_of


@pytest.mark.parametrize("table", TABLE_CLASSES)
def test_the_code_for_arrow_is_the_schema_that_is_written(table: str) -> None:
    assert eval(table_schema(table, "arrow"), {"pa": pa}) == arrow_schema(table)


def plain(kind: Any) -> Any:
    """An Arrow type as names, lists and dictionaries."""
    if pa.types.is_list(kind):
        return [plain(kind.value_type)]
    if pa.types.is_struct(kind):
        return {field.name: plain(field.type) for field in kind}
    return str(kind)


@pytest.mark.parametrize("table", TABLE_CLASSES)
def test_the_code_for_datasets_says_the_same(table: str) -> None:
    names = {
        "Features": dict,
        "List": lambda item: [item],
        "Value": lambda dtype: {"float64": "double"}.get(dtype, dtype),
    }
    assert eval(table_schema(table, "hf"), names) == plain(pa.struct(arrow_schema(table)))


@pytest.mark.parametrize("table", TABLE_CLASSES)
def test_the_code_for_polars_says_the_same(table: str) -> None:
    class Polars:
        String, Int64, Float64, Boolean = "string", "int64", "double", "bool"
        Schema = Struct = dict

        @staticmethod
        def List(item: Any) -> list[Any]:  # noqa: N802 - polars' name
            return [item]

    assert eval(table_schema(table, "polars"), {"pl": Polars}) == plain(pa.struct(arrow_schema(table)))


def test_the_columns_for_duckdb_are_its_types() -> None:
    columns = eval(table_schema("documents", "duckdb"))
    assert list(columns) == arrow_schema("documents").names
    assert columns["text"] == "VARCHAR"
    assert '"dateline" STRUCT("place" VARCHAR, "date" VARCHAR, "agency" VARCHAR)' in columns["metadata"]
    assert eval(table_schema("ledger", "duckdb"))["newlines"] == 'STRUCT("line" BIGINT, "end" VARCHAR)[]'


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("line", "table"),
    [("record", "documents"), ("ledger", "ledger"), ("rejected", "rejected"), ("edits", "edits")],
)
def test_the_command_prints_the_schema_of_a_line(line: str, table: str, tool: str) -> None:
    done = CliRunner().invoke(group, ["schema", line, "--as", tool])
    assert (done.exit_code, done.stdout) == (0, table_schema(table, tool) + "\n")


class Inner(Struct):
    names: Annotated[tuple[str, ...], Meta(description="Who.")]


class Outer(Struct):
    inner: list[Inner]
    other: Annotated[int, Meta(ge=0)] | None


def test_a_field_is_a_single_value_a_list_or_an_object() -> None:
    assert object_of(Outer).fields == (("inner", ListOf(object_of(Inner))), ("other", int))
    assert object_of(Inner).fields == (("names", ListOf(str)),)


@pytest.mark.parametrize("hint", [tuple[int, str], dict[str, str], bytes, Any])
def test_a_type_that_no_column_has_is_refused(hint: Any) -> None:
    class Specimen(Struct):
        pairs: Annotated[Any, Meta(description="Pairs.")]

    Specimen.__annotations__["pairs"] = hint
    with pytest.raises(TypeError, match="a table has no column for"):
        object_of(Specimen)
