"""
What `like` means: a line, or a place in it, reads as a template, and each slot holds what it takes.

RE2 finds where the slots could be, once with as much in each as there can be and once with as little. Then each slot's value is
tested. There is no search between the two: if two ways to fit pass and differ, nobody knows which was meant, and the template
takes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, NamedTuple

from ..rule.model import Like
from ..rule.template import Slot
from ..rule.template_expression import SlotExpressions, expressions_of, slot_expressions, whole_line
from ..rule.template_lifts import group_names
from ..span import Span
from .folded import FoldedDocument, LineForms
from .re2_fast import compiled, matches_any
from .slots import takes

MAX_PLACES = 64
"""Matches of one expression on one line. Each costs a pass over the line, so without a limit the work would be quadratic."""


class Fit(NamedTuple):
    """One way to read a place in a line: its span, and that of each slot, (-1, -1) for one that is not there."""

    span: tuple[int, int]
    values: tuple[tuple[int, int], ...]


def like_test(condition: Like) -> Callable[[LineForms, int], bool]:
    """Whether a line, or a place in it, reads like one of the templates, as a function of a form of lines and a number."""
    patterns = expressions_of(condition)

    def reads_like(lines: LineForms, number: int) -> bool:
        if not matches_any(patterns)(lines.row(number)):
            return False
        if condition.whole:
            return any(_line_fit(text, lines, number) is not None for text in condition.texts)
        return next(like_places(condition, lines, number), None) is not None

    return reads_like


def like_groups(condition: Like, lines: LineForms, number: int) -> dict[str, Span] | None:
    """
    What the slots of the first template that a line reads like hold, by the names of their groups; None where it reads like
    none.
    """
    for text in condition.texts:
        fit = _line_fit(text, lines, number)
        if fit is not None:
            return _groups(text, fit, lines.start(number))
    return None


def like_places(condition: Like, lines: LineForms, number: int) -> Iterator[tuple[Span, dict[str, Span]]]:
    """Where a line reads like one of the templates, from left to right without overlaps, with what the slots hold."""
    line, shift = lines.line(number), lines.start(number)
    for text in condition.texts:
        template = slot_expressions(text)
        matches = list(islice(compiled(template.greedy).finditer(line), MAX_PLACES + 1))
        for match in matches if len(matches) <= MAX_PLACES else ():
            start, end = match.span()
            fits = [_fit_of(match, template)]
            shorter = compiled(template.lazy).match(line, start)
            if shorter:
                fits.append(_fit_of(shorter, template))
            fit = _only_good(fits, template, line, lines.language)
            if fit is not None and _stands_alone(line, *fit.span):
                start, end = fit.span
                yield Span(shift + start, shift + end), _groups(text, fit, shift)


def refused_values(text: str, document: FoldedDocument, number: int) -> list[tuple[Slot, str]]:
    """The values that keep a line from reading like a folded template, each with its slot; none if its words differ."""
    template, line = slot_expressions(text), document.line(number)
    match = compiled(whole_line(template.greedy)).search(line)
    values = _fit_of(match, template).values if match else ()
    found = [(slot, line[start:end]) for slot, (start, end) in zip(template.slots, values, strict=False) if start >= 0]
    return [(slot, value) for slot, value in found if not takes(slot, value, document.language)] or found[:1]


def _line_fit(text: str, lines: LineForms, number: int) -> Fit | None:
    template, line = slot_expressions(text), lines.line(number)
    fits = []
    for expression in (template.greedy, template.lazy) if template.slots else (template.greedy,):
        match = compiled(whole_line(expression)).search(line)
        if match is None:
            return None
        fits.append(_fit_of(match, template))
    return _only_good(fits, template, line, lines.language)


def _fit_of(match: Any, template: SlotExpressions) -> Fit:
    return Fit(match.span(), tuple(match.span(number + 1) for number in range(len(template.slots))))


def _only_good(fits: list[Fit], template: SlotExpressions, line: str, language: str) -> Fit | None:
    """The one way to fit in which each slot takes what it holds; None if there is none, or more than one."""
    good = [
        fit
        for fit in dict.fromkeys(fits)
        if all(
            start < 0 or takes(slot, line[start:end], language)
            for slot, (start, end) in zip(template.slots, fit.values, strict=True)
        )
    ]
    return good[0] if len(good) == 1 else None


def _stands_alone(line: str, start: int, end: int) -> bool:
    """Whether a place neither begins nor ends inside a word."""
    inside = start and line[start - 1].isalnum() and line[start].isalnum()
    return not inside and not (end < len(line) and line[end - 1].isalnum() and line[end].isalnum())


def _groups(text: str, fit: Fit, shift: int) -> dict[str, Span]:
    names = group_names(slot_expressions(text).slots)
    return {
        name: Span(shift + start, shift + end)
        for name, (start, end) in zip(names, fit.values, strict=True)
        if name and start >= 0
    }
