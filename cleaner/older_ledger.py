"""
Ledgers of the first form, which had no version: a tuple for each change, and no word on settings or given fields.

The oldest of them have no `provenance` either. Nothing writes this form any more; it is read so that what was cleaned with
it can still be restored.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

_CAUSES = ("reading", "routing", "packs", "settings", "libraries")


class _FirstForm(Struct, frozen=True, forbid_unknown_fields=True):
    """The first form, as far as it differs from today's; what is `Any` is checked as part of a ledger of today."""

    id: Any
    path: Any
    kind: Any
    digest: Any
    size: Any
    handed: Any
    encoding: Any
    bom: Any
    undecoded: list[tuple[int, str]]
    raw: Any
    newline: Any
    newlines: list[tuple[int, str]]
    repairs: list[tuple[int, str, list[str]]]
    edits: Any
    gap: Any
    gaps: list[tuple[int, str]]
    mended: list[tuple[int, str]]
    provenance: dict[str, str] = msgspec.field(default_factory=lambda: dict.fromkeys(_CAUSES, ""))


def from_older_form(line: bytes, version: int) -> dict[str, Any]:
    """
    The fields that a ledger of `version` 2 has, from a line of the first form; what that form did not tell is empty. Raises
    msgspec.DecodeError (a ValueError) if the line is not of that form.
    """
    first = msgspec.json.decode(line, type=_FirstForm)
    same = ("id", "path", "kind", "digest", "size", "encoding", "bom", "raw", "newline", "edits", "provenance")
    return {
        **{name: getattr(first, name) for name in same},
        "version": version,
        "given": "",
        "declared": {"language": "", "encoding": ""},
        "extracted_digest": first.handed,
        "page": "",
        "undecoded": [{"at": at, "bytes": data} for at, data in first.undecoded],
        "newlines": [{"line": line, "end": end} for line, end in first.newlines],
        "repairs": [{"line": line, "before": before, "steps": steps} for line, before, steps in first.repairs],
        "separator": first.gap,
        "separators": [{"after": after, "text": text} for after, text in first.gaps],
        "repaired_again": [{"paragraph": number, "before": before} for number, before in first.mended],
        "pack": "",
        "settings": {
            "whole_page": False,
            "extractor": "",
            "straight_quotes": False,
            "kept_kinds": [],
            "kept_rules": [],
        },
    }
