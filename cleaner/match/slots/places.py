"""Places, as datelines name them."""

from __future__ import annotations

import re

from .agencies import is_agency
from .days import is_calendar_word
from .names import NO_PERSONS
from .words import PARTICLES, begins_with_capital, has_case, is_word

MAX_PLACE_WORDS, MAX_PLACE_CHARS, MAX_CJK_PLACE, MAX_STATE = 9, 60, 8, 5
"""The longest places, and the longest shortened state: `Calif.`. Never varied."""

BETWEEN = re.compile(r" ?/ ?|, ?| ?- ")
"""What stands between two places, or a place and its country."""

PLACE_JOINTS = PARTICLES | {"am", "an", "bei", "im", "upon", "sur", "sous", "lès", "ob", "unter", "nad"}
"""Words in lower case inside places: `Frankfurt am Main`, `Stratford upon Avon`."""

IN_BRACKETS = re.compile(r" [(\[]([^()\[\]]+)[)\]]$")
"""A state or country in brackets after a place, as Indian agencies write it: `Hamirpur (HP)`, `New Delhi [India]`."""

THE_PLACES = frozenset(("hague", "bronx", "gambia", "bahamas", "netherlands"))
"""Places that begin with an article, in lower case."""


def is_place(value: str, language: str) -> bool:
    """
    Whether a value can be one place or several: every word begins with a capital, or only joins others.

    >>> [is_place(place, "en") for place in ("OSLO", "Rio de Janeiro/Lima", "NEW YORK, N.Y.", "the town", "Monday")]
    [True, True, True, False, False]
    """
    if not value or len(value) > MAX_PLACE_CHARS:
        return False
    parts = BETWEEN.split(IN_BRACKETS.sub(r", \1", value))
    return sum(part.count(" ") + 1 for part in parts) <= MAX_PLACE_WORDS and all(
        _is_one_place(part, language) for part in parts
    )


def _is_one_place(part: str, language: str) -> bool:
    first, _, rest = part.partition(" ")
    if first.casefold() == "the" and rest.casefold() in THE_PLACES:
        return True
    words = part.split(" ")
    if (
        not all(is_word(word, MAX_STATE) for word in words)
        or not begins_with_capital(words[0])
        or is_agency(part, language)
    ):
        return False
    if not has_case(part):
        return len(part) <= MAX_CJK_PLACE or " " in part
    own = [word.casefold() for word in words if word not in PLACE_JOINTS]
    return (
        NO_PERSONS.isdisjoint(own)
        and not any(is_calendar_word(word, language) for word in own[:1])
        and all(word in PLACE_JOINTS or begins_with_capital(word) for word in words)
    )
