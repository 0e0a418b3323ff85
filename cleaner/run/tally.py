"""Counts over many documents: what each rule removed, and how many documents have which source, language, verdict …"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from ..clean import Cleaned
from ..record import Rejected

SPREADS = ("source", "routing", "language", "encoding", "verdict", "reason", "kind")


@dataclass
class Tally:
    """
    What a run did. `rules` counts documents, edits and characters by the full name of the rule. `spreads` counts documents
    by source, routing, language, encoding, verdict and reason, and characters by kind.
    """

    documents: int = 0
    rejected: int = 0
    chars_in: int = 0
    chars_out: int = 0
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    spreads: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in SPREADS})

    def add(self, result: Cleaned | Rejected, times: int = 1) -> None:
        """Count one document; `times=-1` takes it back."""
        if isinstance(result, Rejected):
            self.rejected += times
            self.spreads["reason"][result.reason] += times
            return
        meta = result.record.metadata
        self.documents += times
        self.chars_in += meta.chars_in * times
        self.chars_out += meta.chars_out * times
        spreads = self.spreads
        spreads["source"][result.record.source] += times
        spreads["routing"][meta.routing] += times
        spreads["language"][meta.language] += times
        spreads["encoding"][meta.encoding] += times
        for verdict in meta.verdicts:
            spreads["verdict"][verdict] += times
        for edit in result.ledger.edits:
            size = len(edit.text) * times
            spreads["kind"][edit.kind] += size
            for rule in edit.rules:
                counts = self.rules.setdefault(rule, Counter())
                counts["edits"] += times
                counts["chars"] += size
        for rule in {rule for edit in result.ledger.edits for rule in edit.rules}:
            self.rules[rule]["documents"] += times

    def merge(self, other: Tally) -> None:
        """Add the counts of another tally."""
        self.documents += other.documents
        self.rejected += other.rejected
        self.chars_in += other.chars_in
        self.chars_out += other.chars_out
        for rule, counts in other.rules.items():
            self.rules.setdefault(rule, Counter()).update(counts)
        for name, spread in other.spreads.items():
            self.spreads[name].update(spread)

    def as_json(self) -> dict[str, Any]:
        """The counts as JSON values, with sorted keys and without zeros."""
        return {
            "documents": self.documents,
            "rejected": self.rejected,
            "chars_in": self.chars_in,
            "chars_out": self.chars_out,
            "rules": {rule: dict(sorted(counts.items())) for rule, counts in sorted(self.rules.items()) if +counts},
            **{name: dict(sorted((+spread).items())) for name, spread in self.spreads.items()},
        }
