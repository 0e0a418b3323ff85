"""`cleaner rules`: which rule packs there are, and which of them apply to a document."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .columns import aligned
from .counted import counted
from .options import document_options, key_options, keys_of, rule_options, rulebook

if TYPE_CHECKING:
    from ..clean import Traced
    from ..packs.load import FoundPack
    from ..rule.model import RulePack

COLUMNS = ("pack", "origin", "state", "rules", "digest", "seen")


@click.group("rules")
def command() -> None:
    """List rule packs, or show which apply to a document."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the packs as JSON.")
@rule_options
def list_packs(
    as_json: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, keep_rules: str
) -> int:
    """
    List all rule packs and where they come from.

    A pack acts, is a draft, is the same as an earlier one, or is replaced by one that overrides it. The last column says on
    how many pages it was seen to act, and when last, if the pack says so; JSON has the same for each rule.
    """
    from ..escape_controls import safe
    from ..packs.load import find_packs

    rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules)  # raises before anything is listed
    found = find_packs(folders, drafts=drafts, own=not no_bundled)
    ordered = sorted(found, key=lambda found: (found.pack.name, found.pack.file))
    rows = [_row(pack) for pack in ordered]
    if as_json:
        click.echo(json.dumps(rows))
        return 0
    shown = [{**row, "seen": one.pack.seen or ""} for row, one in zip(rows, ordered, strict=True)]
    cells = [COLUMNS, *([safe(str(row[column])) for column in COLUMNS] for row in shown)]
    for line in aligned(cells, left=range(len(COLUMNS))):
        click.echo(line)
    return 0


def _row(found: FoundPack) -> dict[str, Any]:
    pack = found.pack
    return {
        "pack": pack.name,
        "origin": found.origin,
        "state": found.state,
        "rules": len(pack.rules),
        "digest": pack.digest,
        "seen": asdict(pack.seen) if pack.seen else None,
        "rules_seen": {rule.name.id: asdict(rule.seen) for rule in pack.rules if rule.seen},
        "publisher": pack.publisher,
        "file": pack.file,
    }


@command.command("which")
@click.argument("document")
@document_options
@key_options
@click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")
@rule_options
def which(
    document: str, id_: str, source: str, url: str, as_json: bool, folders: tuple[Path, ...], no_bundled: bool,
    drafts: bool, keep_kinds: str, keep_rules: str, **keys: str,
) -> int:  # fmt: skip
    """
    Show which rule packs apply to a document, and why.

    DOCUMENT is a text, an HTML page, a row of a file (FILE#n, or FILE with --id), or - for stdin.
    """
    from ..clean import trace
    from ..escape_controls import safe
    from ..formats.one_document import read_one
    from ..record import Rejected
    from ..settings import Settings

    raw = read_one(document, id_, source, url, keys_of(keys))
    traced = trace(raw, rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules), Settings())
    if isinstance(traced, Rejected):
        click.echo(safe(f"{traced.id}: rejected: {traced.reason}: {traced.detail}"), err=True)
        return 1
    answer = _answer(traced)
    if as_json:
        click.echo(json.dumps(answer))
        return 0
    for key in ("source", "routing", "because", "language"):
        click.echo(f"{key:<9} {safe(str(answer[key]))}")
    for pack in answer["packs"]:
        click.echo(f"{'pack':<9} {safe(pack['pack'])}, {_acting(pack['rules'])}  {safe(pack['file'])}")
    return 0


def _acting(rules: int) -> str:
    return f"{counted(rules, 'rule')} {'acts' if rules == 1 else 'act'}"


def _answer(traced: Traced) -> dict[str, Any]:
    from ..explain.routing import routing_reason

    acting = Counter(rule.name.pack for rule in traced.bound.matcher.rules)
    packs = sorted(
        (pack for pack in traced.rulebook.packs.values() if pack.short in traced.bound.max_share), key=_pack_name
    )
    return {
        "id": traced.record.id,
        "source": traced.record.source,
        "routing": traced.record.metadata.routing,
        "because": routing_reason(traced),
        "language": traced.record.metadata.language,
        "packs": [{"pack": pack.name, "rules": acting[pack.short], "file": pack.file} for pack in packs],
    }


def _pack_name(pack: RulePack) -> str:
    return pack.name
