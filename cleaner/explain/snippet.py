"""Examples to paste into a pack: what was taken and should have stayed, what stayed and should have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..clean import Traced
from .escape_controls import safe, yaml_text


def spares(trace: Traced) -> Iterator[str]:
    """For each rule that took something, a `spares` line with each text that it took."""
    taken: dict[str, list[str]] = {}
    for edit in trace.ledger.edits:
        for rule in edit.rules:
            taken.setdefault(rule, []).append(edit.text.strip())
    for rule, texts in sorted(taken.items()):
        yield f"# {safe(rule)}"
        yield f"spares: [{', '.join(map(yaml_text, texts))}]"


def strips(trace: Traced, numbers: Iterable[int]) -> Iterator[str]:
    """A `strips` line with each of the lines, counted from 0, that should have gone."""
    yield f"strips: [{', '.join(yaml_text(trace.document.line(number)) for number in numbers)}]"
