"""Examples to paste into a pack: what was taken but should have stayed, and what stayed but should have gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..clean import Traced
from ..escape_controls import safe, yaml_text


def spares_lines(trace: Traced) -> Iterator[str]:
    """A `spares` line for each rule that took something, with the texts that it took."""
    taken: dict[str, list[str]] = {}
    for edit in trace.ledger.edits:
        for rule in edit.rules:
            taken.setdefault(rule, []).append(edit.text.strip())
    for rule, texts in sorted(taken.items()):
        yield f"# {safe(rule)}"
        yield f"spares: [{', '.join(map(yaml_text, texts))}]"


def strips_lines(trace: Traced, numbers: Iterable[int]) -> Iterator[str]:
    """A `strips` line with each of the lines, counted from 0, that should have gone."""
    yield f"strips: [{', '.join(yaml_text(trace.document.line(number)) for number in numbers)}]"
