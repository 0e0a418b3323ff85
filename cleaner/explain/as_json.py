"""A trace as one JSON object, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ..clean import Traced
from ..marked_lines import marked_lines
from .routing import routing_reason
from .summary import evidence, lifted_values
from .why import RuleNearLine


def as_dict(trace: Traced, why_not: Mapping[int, Iterable[RuleNearLine]]) -> dict[str, Any]:
    """Everything that is shown to people. `why_not` maps lines, counted from 0, to the rules that came near them."""
    metadata = trace.record.metadata
    return {
        "id": trace.record.id,
        "source": trace.record.source,
        "publisher": metadata.publisher,
        "routing": metadata.routing,
        "because": routing_reason(trace),
        "packs": sorted(trace.bound.max_share),
        "seen": {name: asdict(seen) for name, seen in evidence(trace).items()},
        "language": metadata.language,
        "verdicts": metadata.verdicts,
        "chars_in": metadata.chars_in,
        "chars_out": metadata.chars_out,
        "lifted": [one._asdict() for one in lifted_values(trace)],
        "lines": [
            {
                "number": row.number,
                "gone": row.gone,
                "parts": [
                    {"text": piece.text, "kind": piece.edit.kind, "rules": list(piece.edit.rules)}
                    if piece.edit
                    else {"text": piece.text}
                    for piece in row.parts
                ],
            }
            for row in marked_lines(trace.document.text, trace.ledger.edits)
            if row.number
        ],
        "why_not": [
            {"line": number + 1, "text": trace.document.line(number), "near": [asdict(near) for near in rules]}
            for number, rules in why_not.items()
        ],
    }
