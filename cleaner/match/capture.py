"""
The values that a rule lifts from a match: from named groups, from the whole match, or from each line of a block. Lists are
split into items.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..edit import Lift
from ..record_fields import LIFTABLE
from ..rule.model import BlockUnit, LiftInto, LineUnit, Rule
from ..span import Span
from .conditions import found_groups
from .folded import FoldedDocument
from .person_names import NAME_EDGES, split_person_names


def split_at(value: str, separators: tuple[str, ...]) -> list[str]:
    """
    The items of a list between any of the separators.

    >>> split_at("AFP / Reuters, AP", (" / ", ","))
    ['AFP', 'Reuters', 'AP']
    """
    parts = [value]
    for separator in separators:
        parts = [piece for part in parts for piece in part.split(separator)]
    return [item for part in parts if (item := part.strip(NAME_EDGES))]


def lifts_of(
    rule: Rule, document: FoldedDocument, first: int, last: int, span: Span, groups: Mapping[str, Span]
) -> tuple[Lift, ...]:
    """All values that a rule lifts from a match, in the order of the text."""
    if isinstance(rule.unit, BlockUnit):
        groups = _block_groups(rule.unit, document, first, last)
    elif isinstance(rule.unit, LineUnit):
        groups = found_groups(rule.unit.condition, document, first)
    lifts: list[Lift] = []
    for into in rule.lift:
        if into.each is not None:
            lifts += _each_line(into.field, into.each, document, first, last)
            continue
        source = span if into.group == "text" else groups.get(into.group)
        if source is not None:
            lifts += _values(into, source, document.text[source.start : source.end], document.language)
    return tuple(sorted(set(lifts), key=lambda lift: (lift.span, lift.field)))


def _block_groups(unit: BlockUnit, document: FoldedDocument, first: int, last: int) -> dict[str, Span]:
    """The named groups on all lines of a block. Where two have one name, the first counts."""
    groups: dict[str, Span] = {}
    for number in range(first, last + 1):
        for test in (unit.opens if number == first else unit.during, unit.to if number == last else None):
            if test is not None:
                groups = found_groups(test, document, number) | groups
    return groups


def _each_line(field: str, mark: str, document: FoldedDocument, first: int, last: int) -> list[Lift]:
    """The lines of a block that start with a mark, without it."""
    lifts = []
    for number in range(first, last + 1):
        if document.low_line(number).startswith(mark):
            start, end = document.lines[number]
            value = document.text[start + len(mark) : end].strip()
            if value:
                lifts.append(Lift(field, Span(start, end), value))
    return lifts


def _values(into: LiftInto, source: Span, value: str, language: str) -> list[Lift]:
    value = value.strip()
    field = LIFTABLE[into.field]
    if not field.is_list:
        return [Lift(into.field, source, value)] if value else []
    whole = split_person_names(value, language) if field.kind == "names" else [value]
    items = split_at(value, into.split) if into.split else whole
    # Lifts are sorted by their span. Each item starts one character later, so that a list keeps its order.
    lifts, start = [], source.start
    for item in items:
        if item:
            lifts.append(Lift(into.field, Span(start, source.end), item))
            start += 1
    return lifts
