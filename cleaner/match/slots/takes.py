"""Whether a slot takes a value: the one place where what is found becomes what is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...rule.template import Slot
from .days import is_date, is_time, is_weekday
from .names import are_names, is_name
from .places import is_agency, is_place

Test = Callable[[str, str], bool]
"""Whether a value is meant, in a language."""

MAX_WORDS = 5
"""The most words of a slot that does not say how many. Never varied."""

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"(?:https?://|www\.)[^\s]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s]*)?", re.IGNORECASE)


def _always(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    return True


TESTS: Mapping[str, Test] = {
    "name": is_name,
    "names": are_names,
    "number": _always,
    "date": is_date,
    "time": is_time,
    "weekday": is_weekday,
    "place": is_place,
    "agency": is_agency,
    "email": lambda value, _: bool(EMAIL.fullmatch(value)),
    "url": lambda value, _: bool(URL.fullmatch(value)),
    "handle": _always,
    "words": _always,
    "text": _always,
}
"""What each kind of slot means. Where it is any text, the expression has said all."""


def takes(slot: Slot, value: str, language: str) -> bool:
    """
    Whether a slot takes a value.

    >>> takes(Slot("", "words", 2), "The Morning", "en"), takes(Slot("", "words", 2), "The Morning Bell", "en")
    (True, False)
    """
    if not value or value != value.strip():
        return False
    if slot.kind == "words" and value.count(" ") >= (slot.size or MAX_WORDS):
        return False
    return TESTS[slot.kind](value, language)
