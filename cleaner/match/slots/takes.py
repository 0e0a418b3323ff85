"""Whether a slot takes a value: the one place where what is found becomes what is meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ...rule.slots import SLOTS
from ...rule.template import Slot
from .agencies import are_agencies, is_agency
from .brands import is_brand
from .counts import is_count
from .credits import is_credit
from .days import is_date, is_time, is_weekday
from .names import are_names, is_name
from .places import is_place
from .words import count_words

Test = Callable[[str, str], bool]
"""Whether a value is meant, in a language."""

MAX_WORDS = 5
"""The most words of a `words` that does not say how many. Never varied."""

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
URL = re.compile(r"(?:https?://|www\.)[^\s]+|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:/[^\s]*)?", re.IGNORECASE)


def _always(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    return True


TESTS: Mapping[str, Test] = {
    "name": is_name,
    "names": are_names,
    "number": _always,
    "count": is_count,
    "date": is_date,
    "time": is_time,
    "weekday": is_weekday,
    "place": is_place,
    "agency": is_agency,
    "agencies": are_agencies,
    "credit": is_credit,
    "email": lambda value, _: bool(EMAIL.fullmatch(value)),
    "url": lambda value, _: bool(URL.fullmatch(value)),
    "handle": _always,
    "words": _always,
    "phrase": _always,
    "text": _always,
}
"""What each kind of slot means, but for `brand`. Where it is any text, the expression has said all."""


def takes(slot: Slot, value: str, language: str, called: tuple[str, ...] = ()) -> bool:
    """
    Whether a slot takes a value, in a text in a language, of a publisher that is called so by name, domain or URL.

    >>> takes(Slot("", "words", 2), "The Morning", "en"), takes(Slot("", "words", 2), "The Morning Bell", "en")
    (True, False)
    """
    if not value or value[0] == " " or value[-1] == " " or len(value) > SLOTS[slot.kind].most:
        return False
    if slot.kind == "brand":
        return is_brand(value, called)
    most = slot.size or (MAX_WORDS if slot.kind == "words" else 0)
    if most and count_words(value) > most:
        return False
    return TESTS[slot.kind](value, language)
