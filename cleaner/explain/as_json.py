"""A trace as one JSON object, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ..clean import Traced
from .marked_lines import rows
from .routing import because
from .summary import lifted
from .why import Near


def data(trace: Traced, asked: Mapping[int, Iterable[Near]]) -> dict[str, Any]:
    """Everything that is shown to people. `asked` maps lines, counted from 0, to why they stayed."""
    metadata = trace.record.metadata
    return {
        "id": trace.record.id,
        "source": trace.record.source,
        "publisher": metadata.publisher,
        "routing": metadata.routing,
        "because": because(trace),
        "packs": sorted(trace.bound.max_share),
        "language": metadata.language,
        "verdicts": metadata.verdicts,
        "chars_in": metadata.chars_in,
        "chars_out": metadata.chars_out,
        "lifted": [one._asdict() for one in lifted(trace)],
        "lines": [
            {
                "number": row.number,
                "gone": row.gone,
                "pieces": [
                    {"text": piece.text, "kind": piece.edit.kind, "rules": list(piece.edit.rules)}
                    if piece.edit
                    else {"text": piece.text}
                    for piece in row.pieces
                ],
            }
            for row in rows(trace.document, trace.ledger.edits)
            if row.number
        ],
        "why_not": [
            {"line": number + 1, "text": trace.document.line(number), "near": [asdict(near) for near in found]}
            for number, found in asked.items()
        ],
    }
