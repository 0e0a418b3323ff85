"""
The branches of a condition: alternatives that are looked for one by one.

A disjunction needs the literals of all its alternatives, and is checked wherever one of them is found. Split into branches,
only that alternative is checked. What the scan has checked (the length of the line) is left out of what remains.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from ...rule.model import AllOf, AnyOf, Literal, Matches, Shape, Test
from ..conditions import LENGTH_SHAPES, MAX_HEADLINE_CHARS
from ..re2_fast import matches_any

MAX_BRANCHES = 16
"""Alternatives into which a conjunction is split. No condition of the bundled packs has more than 11."""

LinesMayMatch = Callable[[bytes], object]
"""Whether a condition could hold on any of several lines, joined in UTF-8."""


def branches(test: Test) -> list[Test]:
    """
    The alternatives of a condition: it holds where any of them does.

    >>> short = Shape("short", 9)
    >>> branches(AllOf((AnyOf((Literal("ends", ("a",)), Literal("ends", ("b",)))), short)))[1]
    AllOf(tests=(Shape(name='short', size=9), Literal(how='ends', texts=('b',))))
    """
    if isinstance(test, AnyOf):
        return [branch for part in test.tests for branch in branches(part)]
    if isinstance(test, Matches):
        return [Matches((pattern,)) for pattern in test.patterns]
    if isinstance(test, AllOf):
        for part in test.tests:
            alternatives = branches(part)
            if 1 < len(alternatives) <= MAX_BRANCHES:
                rest = tuple(other for other in test.tests if other is not part)
                return [AllOf((*rest, alternative)) for alternative in alternatives]
    return [test]


def without_length(test: Test) -> Test:
    """
    What remains of a condition on lines that are known not to be too long for it.

    >>> without_length(AllOf((Shape("short", 9), Literal("starts", ("a",)))))
    Literal(how='starts', texts=('a',))
    """
    if not isinstance(test, AllOf):
        return test
    rest = tuple(part for part in test.tests if not (isinstance(part, Shape) and part.name in LENGTH_SHAPES))
    return rest[0] if len(rest) == 1 else AllOf(rest)


def max_length(test: Test) -> int:
    """
    The most code points of a line on which a condition can hold; `sys.maxsize` where it sets no limit.

    >>> max_length(AllOf((Shape("short", 90), AnyOf((Literal("equals", ("share",)), Shape("headline"))))))
    90
    """
    if isinstance(test, Shape) and test.name != "all_caps":
        return test.size if test.name in LENGTH_SHAPES else MAX_HEADLINE_CHARS
    if isinstance(test, Literal) and test.how == "equals":
        return max(map(len, test.texts))
    if isinstance(test, AllOf):
        return min(map(max_length, test.tests), default=sys.maxsize)
    if isinstance(test, AnyOf):
        return max(map(max_length, test.tests), default=0)
    return sys.maxsize


def any_line_may_match(test: Test) -> LinesMayMatch | None:
    """
    A check of several lines at once, where the condition has an expression. One RE2 call over all candidate lines takes
    little longer than a call for one, and usually rules all of them out.
    """
    if isinstance(test, Matches):
        patterns = tuple(f"(?m){pattern}" for pattern in test.patterns)

        def may_match(lines: bytes) -> object:
            return matches_any(patterns)(lines)  # compiled at the first call

        return may_match
    if isinstance(test, AllOf):
        return next((check for part in test.tests if (check := any_line_may_match(part)) is not None), None)
    return None
