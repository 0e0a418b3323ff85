"""
What a test says of one line: the meaning of the rule language, in its plainest form.

`matcher.py` finds quickly where a test could hold; only these functions say where it does.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..span import Span
from .clue import strength
from .expression import compiled, finder
from .model import AllOf, AnyOf, IsKind, Literal, Matches, Not, Shape, SpanUnit, Test
from .view import View

HEADLINE_CHARS = 200
"""Longer lines are no headlines: of 2,900 gold titles in ten languages, none was longer."""

SENTENCE_END = (".", ",", ";", ":", "...", '."', ".'", ',"', "。", "؟", "।", "։")


def holds(test: Test, view: View, number: int) -> bool:
    """Whether a test holds on a line."""
    if isinstance(test, Literal):
        return literal_holds(test, view.low_line(number))
    if isinstance(test, Matches):
        line = view.line(number).encode()
        return any(finder(pattern).search(line) for pattern in test.patterns)
    if isinstance(test, IsKind):
        return view.kind(number) in test.kinds
    if isinstance(test, Shape):
        return has_shape(test, view.line(number))
    if isinstance(test, AllOf):
        return all(holds(one, view, number) for one in test.tests)
    if isinstance(test, AnyOf):
        return any(holds(one, view, number) for one in test.tests)
    return not holds(test.test, view, number)


def literal_holds(test: Literal, low: str) -> bool:
    """
    Whether a literal stands where it must, in a folded line without case.

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

    A headline is one line of up to 200 code points that begins with no lower-case letter and does not end as a
    sentence does.

    >>> has_shape(Shape("headline"), "Talks end without result"), has_shape(Shape("headline"), "The talks ended.")
    (True, False)
    >>> has_shape(Shape("all_caps"), "TALKS GO ON"), has_shape(Shape("short", 5), "Share")
    (True, True)
    """
    if test.name in ("short", "max_chars"):
        return len(line) <= test.size
    if test.name == "all_caps":
        return line.isupper()
    return len(line) <= HEADLINE_CHARS and not line[:1].islower() and not line.endswith(SENTENCE_END)


def found_groups(test: Test, view: View, number: int) -> dict[str, Span]:
    """The named groups of a test's expressions on a line, as spans of the text."""
    groups: dict[str, Span] = {}
    if isinstance(test, Matches):
        line, shift = view.line(number), view.lines[number].start
        for pattern in test.patterns:
            found = compiled(pattern).search(line)
            if found:
                groups |= _named(pattern, found, shift)
    elif isinstance(test, AllOf | AnyOf):
        for one in test.tests:
            if holds(one, view, number):
                groups |= found_groups(one, view, number)
    return groups


def _named(pattern: str, found: Any, shift: int) -> dict[str, Span]:
    named = {}
    for name, index in compiled(pattern).groupindex.items():
        start, end = found.span(index)
        if start >= 0:
            named[name] = Span(shift + start, shift + end)
    return named


MAX_PLACES = 64
"""Places that one expression may take in one line. Finding each is a pass over the line, so more would not be linear."""


def occurrences(unit: SpanUnit, view: View, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """
    Where a span stands inside a line, left to right and never overlapping, with its named groups. An expression that is
    found in more than `MAX_PLACES` places of a line is taken for found by mistake, and in none.
    """
    test, (shift, end) = unit.test, view.lines[number]
    if isinstance(test, Matches):
        line = view.line(number)
        for pattern in test.patterns:
            places = list(islice(compiled(pattern).finditer(line), MAX_PLACES + 1))
            for found in places if len(places) <= MAX_PLACES else ():
                start, stop = found.span()
                if stop > start:
                    yield Span(shift + start, shift + stop), _named(pattern, found, shift)
        return
    low = view.low_line(number)
    for text in test.texts:
        if test.how == "contains":
            at = low.find(text)
            while at >= 0:
                yield Span(shift + at, shift + at + len(text)), {}
                at = low.find(text, at + len(text))
        elif literal_holds(Literal(test.how, (text,)), low):
            start = end - len(text) if test.how == "ends" else shift
            yield Span(start, start + len(text)), {}


def anchors(test: Test) -> tuple[Literal | Matches, ...] | None:
    """
    Literals and expressions of which at least one must be found in a line for the test to hold there, or None where
    there are none: a test of shape alone can hold anywhere.

    >>> anchors(AllOf((Shape("headline"), Literal("starts", ("x",)))))
    (Literal(how='starts', texts=('x',)),)
    """
    if isinstance(test, Literal | Matches):
        return (test,)
    if isinstance(test, AllOf):
        choices = [found for one in test.tests if (found := anchors(one)) is not None]
        return min(choices, key=_cost, default=None)
    if isinstance(test, AnyOf):
        parts = [anchors(one) for one in test.tests]
        return None if None in parts else tuple(one for part in parts if part for one in part)
    return None


def is_anchor(test: Test) -> bool:
    """Whether a test says no more than that one of its anchors holds."""
    return isinstance(test, Literal | Matches) or (isinstance(test, AnyOf) and all(map(is_anchor, test.tests)))


STRONG = 8
"""From this worth on it does not matter how much gives an anchor away. No other number was tried."""


def _cost(found: tuple[Literal | Matches, ...]) -> tuple[int, int, int]:
    """What is least of what gives anchors away, how many expressions there are, which are dearer to find, and how many in all."""
    sizes = [
        min(map(len, one.texts)) if isinstance(one, Literal) else min(map(strength, one.patterns)) for one in found
    ]
    return -min([STRONG, *sizes]), sum(isinstance(one, Matches) for one in found), len(found)


__all__ = ["Not", "anchors", "found_groups", "has_shape", "holds", "is_anchor", "literal_holds", "occurrences"]
