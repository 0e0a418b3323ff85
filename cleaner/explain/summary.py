"""What is said of a document before its text: whose it is and why, its numbers, and what was lifted out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..clean import Traced
from .routing import because


class Lifted(NamedTuple):
    """A value that a rule lifted, and whether it stands in the record (another may have been there first)."""

    field: str
    value: str
    rule: str
    stands: bool


def facts(trace: Traced) -> list[tuple[str, str]]:
    """Names and values, in the order in which they are shown."""
    record, metadata = trace.record, trace.record.metadata
    publisher = f"{metadata.publisher} ({record.source})" if metadata.publisher else record.source
    return [
        ("document", record.id),
        ("publisher", publisher),
        ("routing", f"{metadata.routing}: {because(trace)}"),
        ("packs", ", ".join(sorted(trace.bound.max_share)) or "none"),
        ("language", f"{metadata.language} {metadata.language_score:.2f}"),
        ("verdicts", ", ".join(metadata.verdicts)),
        ("characters", f"{metadata.chars_in} in, {metadata.chars_out} out"),
    ]


def lifted(trace: Traced) -> list[Lifted]:
    """What rules lifted, in the order of the text."""
    fields = _fields(trace.record.to_dict()["metadata"]) | {"created": trace.record.created}
    ordered = sorted(trace.cut.decision.lifts, key=lambda item: (item[1].span, item[1].field, item[0]))
    return [Lifted(lift.field, lift.value, rule, _stands(lift.value, fields[lift.field])) for rule, lift in ordered]


def _fields(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {**metadata, **{f"dateline.{key}": value for key, value in metadata["dateline"].items()}}


def _stands(value: str, field: Any) -> bool:
    return value in field if isinstance(field, list) else str(field) == value
