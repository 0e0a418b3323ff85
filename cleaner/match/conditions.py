"""
What a test says of one line: the meaning of the rule language, in its plainest form.

`prefilter` finds quickly where a test could hold; only these functions say where it does.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from itertools import islice

from ..rule.model import AllOf, AnyOf, IsKind, Literal, Matches, Not, Shape, SpanUnit, Test
from ..span import Span
from .folded import FoldedDocument
from .re2_fast import compiled, first_spans, group_numbers, matches_any

HEADLINE_CHARS = 200
"""Longer lines are no headlines: of 2,900 gold titles in ten languages, none was longer."""

LENGTHS = ("short", "max_chars")
"""Shapes that say how many code points a line may have."""

SENTENCE_END = (".", ",", ";", ":", "...", '."', ".'", ',"', "。", "؟", "।", "։")


Predicate = Callable[[FoldedDocument, int], bool]
"""What a test says of a line of a view, by its number."""


def holds(test: Test, view: FoldedDocument, number: int) -> bool:
    """Whether a test holds on a line."""
    return predicate(test)(view, number)


def predicate(test: Test) -> Predicate:
    """A test as a function, to be made once and asked of many lines."""
    if isinstance(test, Literal):
        return _predicate_of_literal(test)
    if isinstance(test, Matches):
        return lambda view, number: bool(matches_any(test.patterns)(view.rows[number]))
    if isinstance(test, IsKind):
        return lambda view, number: view.kind(number) in test.kinds
    if isinstance(test, Shape):
        return _predicate_of_shape(test)
    if isinstance(test, Not):
        denied = predicate(test.test)
        return lambda view, number: not denied(view, number)
    return _predicate_of_several([predicate(one) for one in sorted(test.tests, key=_dearness)], isinstance(test, AnyOf))


def _dearness(test: Test) -> int:
    """What is asked first of several tests: a length is known, a line without case must be made, an expression looked for."""
    return 0 if isinstance(test, Shape | IsKind) else 1 if isinstance(test, Literal) else 2


def _predicate_of_several(parts: list[Predicate], enough: bool) -> Predicate:
    """Of several tests any one is enough, or each is needed."""

    def ask(view: FoldedDocument, number: int) -> bool:
        for part in parts:
            if part(view, number) is enough:
                return enough
        return not enough

    return ask


def _predicate_of_literal(test: Literal) -> Predicate:
    if test.how != "equals":
        return lambda view, number: literal_holds(test, view.low_line(number))
    texts = frozenset(test.texts)
    return lambda view, number: view.low_line(number) in texts


def _predicate_of_shape(test: Shape) -> Predicate:
    if test.name in LENGTHS:
        return lambda view, number: view.sizes[number] <= test.size
    return lambda view, number: has_shape(test, view.line(number))


BRANCHES = 16
"""So many ways in which one test can hold are asked apart; no test of the bundled packs has more than 11."""


def branches(test: Test) -> list[Test]:
    """
    The ways in which a test can hold, each a test of its own: it holds where any of them does.

    >>> short = Shape("short", 9)
    >>> branches(AllOf((AnyOf((Literal("ends", ("a",)), Literal("ends", ("b",)))), short)))[1]
    AllOf(tests=(Shape(name='short', size=9), Literal(how='ends', texts=('b',))))
    """
    if isinstance(test, AnyOf):
        return [way for one in test.tests for way in branches(one)]
    if isinstance(test, Matches):
        return [Matches((pattern,)) for pattern in test.patterns]
    if isinstance(test, AllOf):
        for one in test.tests:
            ways = branches(one)
            if 1 < len(ways) <= BRANCHES:
                rest = tuple(other for other in test.tests if other is not one)
                return [AllOf((*rest, way)) for way in ways]
    return [test]


def remembered(ask: Predicate) -> Predicate:
    """The same, asked once a line: for tests that are expensive and are asked in several ways."""

    def answer(view: FoldedDocument, number: int) -> bool:
        answers = view.answers.setdefault(answer, {})
        known = answers.get(number)
        if known is None:
            known = answers[number] = ask(view, number)
        return known

    return answer


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
    if test.name in LENGTHS:
        return len(line) <= test.size
    if test.name == "all_caps":
        return line.isupper()
    return len(line) <= HEADLINE_CHARS and not line[:1].islower() and not line.endswith(SENTENCE_END)


def unmeasured(test: Test) -> Test:
    """
    What is left to be asked of a test on lines that are known not to be too long for it.

    >>> unmeasured(AllOf((Shape("short", 9), Literal("starts", ("a",)))))
    Literal(how='starts', texts=('a',))
    """
    if not isinstance(test, AllOf):
        return test
    rest = tuple(one for one in test.tests if not (isinstance(one, Shape) and one.name in LENGTHS))
    return rest[0] if len(rest) == 1 else AllOf(rest)


Scout = Callable[[bytes], object]
"""What says whether a test can hold on any of several lines, joined in UTF-8."""


def scout(test: Test) -> Scout | None:
    """
    A scout where the test asks for an expression: of twenty lines with a date, mostly none is what a rule looks for, and asking
    all of them at once takes little longer than asking one.
    """
    if isinstance(test, Matches):
        patterns = tuple(f"(?m){pattern}" for pattern in test.patterns)

        def look(lines: bytes) -> object:
            return matches_any(patterns)(lines)  # compiled when it is first asked for

        return look
    if isinstance(test, AllOf):
        return next((found for one in test.tests if (found := scout(one)) is not None), None)
    return None


def longest(test: Test) -> int:
    """
    The most code points of a line on which a test can hold; no line is longer where it sets no bound.

    >>> longest(AllOf((Shape("short", 90), AnyOf((Literal("equals", ("share",)), Shape("headline"))))))
    90
    """
    if isinstance(test, Shape) and test.name != "all_caps":
        return test.size if test.name in LENGTHS else HEADLINE_CHARS
    if isinstance(test, Literal) and test.how == "equals":
        return max(map(len, test.texts))
    if isinstance(test, AllOf):
        return min(map(longest, test.tests), default=sys.maxsize)
    if isinstance(test, AnyOf):
        return max(map(longest, test.tests), default=0)
    return sys.maxsize


def found_groups(test: Test, view: FoldedDocument, number: int) -> dict[str, Span]:
    """The named groups of a test's expressions on a line, as spans of the text."""
    groups: dict[str, Span] = {}
    if isinstance(test, Matches):
        # In UTF-8, for the library turns a text into it anyway, and all places back one by one.
        row, shift = view.rows[number], view.lines[number].start
        for pattern in test.patterns:
            spans = first_spans(pattern)(row)
            for name, group in group_numbers(pattern) if spans[0][0] >= 0 else ():
                start, end = spans[group]
                if start >= 0:
                    groups[name] = Span(shift + len(row[:start].decode()), shift + len(row[:end].decode()))
    elif isinstance(test, AllOf | AnyOf):
        for one in test.tests:
            if holds(one, view, number):
                groups |= found_groups(one, view, number)
    return groups


MAX_PLACES = 64
"""Places that one expression may take in one line. Finding each is a pass over the line, so more would not be linear."""


def occurrences(unit: SpanUnit, view: FoldedDocument, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """
    Where a span stands inside a line, left to right and never overlapping, with its named groups. An expression that is
    found in more than `MAX_PLACES` places of a line is taken for found by mistake, and in none.
    """
    test, (shift, end) = unit.test, view.lines[number]
    if isinstance(test, Matches):
        line = view.line(number)
        for pattern in test.patterns:
            some = list(islice(compiled(pattern).finditer(line), MAX_PLACES + 1))
            for found in some if len(some) <= MAX_PLACES else ():
                start, stop = found.span()
                if stop > start:
                    named = [(name, found.span(group)) for name, group in group_numbers(pattern)]
                    groups = {name: Span(shift + first, shift + last) for name, (first, last) in named if first >= 0}
                    yield Span(shift + start, shift + stop), groups
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
