"""`cleaner schema`: what packs, records, ledgers, edits and rejections look like, for people's editors and for tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from ..outputs.output_format import STAND_OFF_TABLES
from ..schema.table_schema import TOOLS

SCHEMAS = {
    "record": "documents", "ledger": "ledger", "edits": "edits", "rejected": "rejected",
    **{name: name for name in STAND_OFF_TABLES},
}  # fmt: skip
"""What a line is called, and the table that it is in."""


@click.group("schema")
def command() -> None:
    """Print the schema of a pack, a record or a ledger."""


def _print(schema: Mapping[str, Any]) -> int:
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


@command.command("rules")
def print_rules_schema() -> int:
    """Print the JSON Schema of a rule pack (draft 07)."""
    from ..schema.rules_schema import rules_schema

    return _print(rules_schema())


def _printer(line: str, table: str) -> click.Command:
    @command.command(line, help=f"Print the schema of a line of `{table}/`.")
    @click.option(
        "--as", "tool", type=click.Choice(["json", *TOOLS]), default="json", show_default=True,
        help="Print it as JSON Schema (draft 2020-12), as code for pyarrow, datasets or polars, or as DuckDB's columns.",
    )  # fmt: skip
    def print_schema(tool: str) -> int:
        from ..schema.record_schema import schema_of
        from ..schema.table_schema import table_schema
        from ..schema.tables import TABLE_CLASSES

        if tool == "json":
            return _print(schema_of(TABLE_CLASSES[table]))
        click.echo(table_schema(table, tool))
        return 0

    return print_schema


PRINTERS = [_printer(line, table) for line, table in SCHEMAS.items()]
"""A command for each kind of line."""
