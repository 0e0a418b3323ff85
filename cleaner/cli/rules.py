"""`cleaner rules`: which packs there are, and which of them act on a document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import rule_options, rulebook

if TYPE_CHECKING:
    from ..clean import Traced
    from ..packs.load import Found


@click.group("rules")
def command() -> None:
    """Say which packs there are, and which of them act on a document."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
@rule_options
def list_packs(as_json: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str) -> int:
    """
    List all packs: where each comes from, whether it acts, its rules, its digest.

    A pack acts, or is a draft, or the same as one before it, or replaced by one that overrides it.
    """
    from ..packs.load import survey

    rulebook(folders, no_bundled, drafts, keep_kinds)  # what does not load is said before anything is listed
    found = survey(folders, drafts=drafts, own=not no_bundled)
    rows = [_row(one) for one in sorted(found, key=lambda one: (one.pack.name, one.pack.file))]
    if as_json:
        click.echo(json.dumps(rows))
    else:
        for line in _table(rows):
            click.echo(line)
    return 0


def _row(found: Found) -> dict[str, Any]:
    pack = found.pack
    return {
        "pack": pack.name,
        "origin": found.origin,
        "state": found.state,
        "rules": len(pack.rules),
        "digest": pack.digest,
        "publisher": pack.publisher,
        "file": pack.file,
    }


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Columns, each as wide as it must be."""
    from ..explain.escape_controls import safe

    keys = ("pack", "origin", "state", "rules", "digest")
    cells = [keys, *([safe(str(row[key])) for key in keys] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(keys))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


@command.command("which")
@click.argument("document")
@click.option("--id", "id_", default="", help="The row of a JSONL file, by its own id.")
@click.option("--source", default="", help="The publisher, by domain or name.")
@click.option("--url", default="", help="Where the document was.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")
@rule_options
def which(
    document: str, id_: str, source: str, url: str, as_json: bool, folders: tuple[Path, ...], no_bundled: bool,
    drafts: bool, keep_kinds: str,
) -> int:  # fmt: skip
    """Say which publisher DOCUMENT is from and why, and which packs act on it (FILE, FILE#n, or -)."""
    from ..clean import trace
    from ..explain.escape_controls import safe
    from ..formats.one_document import single
    from ..record import Rejected
    from ..settings import Settings

    raw = single(document, id_, source, url)
    traced = trace(raw, rulebook(folders, no_bundled, drafts, keep_kinds), Settings())
    if isinstance(traced, Rejected):
        click.echo(safe(f"{traced.id}: rejected: {traced.reason}: {traced.detail}"), err=True)
        return 1
    said = _which(traced)
    if as_json:
        click.echo(json.dumps(said))
        return 0
    for key in ("source", "routing", "because", "language"):
        click.echo(f"{key:<9} {safe(str(said[key]))}")
    for pack in said["packs"]:
        click.echo(f"{'pack':<9} {safe(pack['pack'])}, {pack['rules']} rules act  {safe(pack['file'])}")
    return 0


def _which(traced: Traced) -> dict[str, Any]:
    from ..explain.routing import because

    acting = Counter(rule.name.pack for rule in traced.bound.matcher.rules)
    packs = sorted((pack for pack in traced.rulebook.packs.values() if pack.short in traced.bound.max_share), key=_name)
    return {
        "id": traced.record.id,
        "source": traced.record.source,
        "routing": traced.record.metadata.routing,
        "because": because(traced),
        "language": traced.record.metadata.language,
        "packs": [{"pack": pack.name, "rules": acting[pack.short], "file": pack.file} for pack in packs],
    }


def _name(pack: Any) -> str:
    return str(pack.name)
