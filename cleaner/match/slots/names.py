"""Names of persons. What could as well be a sentence, a day or a newsroom is none."""

from __future__ import annotations

import re

from ..person_names import split_person_names
from .calendar_words import MONTH_WORDS, WEEKDAY_WORDS
from .words import PARTICLES, begins_with_capital, has_case, is_word

MOST_NAME_WORDS, MOST_NAME_CHARS, MOST_NAMES = 6, 60, 12
"""The longest name and the longest list of them. Never varied; bylines that we have seen have at most eight names."""

_NO_PERSONS = (
    "staff writer writers reporter reporters correspondent correspondents desk bureau newsroom agency agencies team editor "
    "editors editorial news press service redaktion rédaction redacción redação redazione redakcja redakce редакция редакція "
    "haber merkezi the a an this that these those our your his her its their my no not what when where why how who if it is was "
    "are were here there now today yesterday tomorrow and or but in on at by for from with under after before"
)
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
NO_PERSONS = frozenset(_NO_PERSONS.split())
"""Words that persons are not called: those of newsrooms, and those that sentences begin with."""

CJK_NAME = re.compile(r"[\u3400-\u9fff\u3005\uac00-\ud7af\u30a0-\u30ff·]{2,12}")
"""A name in Chinese, Japanese or Korean characters, which stands without a space."""


def is_name(value: str, language: str) -> bool:
    """
    Whether a value can only be one person's name: two words or more that begin as names do.

    >>> [is_name(name, "en") for name in ("Ada Lindqvist", "Omar al-Rashid", "J. van der Meer Jr.", "Tuesday Evening", "Ada")]
    [True, True, True, False, False]
    """
    if not value or len(value) > MOST_NAME_CHARS or value != value.strip():
        return False
    if CJK_NAME.fullmatch(value):
        return True
    words = value.split(" ")
    if not 1 < len(words) <= MOST_NAME_WORDS or not all(map(is_word, words)):
        return False
    bare = [word.rstrip(".").casefold() for word in words]
    if any(word in NO_PERSONS for word in bare) or bare[0] in _calendar(language):
        return False
    whole = [word for word, plain in zip(words, bare, strict=True) if plain not in PARTICLES and plain not in SUFFIXES]
    named = [word for word in whole if begins_with_capital(word)]
    full = [word for word in named if len(word.rstrip(".")) > 1]
    return len(named) == len(whole) and len(named) > 1 and bool(full) and _has_one_case(words)


def _has_one_case(words: list[str]) -> bool:
    """Words of scripts with and without capitals are not mixed in one name."""
    return len({has_case(word) for word in words}) == 1


def _calendar(language: str) -> frozenset[str]:
    return frozenset(
        (*MONTH_WORDS.get(language, ()), *WEEKDAY_WORDS.get(language, ()), *MONTH_WORDS["en"], *WEEKDAY_WORDS["en"])
    )


def are_names(value: str, language: str) -> bool:
    """
    Whether a value is a list of persons' names, of which each may be followed by a place: `Ada Lindqvist in Oslo and Bo Ek`.

    >>> are_names("Ada Lindqvist, Bo Ek and Tom Marsh", "en"), are_names("the mayor and Bo Ek", "en")
    (True, False)
    """
    names = split_person_names(value, language)
    ends_well = value[-1:] not in ",;& " and (value[-1] != "." or is_word(value.rpartition(" ")[2]))
    return 0 < len(names) <= MOST_NAMES and ends_well and all(is_name(name, language) for name in names)
