"""Places and news agencies, as datelines name them."""

from __future__ import annotations

import re

from .days import is_weekday
from .names import NO_PERSONS
from .words import PARTICLES, begins_with_capital, is_word

MAX_PLACE_WORDS, MAX_PLACE_CHARS = 6, 50
"""The longest place. Never varied."""

BETWEEN = re.compile(r" ?/ ?|, ?| ?- ")
"""What stands between two places, or a place and its country."""

_SHORT_NAMES = (
    "aap afp agerpres anadolu ani anp ansa ap apa belga bloomberg bta cna ctk čtk dpa efe epa hina ians interfax jiji kna kyodo "
    "lusa mena mti mtva ntb pa pap prensa pti qna reuters ria ritzau rks sda sid spa sta stt tanjug tass tt ukrinform uni upi "
    "wam xinhua yonhap 新华社 中新社 共同社 時事 연합뉴스"
)
_LONG_NAMES = (
    "agence france-presse", "anadolu agency", "associated press", "the associated press", "deutsche presse-agentur",
    "europa press", "interfax-ukraine", "keystone-sda", "press trust of india", "press association", "the canadian press",
    "thomson reuters", "notimex", "télam", "xinhua news agency",
)  # fmt: skip
AGENCIES = frozenset((*_SHORT_NAMES.split(), *_LONG_NAMES))
"""Names of news agencies, in lower case."""


def is_place(value: str, language: str) -> bool:
    """
    Whether a value can be one place or several: every word begins with a capital, or only joins others.

    >>> [is_place(place, "en") for place in ("OSLO", "Rio de Janeiro/Lima", "NEW YORK, N.Y.", "the town", "Monday")]
    [True, True, True, False, False]
    """
    if not value or len(value) > MAX_PLACE_CHARS:
        return False
    parts = BETWEEN.split(value)
    words = [word for part in parts for word in part.split(" ")]
    if len(words) > MAX_PLACE_WORDS or not all(map(is_word, words)) or not all(parts):
        return False
    if any(word.casefold() in NO_PERSONS or is_weekday(word, language) for word in words):
        return False
    return all(begins_with_capital(part.split(" ")[0]) for part in parts) and all(
        word in PARTICLES or begins_with_capital(word) for word in words
    )


def is_agency(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    """
    Whether a value is a news agency that is known by name.

    >>> is_agency("Reuters", "en"), is_agency("AFP", "fr"), is_agency("The Harbour Post", "en")
    (True, True, False)
    """
    return value.casefold() in AGENCIES
