"""What is shown before the text of a document: its publisher and why, its numbers, and what was lifted out of it."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from ..clean import Traced
from ..rule.model import Seen
from .routing import routing_reason
from .why import suspicion


class LiftedValue(NamedTuple):
    """A value that a rule lifted, and whether it is in the record; another value may have come first."""

    field: str
    value: str
    rule: str
    used: bool


def facts(trace: Traced) -> list[tuple[str, str]]:
    """Names and values, in the order in which they are shown."""
    record, metadata = trace.record, trace.record.metadata
    publisher = f"{metadata.publisher} ({record.source})" if metadata.publisher else record.source
    return [
        ("document", record.id),
        ("publisher", publisher),
        ("routing", f"{metadata.routing}: {routing_reason(trace)}"),
        ("packs", ", ".join(sorted(trace.bound.max_share)) or "none"),
        *(("seen", f"{name}: {seen}") for name, seen in evidence(trace).items()),
        ("language", f"{metadata.language} {metadata.language_score:.2f}"),
        ("verdicts", ", ".join(metadata.verdicts)),
        *(
            ("suspect", f"{pack}: {suspicion(trace, pack)}, so nothing is removed")
            for pack in trace.cut.decision.suspects
        ),
        ("characters", f"{metadata.chars_in} in, {metadata.chars_out} out"),
    ]


def evidence(trace: Traced) -> dict[str, Seen]:
    """Where the packs that act and the rules that took or lifted something were seen, by their names, as far as packs say."""
    used = {name for edit in trace.ledger.edits for name in edit.rules} | {name for name, _ in trace.cut.decision.lifts}
    packs = [(pack.short, pack.seen) for pack in trace.rulebook.packs.values() if pack.short in trace.bound.max_share]
    rules = [(rule.name, rule.seen) for rule in trace.bound.matcher.written if rule.name in used]
    return {name: seen for name, seen in sorted([*packs, *rules], key=itemgetter(0)) if seen is not None}


def lifted_values(trace: Traced) -> list[LiftedValue]:
    """What rules lifted, in the order of the text."""
    fields = _fields(trace.record.to_dict()["metadata"]) | {"created": trace.record.created}
    ordered = sorted(trace.cut.decision.lifts, key=lambda item: (item[1].span, item[1].field, item[0]))
    return [
        LiftedValue(lift.field, lift.value, rule, _is_used(lift.value, fields[lift.field])) for rule, lift in ordered
    ]


def _fields(metadata: Mapping[str, Any]) -> dict[str, Any]:
    return {**metadata, **{f"dateline.{key}": value for key, value in metadata["dateline"].items()}}


def _is_used(value: str, field: Any) -> bool:
    return value in field if isinstance(field, list) else str(field) == value
