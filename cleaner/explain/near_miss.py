"""Why a test does not hold on a line, and whether it came near: what differs, with the numbers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from ..match.compile import fold_condition, fold_literal
from ..match.conditions import holds
from ..match.folded import FoldedDocument
from ..match.re2_fast import compiled
from ..rule.model import AllOf, AnyOf, IsKind, Literal, Matches, Not, Shape, Test
from .routing import quoted

ALIKE = 0.75
"""From this similarity on two texts look like versions of each other: "Share this" and "Share that", not "Share" and "Save"."""

PART = 3
"""A literal that stands in a line of up to so many times its length came near to being all of it."""


class Miss(NamedTuple):
    """Why a test does not hold on a line, and whether that was close."""

    reasons: tuple[str, ...]
    near: bool = False


def miss(test: Test, view: FoldedDocument, number: int) -> Miss:
    """What is wrong with a line on which a test does not hold."""
    if isinstance(test, Literal):
        return _literal(test, view.low_line(number), view.line(number))
    if isinstance(test, Matches):
        return _matches(test, view.line(number))
    if isinstance(test, IsKind):
        return Miss((f"is: the line is {view.kind(number) or 'of no known kind'}, not {' or '.join(test.kinds)}",))
    if isinstance(test, Shape):
        return Miss((_shape(test, view.line(number)),))
    if isinstance(test, Not):
        return Miss((f"not: {said(test.test)} holds",))
    failing = [one for one in test.tests if not holds(fold_condition(one), view, number)]
    misses = [miss(one, view, number) for one in failing]
    if isinstance(test, AnyOf):
        close = [one for one in misses if one.near]
        return Miss(tuple(reason for one in close or misses for reason in one.reasons), bool(close))
    return Miss(tuple(reason for one in misses for reason in one.reasons), _all_but(test, failing, misses))


def _all_but(test: AllOf, failing: list[Test], misses: list[Miss]) -> bool:
    """Whether a test of several came near: what tells holds and the rest is shape, or what tells came near itself."""
    telling = [isinstance(one, Literal | Matches | AnyOf) for one in test.tests]
    held = any(tells and one not in failing for tells, one in zip(telling, test.tests, strict=True))
    rest = [found for found, one in zip(misses, failing, strict=True) if isinstance(one, Literal | Matches | AnyOf)]
    return all(one.near for one in rest) and (held or bool(rest))


def _literal(test: Literal, low: str, line: str) -> Miss:
    written = {fold_literal(text): text for text in test.texts}  # compared folded, shown as written
    text = max(written, key=lambda text: SequenceMatcher(None, low, text, autojunk=False).ratio())
    inside = next((one for one in written if one in low and len(low) <= PART * len(one)), None)
    if test.how == "equals":
        text = inside or text
        near = inside is not None or _alike(low, text)
        return Miss((f"equals: the line is {quoted(line)} not {quoted(written[text])}",), near)
    inside = next((one for one in written if one in low), None)
    if inside is not None:
        return Miss((f"{test.how}: {quoted(written[inside])} stands inside the line {quoted(line)}",), True)
    if test.how == "starts":
        near = any(_alike(low[: len(one)], one) for one in written)
    elif test.how == "ends":
        near = any(_alike(low[-len(one) :], one) for one in written)
    else:
        near = _alike(low, text)
    return Miss((f"{test.how}: the line is {quoted(line)}, which does not so with {quoted(written[text])}",), near)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _matches(test: Matches, line: str) -> Miss:
    for pattern in test.patterns:
        bare = pattern.removeprefix("(?i)")
        flag = pattern[: len(pattern) - len(bare)]
        if compiled(f"(?i){bare}").search(line):
            return Miss((f"matches: only case differs from `{pattern}`; `(?i)` would make it match",), True)
        if bare.endswith("$") and not bare.endswith("\\$") and compiled(flag + bare[:-1]).search(line):
            return Miss((f"matches: the line goes on where `{pattern}` ends",), True)
        if bare.startswith("^") and compiled(flag + bare[1:]).search(line):
            return Miss((f"matches: the line begins before `{pattern}` does",), True)
    return Miss((f"matches: `{test.patterns[0]}` is not found",))


def _shape(test: Shape, line: str) -> str:
    if test.name in ("short", "max_chars"):
        return f"{test.name} {test.size}: the line has {len(line)}"
    if test.name == "all_caps":
        return "all_caps: the line has small letters, or no letters"
    return "headline: the line is long, begins small or ends as a sentence does"


def said(test: Test) -> str:
    """
    A test in the words of a pack.

    >>> said(AllOf((Literal("starts", ("by ",)), Not(Shape("max_chars", 80)))))
    'all of (starts "by ", not (max_chars 80))'
    """
    if isinstance(test, Literal):
        return f"in @{test.listed}" if test.listed else f"{test.how} {' or '.join(map(quoted, test.texts))}"
    if isinstance(test, Matches):
        return f"matches {' or '.join(test.patterns)}"
    if isinstance(test, IsKind):
        return f"is {' or '.join(test.kinds)}"
    if isinstance(test, Shape):
        return f"{test.name} {test.size}" if test.size else test.name
    if isinstance(test, Not):
        return f"not ({said(test.test)})"
    parts = ", ".join(map(said, test.tests))
    return f"{'all' if isinstance(test, AllOf) else 'any'} of ({parts})"
