"""Days and times, as datelines, bylines and notes of changes have them."""

from __future__ import annotations

import re
from functools import cache

from .calendar_words import MONTH_WORDS, WEEKDAY_WORDS

NUMERIC = re.compile(
    r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.] ?[0-9]{1,2}[-/.] ?(?:[0-9]{4}|[0-9]{2})"
    r"|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}년 ?[0-9]{1,2}월 ?[0-9]{1,2}일)\.?"
)
DATE_TOKEN = re.compile(r"\d+|[^\W\d_][^\s\d,.;/()-]*|\S")
DAY_MARKS = frozenset(("st", "nd", "rd", "th", "er", "º", "ª", "°", "o", "a"))
_JOINTS = ", . - / de del do of the di da le el г р року года den d i lea"
JOINTS = frozenset(_JOINTS.split())
"""What stands between the parts of a date."""

_CLOCK = r"(?:[01]?[0-9]|2[0-4])(?:[:.h][0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?| ?h| ?Uhr)"
_ZONE = r"(?:Uhr|hrs|h|GMT|UTC|BST|IST|CET|CEST|EST|EDT|ET|PST|PDT|PT|JST|AEST|AEDT)(?:[+-][0-9:]{1,5})?"
TIME = re.compile(rf"(?:(?:at|um|à|alle|o|kl|в|о) ?\.? ?)?{_CLOCK}(?: ?{_ZONE})?(?: \([A-Z]{{2,5}}\))?", re.IGNORECASE)
MAX_DATE_TOKENS, LAST_DAY, FIRST_YEAR, LAST_YEAR = 12, 31, 1900, 2099


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Months and weekdays of a language and of English; of all languages where it is not known."""
    known = [language, "en"] if language in MONTH_WORDS else list(MONTH_WORDS)
    return frozenset().union(*(MONTH_WORDS[one] for one in known)), frozenset().union(
        *(WEEKDAY_WORDS[one] for one in known)
    )


def is_weekday(value: str, language: str) -> bool:
    """
    Whether a value is a day of the week.

    >>> is_weekday("Tuesday", "en"), is_weekday("mardi", "fr"), is_weekday("today", "en")
    (True, True, False)
    """
    return value.rstrip(".").casefold() in _words(language)[1]


def is_time(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    """
    Whether a value is a time of day.

    >>> [is_time(time, "en") for time in ("10:15 GMT", "5.30 pm", "14h05", "25:10", "noon")]
    [True, True, True, False, False]
    """
    return bool(TIME.fullmatch(value))


def is_date(value: str, language: str) -> bool:
    """
    Whether a value is a day: in numbers, or with its month in words and each part at most once. A month alone is none.

    >>> [is_date(date, "en") for date in ("Jan 3", "Tuesday, 3rd March 2026", "2026-01-03", "March", "May the 4th be with you")]
    [True, True, True, False, False]
    >>> is_date("12 Mart 2024", "tr"), is_date("2 de marzo de 2024", "es"), is_date("3 января 2026 г.", "ru")
    (True, True, True)
    """
    if NUMERIC.fullmatch(value):
        return True
    tokens = DATE_TOKEN.findall(value)
    if len(tokens) > MAX_DATE_TOKENS or not tokens:
        return False
    months, weekdays = _words(language)
    seen: list[str] = []
    for before, token in zip([" ", *tokens], tokens, strict=False):
        part = _part(token.casefold().rstrip("."), before, months, weekdays)
        if not part:
            return False
        if part != "joint":
            seen.append(part)
    return len(set(seen)) == len(seen) and {"month", "day"} <= set(seen)


def _part(token: str, before: str, months: frozenset[str], weekdays: frozenset[str]) -> str:
    """What a token of a date is: its month, weekday, day, year, or what only joins them; "" for anything else."""
    if token.isdecimal():
        if 1 <= int(token) <= LAST_DAY:
            return "day"
        return "year" if FIRST_YEAR <= int(token) <= LAST_YEAR else ""
    if token in months:
        return "month"
    if token in weekdays:
        return "weekday"
    joint = token in JOINTS or token == "" or (token in DAY_MARKS and before.isdecimal())
    return "joint" if joint else ""
