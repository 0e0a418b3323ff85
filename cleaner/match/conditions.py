"""
What a condition means, line by line.

This is the reference: `prefilter` may rule lines out early, but only these functions decide where a condition holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

from ..rule.model import (
    AllOf,
    AnyOf,
    Condition,
    IsKind,
    IsTitle,
    Like,
    LineShape,
    Literal,
    Matches,
    Named,
    Not,
    Prose,
    SpanUnit,
    TextStart,
)
from ..span import Span
from .folded import LINE_MARKS, FoldedDocument, LineForms
from .like import MAX_PLACES, like_groups, like_places, like_test
from .prose import is_prose
from .re2_fast import compiled, first_spans, group_numbers, matches_any

MAX_HEADLINE_CHARS = 200
"""No headline is longer: the longest of 2,900 gold titles in ten languages stays below it."""

SHAPES = (LineShape, IsKind, IsTitle, Prose, TextStart)
"""Conditions that ask for no words."""

LENGTH_SHAPES = ("short", "max_chars")
"""The shapes that limit the code points of a line."""

FIRST_WITHOUT_SPACES = "\u2e80"
"""From here on scripts write words without spaces between them."""

SENTENCE_END = (".", ",", ";", ":", "...", '."', ".'", ',"', "。", "؟", "।", "։")

Predicate = Callable[[FoldedDocument, int], bool]
"""Whether a condition holds on a line, given by its number."""

FormTest = Callable[[LineForms, int], bool]
"""Whether the words of a condition are in one form of a line."""

GroupsOf = Callable[[LineForms, int], dict[str, Span] | None]
"""The groups found in one form of a line; None where nothing matches."""


def holds(condition: Condition, document: FoldedDocument, number: int) -> bool:
    """Whether a condition holds on a line."""
    return predicate(condition)(document, number)


def predicate(condition: Condition) -> Predicate:
    """A condition as a function. Make it once and call it for many lines."""
    if isinstance(condition, Literal):
        return _literal_predicate(condition)
    if isinstance(condition, Matches):
        return _pattern_predicate(condition.patterns)
    if isinstance(condition, Like):
        return _in_either_form(like_test(condition))
    if isinstance(condition, IsKind):
        return lambda document, number: document.kind(number) in condition.kinds
    if isinstance(condition, LineShape):
        return _shape_predicate(condition)
    if isinstance(condition, IsTitle):
        return lambda document, number: number in document.title_lines
    if isinstance(condition, Prose):
        return _in_either_form(lambda lines, number: is_prose(lines.line(number), condition.size))
    if isinstance(condition, TextStart):
        return lambda _, number: number == 0
    if isinstance(condition, Named):
        return predicate(condition.condition)
    if isinstance(condition, Not):
        inner = predicate(condition.condition)
        return lambda document, number: not inner(document, number)
    return _joint_predicate(
        [predicate(part) for part in sorted(condition.conditions, key=cost)], isinstance(condition, AnyOf)
    )


def cost(condition: Condition) -> int:
    """
    Cheap conditions go first: a length is known, a lower-case line has to be made, an expression has to be run, a template has
    several, and its slots are tested.
    """
    if isinstance(condition, Not):
        return cost(condition.condition)
    if isinstance(condition, AllOf | AnyOf):
        return max(map(cost, condition.conditions))
    return next((rank for kinds, rank in COSTS if isinstance(condition, kinds)), 3)


COSTS: tuple[tuple[tuple[type, ...], int], ...] = ((SHAPES, 0), ((Literal,), 1), ((Matches,), 2))
"""The costs of kinds of conditions. Of others, the highest counts."""


def _joint_predicate(parts: list[Predicate], decisive: bool) -> Predicate:
    """AnyOf and AllOf: the first part whose answer is `decisive` (True for AnyOf, False for AllOf) settles it."""

    def joint(document: FoldedDocument, number: int) -> bool:
        for part in parts:
            if part(document, number) is decisive:
                return decisive
        return not decisive

    return joint


def _in_either_form(test: FormTest) -> Predicate:
    """A test of a line's words: it holds on the line as it is, or on the bare line."""

    def holds_in_a_form(document: FoldedDocument, number: int) -> bool:
        return test(document, number) or (number in document.marked and test(document.bare_lines, number))

    return holds_in_a_form


def _literal_predicate(condition: Literal) -> Predicate:
    """As `_in_either_form`. A text without marks at its edges is on the line as it is only if it is on the bare line too."""
    in_place = _in_place(condition.how, condition.texts)
    if any(text != text.strip(LINE_MARKS) for text in condition.texts):
        return _in_either_form(lambda lines, number: in_place(lines.low_line(number)))

    def holds_bare(document: FoldedDocument, number: int) -> bool:
        return in_place((document.bare_lines if number in document.marked else document).low_line(number))

    return holds_bare


def _pattern_predicate(patterns: tuple[str, ...]) -> Predicate:
    match: Callable[[bytes], Sequence[int]] | None = None

    def holds_in_a_form(document: FoldedDocument, number: int) -> bool:
        nonlocal match
        if match is None:
            match = matches_any(patterns)  # compiled when a line first needs it
        if match(document.rows[number]):
            return True
        return number in document.marked and bool(match(document.bare_lines.row(number)))

    return holds_in_a_form


def _shape_predicate(condition: LineShape) -> Predicate:
    if condition.name in LENGTH_SHAPES:
        return lambda document, number: document.sizes[number] <= condition.size
    return lambda document, number: has_shape(condition, document.line(number))


def literal_holds(condition: Literal, low: str) -> bool:
    """
    Whether one of the texts is where it must be in a folded, lower-case line.

    >>> literal_holds(Literal("starts", ("read more",)), "read more books")
    True
    """
    return _in_place(condition.how, condition.texts)(low)


def _in_place(how: str, texts: tuple[str, ...]) -> Callable[[str], bool]:
    """Whether one of the texts is where it must be, as a function of a line."""
    if how == "equals":
        return frozenset(texts).__contains__
    if how == "starts":
        return lambda low: low.startswith(texts)
    if how == "ends":
        return lambda low: low.endswith(texts)

    def is_inside(low: str) -> bool:
        for text in texts:  # noqa: SIM110 - `any` with a generator takes twice as long
            if text in low and (how == "contains" or next(mentions(text, low), -1) >= 0):
                return True
        return False

    return is_inside


def mentions(text: str, low: str) -> Iterator[int]:
    """
    Where a text stands in a line as whole words.

    >>> list(mentions("app", "an app for happy people: app")), list(mentions("编辑", "责任编辑"))
    ([3, 25], [2])
    """
    at = low.find(text)
    while at >= 0:
        end = at + len(text)
        whole = not (_inside_word(low, at) or _inside_word(low, end))
        if whole:
            yield at
        at = low.find(text, end if whole else at + 1)


def _inside_word(low: str, at: int) -> bool:
    """Whether a place is between two characters of one word. Scripts without spaces have no words that we could tell."""
    before, after = low[at - 1 : at], low[at : at + 1]
    return before.isalnum() and after.isalnum() and max(before, after) < FIRST_WITHOUT_SPACES


def has_shape(condition: LineShape, line: str) -> bool:
    """
    Whether a line has a shape.

    A headline has at most 200 code points, does not begin with a lower-case letter and does not end like a sentence.

    >>> has_shape(LineShape("headline"), "Talks end without result"), has_shape(LineShape("headline"), "The talks ended.")
    (True, False)
    >>> has_shape(LineShape("all_caps"), "TALKS GO ON"), has_shape(LineShape("short", 5), "Share")
    (True, True)
    """
    if condition.name in LENGTH_SHAPES:
        return len(line) <= condition.size
    if condition.name == "all_caps":
        return line.isupper()
    return len(line) <= MAX_HEADLINE_CHARS and not line[:1].islower() and not line.endswith(SENTENCE_END)


def found_groups(condition: Condition, document: FoldedDocument, number: int) -> dict[str, Span]:
    """The named groups that the expressions of a condition, which holds on a line, find there, as spans of the text."""
    groups: dict[str, Span] = {}
    if isinstance(condition, Matches):
        for pattern in condition.patterns:
            groups |= _in_first_form(partial(_pattern_groups, pattern), document, number)
    elif isinstance(condition, Like):
        groups = _in_first_form(partial(like_groups, condition), document, number)
    elif isinstance(condition, AllOf):
        for part in condition.conditions:
            groups |= found_groups(part, document, number)
    elif isinstance(condition, AnyOf):
        for part in condition.conditions:
            if isinstance(part, Matches | Like) or holds(part, document, number):
                groups |= found_groups(part, document, number)
    return groups


def _in_first_form(find: GroupsOf, document: FoldedDocument, number: int) -> dict[str, Span]:
    """The groups that are found on the line as it is, or else on the bare line."""
    groups = find(document, number)
    if groups is None and number in document.marked:
        groups = find(document.bare_lines, number)
    return groups or {}


def _pattern_groups(pattern: str, lines: LineForms, number: int) -> dict[str, Span] | None:
    # RE2 searches UTF-8. Handing it a `str` encodes the line each time and converts every offset back.
    row, shift = lines.row(number), lines.start(number)
    spans = first_spans(pattern)(row)
    if spans[0][0] < 0:
        return None
    return {
        name: Span(shift + len(row[: spans[group][0]].decode()), shift + len(row[: spans[group][1]].decode()))
        for name, group in group_numbers(pattern)
        if spans[group][0] >= 0
    }


def occurrences(unit: SpanUnit, document: FoldedDocument, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """
    Where a span rule matches on a line, from left to right without overlaps, with the named groups of each match. An
    expression with more than `MAX_PLACES` matches on a line surely means something else: all of them are ignored.
    """
    condition, (shift, end) = unit.condition, document.lines[number]
    if isinstance(condition, Like):
        yield from like_places(condition, document, number)
        return
    if isinstance(condition, Matches):
        line = document.line(number)
        for pattern in condition.patterns:
            matches = list(islice(compiled(pattern).finditer(line), MAX_PLACES + 1))
            for match in matches if len(matches) <= MAX_PLACES else ():
                start, stop = match.span()
                if stop > start:
                    named = [(name, match.span(group)) for name, group in group_numbers(pattern)]
                    groups = {name: Span(shift + first, shift + last) for name, (first, last) in named if first >= 0}
                    yield Span(shift + start, shift + stop), groups
        return
    low = document.low_line(number)
    for text in condition.texts:
        if condition.how == "mentions":
            for at in mentions(text, low):
                yield Span(shift + at, shift + at + len(text)), {}
        elif condition.how == "contains":
            at = low.find(text)
            while at >= 0:
                yield Span(shift + at, shift + at + len(text)), {}
                at = low.find(text, at + len(text))
        elif literal_holds(Literal(condition.how, (text,)), low):
            start = end - len(text) if condition.how == "ends" else shift
            yield Span(start, start + len(text)), {}
