"""`cleaner schema`: JSON Schemas of packs, records, ledgers and rejections."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click


@click.group("schema")
def command() -> None:
    """Print the JSON Schema of a pack, a record or a ledger."""


def _print(schema: Mapping[str, Any]) -> int:
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


@command.command("rules")
def print_rules_schema() -> int:
    """Print the schema of a rule pack (draft 07)."""
    from ..schema.rules_schema import rules_schema

    return _print(rules_schema())


@command.command("record")
def print_record_schema() -> int:
    """Print the schema of a line of `documents/` (draft 2020-12)."""
    from ..record import Record
    from ..schema.record_schema import schema_of

    return _print(schema_of(Record))


@command.command("ledger")
def print_ledger_schema() -> int:
    """Print the schema of a line of `ledger/` (draft 2020-12)."""
    from ..ledger import Ledger
    from ..schema.record_schema import schema_of

    return _print(schema_of(Ledger))


@command.command("rejected")
def print_rejected_schema() -> int:
    """Print the schema of a line of `rejected/` (draft 2020-12)."""
    from ..record import Rejected
    from ..schema.record_schema import schema_of

    return _print(schema_of(Rejected))
