"""
What a condition means, line by line.

This is the reference: `prefilter` may rule lines out early, but only these functions decide where a condition holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from ..rule.model import AllOf, AnyOf, IsKind, Literal, Matches, Not, Shape, SpanUnit, Test
from ..span import Span
from .folded import FoldedDocument
from .re2_fast import compiled, first_spans, group_numbers, matches_any

MAX_HEADLINE_CHARS = 200
"""No headline is longer: the longest of 2,900 gold titles in ten languages stays below it."""

LENGTH_SHAPES = ("short", "max_chars")
"""The shapes that limit the code points of a line."""

SENTENCE_END = (".", ",", ";", ":", "...", '."', ".'", ',"', "。", "؟", "।", "։")

Predicate = Callable[[FoldedDocument, int], bool]
"""Whether a condition holds on a line, given by its number."""


def holds(test: Test, document: FoldedDocument, number: int) -> bool:
    """Whether a condition holds on a line."""
    return predicate(test)(document, number)


def predicate(test: Test) -> Predicate:
    """A condition as a function. Make it once and call it for many lines."""
    if isinstance(test, Literal):
        return _literal_predicate(test)
    if isinstance(test, Matches):
        return lambda document, number: bool(matches_any(test.patterns)(document.rows[number]))
    if isinstance(test, IsKind):
        return lambda document, number: document.kind(number) in test.kinds
    if isinstance(test, Shape):
        return _shape_predicate(test)
    if isinstance(test, Not):
        inner = predicate(test.test)
        return lambda document, number: not inner(document, number)
    return _joint_predicate([predicate(part) for part in sorted(test.tests, key=_cost)], isinstance(test, AnyOf))


def _cost(test: Test) -> int:
    """Cheap conditions go first: a length is at hand, a lower-case line has to be made, an expression has to be run."""
    return 0 if isinstance(test, Shape | IsKind) else 1 if isinstance(test, Literal) else 2


def _joint_predicate(parts: list[Predicate], decisive: bool) -> Predicate:
    """AnyOf and AllOf: the first part whose answer is `decisive` (True for AnyOf, False for AllOf) settles it."""

    def joint(document: FoldedDocument, number: int) -> bool:
        for part in parts:
            if part(document, number) is decisive:
                return decisive
        return not decisive

    return joint


def _literal_predicate(test: Literal) -> Predicate:
    if test.how != "equals":
        return lambda document, number: literal_holds(test, document.low_line(number))
    texts = frozenset(test.texts)
    return lambda document, number: document.low_line(number) in texts


def _shape_predicate(test: Shape) -> Predicate:
    if test.name in LENGTH_SHAPES:
        return lambda document, number: document.sizes[number] <= test.size
    return lambda document, number: has_shape(test, document.line(number))


def literal_holds(test: Literal, low: str) -> bool:
    """
    Whether one of the texts is where it must be in a folded, lower-case line.

    >>> literal_holds(Literal("starts", ("read more",)), "read more books")
    True
    """
    if test.how == "equals":
        return low in test.texts
    if test.how == "starts":
        return low.startswith(test.texts)
    if test.how == "ends":
        return low.endswith(test.texts)
    return any(text in low for text in test.texts)


def has_shape(test: Shape, line: str) -> bool:
    """
    Whether a line has a shape.

    A headline has at most 200 code points, does not begin with a lower-case letter and does not end like a sentence.

    >>> has_shape(Shape("headline"), "Talks end without result"), has_shape(Shape("headline"), "The talks ended.")
    (True, False)
    >>> has_shape(Shape("all_caps"), "TALKS GO ON"), has_shape(Shape("short", 5), "Share")
    (True, True)
    """
    if test.name in LENGTH_SHAPES:
        return len(line) <= test.size
    if test.name == "all_caps":
        return line.isupper()
    return len(line) <= MAX_HEADLINE_CHARS and not line[:1].islower() and not line.endswith(SENTENCE_END)


def found_groups(test: Test, document: FoldedDocument, number: int) -> dict[str, Span]:
    """The named groups that a condition's expressions find on a line, as spans of the text."""
    groups: dict[str, Span] = {}
    if isinstance(test, Matches):
        # RE2 searches UTF-8. Handing it a `str` encodes the line each time and converts every offset back.
        row, shift = document.rows[number], document.lines[number].start
        for pattern in test.patterns:
            spans = first_spans(pattern)(row)
            for name, group in group_numbers(pattern) if spans[0][0] >= 0 else ():
                start, end = spans[group]
                if start >= 0:
                    groups[name] = Span(shift + len(row[:start].decode()), shift + len(row[:end].decode()))
    elif isinstance(test, AllOf | AnyOf):
        for part in test.tests:
            if holds(part, document, number):
                groups |= found_groups(part, document, number)
    return groups


MAX_PLACES = 64
"""Matches of one expression on one line. Each costs a pass over the line, so without a limit the work would be quadratic."""


def occurrences(unit: SpanUnit, document: FoldedDocument, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """
    Where a span rule matches on a line, from left to right without overlaps, with the named groups of each match. An
    expression with more than `MAX_PLACES` matches on a line surely means something else: all of them are ignored.
    """
    test, (shift, end) = unit.test, document.lines[number]
    if isinstance(test, Matches):
        line = document.line(number)
        for pattern in test.patterns:
            matches = list(islice(compiled(pattern).finditer(line), MAX_PLACES + 1))
            for match in matches if len(matches) <= MAX_PLACES else ():
                start, stop = match.span()
                if stop > start:
                    named = [(name, match.span(group)) for name, group in group_numbers(pattern)]
                    groups = {name: Span(shift + first, shift + last) for name, (first, last) in named if first >= 0}
                    yield Span(shift + start, shift + stop), groups
        return
    low = document.low_line(number)
    for text in test.texts:
        if test.how == "contains":
            at = low.find(text)
            while at >= 0:
                yield Span(shift + at, shift + at + len(text)), {}
                at = low.find(text, at + len(text))
        elif literal_holds(Literal(test.how, (text,)), low):
            start = end - len(text) if test.how == "ends" else shift
            yield Span(start, start + len(text)), {}
