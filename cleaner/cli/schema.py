"""`cleaner schema`: what packs, records and ledgers look like, as JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click


@click.group("schema")
def command() -> None:
    """Print a JSON Schema: of packs for editors, of records and ledgers for readers."""


def _print(schema: Mapping[str, Any]) -> int:
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
    return 0


@command.command("rules")
def rules() -> int:
    """The schema of a pack (draft 07)."""
    from ..schema.rules_schema import rules_schema

    return _print(rules_schema())


@command.command("record")
def record() -> int:
    """The schema of a record, a line of `documents/` (draft 2020-12)."""
    from ..record import Record
    from ..schema.record_schema import schema_of

    return _print(schema_of(Record))


@command.command("ledger")
def ledger() -> int:
    """The schema of a ledger, a line of `ledger/` (draft 2020-12)."""
    from ..record import Ledger
    from ..schema.record_schema import schema_of

    return _print(schema_of(Ledger))


@command.command("rejected")
def rejected() -> int:
    """The schema of a rejection, a line of `rejected/` (draft 2020-12)."""
    from ..record import Rejected
    from ..schema.record_schema import schema_of

    return _print(schema_of(Rejected))
