"""Values out of what a rule matched: from named groups, from the whole, or from each line of a block; lists cut into items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from ..edit import Lift
from ..fold import fold, lower
from ..record_fields import LIFTABLE
from ..rule.model import BlockUnit, LiftInto, Rule
from ..span import Span
from .conditions import found_groups
from .folded import View

AND = {
    "en": "and", "de": "und", "fr": "et", "es": "y|e", "it": "e", "pt": "e", "ca": "i", "nl": "en", "da": "og", "no": "og",
    "sv": "och", "fi": "ja", "et": "ja", "tr": "ve", "pl": "i|oraz", "cs": "a", "sk": "a", "sl": "in", "hr": "i", "sr": "i|и",
    "bs": "i", "ro": "și|şi", "hu": "és", "ru": "и", "uk": "і|та|й", "bg": "и", "mk": "и", "el": "και", "lt": "ir", "lv": "un",
    "sq": "dhe", "id": "dan", "ms": "dan", "vi": "và", "ar": "و", "fa": "و", "he": "ו", "hi": "और",
}  # fmt: skip
"""The word for *and* between two names, by language. Elsewhere the English, for most bylines that are written so are."""

TRIM = " \t,;:&.\u00a0"
PLACE = re.compile(" (?:in|at|from) [A-Z].*")


@lru_cache(maxsize=64)
def _between(language: str, capitals: bool) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(r"\s*[;,&；，、和与與]\s*")
    word = AND.get(language, AND["en"])
    # Only among capitals: a lone capital is an initial in a name, where the word for *and* is one letter.
    flags = re.IGNORECASE if capitals else re.RegexFlag(0)
    return re.compile(rf"\s*[;,&،、]\s*(?:(?:{word})\s+)?|\s+(?:{word})\s+", flags)


def names(value: str, language: str = "en") -> list[str]:
    """
    The names in a list of names, without the places that some credits add.

    >>> names("Ann Lee, Bo Ek and Cy Dow in Oslo")
    ['Ann Lee', 'Bo Ek', 'Cy Dow']
    """
    parts = _between(language, value.isupper()).split(value)
    return [name for part in parts if (name := PLACE.sub("", part).strip(TRIM))]


def split_at(value: str, marks: tuple[str, ...]) -> list[str]:
    """
    The parts of a list between any of the marks.

    >>> split_at("AFP / Reuters, AP", (" / ", ","))
    ['AFP', 'Reuters', 'AP']
    """
    parts = [value]
    for mark in marks:
        parts = [piece for part in parts for piece in part.split(mark)]
    return [part for piece in parts if (part := piece.strip(TRIM))]


def lifts_of(rule: Rule, view: View, first: int, last: int, span: Span, groups: Mapping[str, Span]) -> tuple[Lift, ...]:
    """All values that a rule lifts from its match, in the order of the text."""
    if isinstance(rule.unit, BlockUnit):
        groups = _block_groups(rule.unit, view, first, last)
    lifts: list[Lift] = []
    for into in rule.lift:
        if into.each is not None:
            lifts += _each(into, view, first, last)
            continue
        at = span if into.group == "text" else groups.get(into.group)
        if at is not None:
            lifts += _values(into, at, view.text[at.start : at.end], view.language)
    return tuple(sorted(set(lifts), key=lambda lift: (lift.span, lift.field)))


def _block_groups(unit: BlockUnit, view: View, first: int, last: int) -> dict[str, Span]:
    groups: dict[str, Span] = {}
    for number in range(first, last + 1):
        for test in (unit.opens if number == first else unit.during, unit.to if number == last else None):
            if test is not None:
                groups = found_groups(test, view, number) | groups
    return groups


def _each(into: LiftInto, view: View, first: int, last: int) -> list[Lift]:
    """The lines of a block that start with the mark, without it."""
    mark = lower(fold(into.each or "")).strip()
    lifts = []
    for number in range(first, last + 1):
        if view.low_line(number).startswith(mark):
            start, end = view.lines[number]
            value = view.text[start + len(mark) : end].strip()
            if value:
                lifts.append(Lift(into.field, Span(start, end), value))
    return lifts


def _values(into: LiftInto, at: Span, value: str, language: str) -> list[Lift]:
    value = value.strip()
    field = LIFTABLE[into.field]
    if not field.is_list:
        return [Lift(into.field, at, value)] if value else []
    whole = names(value, language) if field.kind == "names" else [value]
    parts = split_at(value, into.split) if into.split else whole
    # Items of one list stand in the order of the text; their own places keep them in it.
    lifts, cursor = [], at.start
    for part in parts:
        if part:
            lifts.append(Lift(into.field, Span(cursor, at.end), part))
            cursor += 1
    return lifts
