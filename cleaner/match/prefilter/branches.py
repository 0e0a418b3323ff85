"""
The branches of a condition: alternatives that are looked for one by one.

A disjunction needs the literals of all its alternatives, and is checked wherever one of them is found. Split into branches,
only that alternative is checked. What the scan has checked (the length of the line) is left out of what remains.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import replace

from ...rule.model import AllOf, AnyOf, Condition, Like, LineShape, Literal, Matches
from ...rule.template_expression import expressions_of, longest_line
from ..conditions import LENGTH_SHAPES, MAX_HEADLINE_CHARS, cost
from ..folded import MAX_LINE_MARKS
from ..re2_fast import matches_any, matching_lines

MAX_BRANCHES = 16
"""Alternatives into which a conjunction is split. No condition of the bundled packs has more than 11."""

PossibleLines = Callable[[bytes, int], Collection[int]]
"""On which of several lines, joined in UTF-8, and how many, a condition could hold."""

MIN_LINES_TO_FIND = 8
"""
With this many lines or more, those that match are found in one pass; fewer are checked one by one. Only this value was tried.
"""


def branches(condition: Condition) -> list[Condition]:
    """
    The alternatives of a condition: it holds where any of them does.

    >>> short = LineShape("short", 9)
    >>> branches(AllOf((AnyOf((Literal("ends", ("a",)), Literal("ends", ("b",)))), short)))[1]
    AllOf(conditions=(LineShape(name='short', size=9), Literal(how='ends', texts=('b',))))
    """
    if isinstance(condition, AnyOf):
        return [branch for part in condition.conditions for branch in branches(part)]
    if isinstance(condition, Matches):
        return [Matches((pattern,)) for pattern in condition.patterns]
    if isinstance(condition, Like):
        return [replace(condition, texts=(text,)) for text in condition.texts]
    if isinstance(condition, AllOf):
        for part in condition.conditions:
            alternatives = branches(part)
            if 1 < len(alternatives) <= MAX_BRANCHES:
                rest = tuple(other for other in condition.conditions if other is not part)
                return [AllOf((*rest, alternative)) for alternative in alternatives]
    return [condition]


def without_length(condition: Condition) -> Condition:
    """
    What remains of a condition on lines that are known not to be too long for it.

    >>> without_length(AllOf((LineShape("short", 9), Literal("starts", ("a",)))))
    Literal(how='starts', texts=('a',))
    """
    if not isinstance(condition, AllOf):
        return condition
    rest = tuple(
        part for part in condition.conditions if not (isinstance(part, LineShape) and part.name in LENGTH_SHAPES)
    )
    return rest[0] if len(rest) == 1 else AllOf(rest)


def max_length(condition: Condition) -> int:
    """
    The most code points of a line on which a condition can hold; `sys.maxsize` where it sets no limit.

    >>> max_length(AllOf((LineShape("short", 90), AnyOf((Literal("equals", ("share",)), LineShape("headline"))))))
    90
    """
    if isinstance(condition, LineShape) and condition.name != "all_caps":
        return condition.size if condition.name in LENGTH_SHAPES else MAX_HEADLINE_CHARS
    if isinstance(condition, Literal) and condition.how == "equals":
        return max(map(len, condition.texts)) + MAX_LINE_MARKS
    if isinstance(condition, Like) and condition.whole:
        return max(map(longest_line, condition.texts)) + MAX_LINE_MARKS
    if isinstance(condition, AllOf):
        return min(map(max_length, condition.conditions), default=sys.maxsize)
    if isinstance(condition, AnyOf):
        return max(map(max_length, condition.conditions), default=0)
    return sys.maxsize


def possible_lines(condition: Condition) -> PossibleLines | None:
    """
    A check of several lines at once, where the condition has an expression. One pass of RE2 over all candidate lines takes little
    longer than a call for one, and usually rules most of them out.
    """
    if isinstance(condition, Matches | Like):
        patterns = expressions_of(condition)
        of_lines = tuple(f"(?m){pattern}" for pattern in patterns)

        def possible(lines: bytes, count: int) -> Collection[int]:
            if not matches_any(of_lines)(lines):  # compiled at the first call
                return ()
            if count < MIN_LINES_TO_FIND:
                return range(count)
            return set().union(*(matching_lines(pattern)(lines) for pattern in patterns))

        return possible
    if isinstance(condition, AllOf):
        checks = map(possible_lines, sorted(condition.conditions, key=cost))
        return next((check for check in checks if check is not None), None)
    return None
