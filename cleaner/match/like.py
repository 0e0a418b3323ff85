"""
What `like` means: a line, or a place in it, reads as a template, and each slot holds what it takes.

RE2 finds where the slots could be, for each choice of what is missing in two readings: with as much in each slot as there can be,
and with as little. Then each slot's value is tested. There is no search beyond these readings. Of those that pass, the one counts
in which the template's own words take most of the line: `By {authors:names}[ in {:place}]` knows `in`. If two are equal in that,
nobody knows which was meant, and the template takes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from ..rule.model import Like
from ..rule.template import Slot
from ..rule.template_expression import SlotExpressions, expressions_of, slot_expressions
from ..rule.template_lifts import group_names
from ..span import Span
from .folded import LineForms
from .re2_fast import compiled, first_spans, matches_any
from .slots import takes

MAX_PLACES = 64
"""Matches of one expression on one line. Each costs a pass over the line, so without a limit the work would be quadratic."""


class Fit(NamedTuple):
    """
    One way to read a place in a line of UTF-8, in bytes: its span, and that of each slot, (-1, -1) for one that is not there.
    """

    span: tuple[int, int]
    values: tuple[tuple[int, int], ...]

    @property
    def own(self) -> int:
        """The bytes that the template's own words take."""
        return self.span[1] - self.span[0] - sum(end - start for start, end in self.values)


def like_test(condition: Like) -> Callable[[LineForms, int], bool]:
    """Whether a line, or a place in it, reads like one of the templates, as a function of a form of lines and a number."""
    patterns = expressions_of(condition)

    def reads_like(lines: LineForms, number: int) -> bool:
        found = matches_any(patterns)(lines.row(number))
        if not found:
            return False
        if condition.whole:
            return any(_line_fit(condition.texts[one], lines, number) is not None for one in found)
        return next(like_places(condition, lines, number), None) is not None

    return reads_like


def like_groups(condition: Like, lines: LineForms, number: int) -> dict[str, Span] | None:
    """
    What the slots of the first template that a line reads like hold, by the names of their groups; None where it reads like
    none.
    """
    for one in sorted(matches_any(expressions_of(condition))(lines.row(number))):
        fit = _line_fit(condition.texts[one], lines, number)
        if fit is not None:
            return _groups(condition.texts[one], fit, lines, number)
    return None


def like_places(condition: Like, lines: LineForms, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """Where a line reads like one of the templates, from left to right without overlaps, with what the slots hold."""
    row = lines.row(number)
    for text in condition.texts:
        template = slot_expressions(text)
        matches = list(islice(compiled(template.greedy).finditer(row), MAX_PLACES + 1))
        for match in matches if len(matches) <= MAX_PLACES else ():
            fits = _place_fits(template, row, match.start())
            fit = _best(_good(fits, template, lines, row))
            if fit is not None:
                yield _span(fit.span, lines, number), _groups(text, fit, lines, number)


class LikeMiss(NamedTuple):
    """
    Why a line does not read like a template whose words it has: the values that their slots do not take, or else two readings
    that differ in a slot.
    """

    refused: list[tuple[Slot, str]]
    readings: list[tuple[Slot, str, str]]


def like_miss(text: str, whole: bool, lines: LineForms, number: int) -> LikeMiss | None:
    """Why a line, or no place in it, reads like a folded template; None if it lacks the template's words."""
    template, row = slot_expressions(text), lines.row(number)
    place = None if whole else compiled(template.greedy).search(row)
    fits = (
        _line_fits(template.line_readings, row) if whole else _place_fits(template, row, place.start()) if place else []
    )
    if not fits:
        return None
    good = _good(fits, template, lines, row)
    if not good:
        found = [(slot, row[start:end].decode()) for slot, (start, end) in _held(fits[0], template)]
        return LikeMiss([one for one in found if not takes(*one, lines.language, lines.called)], [])
    most = max(fit.own for fit in good)
    one, other = [fit for fit in good if fit.own == most][:2] if _best(good) is None else (good[0], good[0])
    values = zip(template.slots, one.values, other.values, strict=True)
    return LikeMiss([], [(slot, _text(row, a), _text(row, b)) for slot, a, b in values if a != b])


def _line_fit(text: str, lines: LineForms, number: int) -> Fit | None:
    """How a line reads like a template. Found once: the test asks, then the lift, and other rules with the same template."""
    key = (text, number)
    if key not in lines.fits:
        template, row = slot_expressions(text), lines.row(number)
        # With every optional part that fits: if long and short slots are then the same, nothing leaves more to the words.
        plain = _line_fits(template.line_readings[:2], row)
        if len(plain) == 1 and _good(plain, template, lines, row):
            lines.fits[key] = plain[0]
        else:
            lines.fits[key] = _best(_good(_line_fits(template.line_readings, row), template, lines, row))
    fit: Fit | None = lines.fits[key]
    return fit


def _line_fits(readings: Iterable[str], row: bytes) -> list[Fit]:
    """The readings of a line as a whole."""
    found = {tuple(first_spans(pattern)(row)): None for pattern in readings}
    return [Fit(spans[0], spans[1:]) for spans in found if spans[0][0] >= 0]


def _place_fits(template: SlotExpressions, row: bytes, start: int) -> list[Fit]:
    """The readings of a line from a place on."""
    found = (compiled(pattern).match(row, start) for pattern in template.readings)
    spans = [[one.span(group) for group in range(len(template.slots) + 1)] for one in found if one]
    return [fit for fit in _fits(spans) if _stands_alone(row, *fit.span)]


def _fits(readings: Iterable[Iterable[tuple[int, int]]]) -> list[Fit]:
    """Readings, each once."""
    return list(dict.fromkeys(Fit(span, tuple(values)) for span, *values in readings))


def _good(fits: list[Fit], template: SlotExpressions, lines: LineForms, row: bytes) -> list[Fit]:
    """
    The readings in which each slot takes what it holds; one of those that differ only in which of two like slots is missing.
    """
    good = (
        fit
        for fit in fits
        if all(
            takes(slot, row[start:end].decode(), lines.language, lines.called)
            for slot, (start, end) in _held(fit, template)
        )
    )
    return list({(fit.span, *_held(fit, template)): fit for fit in good}.values())


def _held(fit: Fit, template: SlotExpressions) -> Iterator[tuple[Slot, tuple[int, int]]]:
    """The slots that are there, and where."""
    return ((slot, place) for slot, place in zip(template.slots, fit.values, strict=True) if place[0] >= 0)


def _best(good: list[Fit]) -> Fit | None:
    """The reading that leaves most to the template's own words; None if there is none, or more than one."""
    if len(good) < 2:
        return good[0] if good else None
    most = max(fit.own for fit in good)
    best = [fit for fit in good if fit.own == most]
    return best[0] if len(best) == 1 else None


def _stands_alone(row: bytes, start: int, end: int) -> bool:
    """Whether a place neither begins nor ends inside a word."""
    before, place, after = row[:start].decode()[-1:], row[start:end].decode(), row[end:].decode()[:1]
    return not (before.isalnum() and place[:1].isalnum()) and not (after.isalnum() and place[-1:].isalnum())


def _text(row: bytes, place: tuple[int, int]) -> str:
    return row[slice(*place)].decode() if place[0] >= 0 else ""


def _span(place: tuple[int, int], lines: LineForms, number: int) -> Span:
    """A place in bytes of a line, as a span of the text."""
    row, shift = lines.row(number), lines.start(number)
    start = shift + len(row[: place[0]].decode())
    return Span(start, start + len(row[slice(*place)].decode()))


def _groups(text: str, fit: Fit, lines: LineForms, number: int) -> dict[str, Span]:
    names = group_names(slot_expressions(text).slots)
    return {
        name: _span(place, lines, number)
        for name, place in zip(names, fit.values, strict=True)
        if name and place[0] >= 0
    }
