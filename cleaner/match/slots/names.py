"""Names of persons. What could as well be a sentence, a day or a newsroom is none."""

from __future__ import annotations

import re

from ..person_names import SUFFIX, split_person_names
from .agencies import is_agency
from .days import is_calendar_word
from .words import PARTICLES, begins_with_capital, has_case, is_word

MOST_NAME_WORDS, MOST_NAME_CHARS, MOST_NAMES = 6, 60, 12
"""The longest name and the longest list of them. Never varied; bylines that we have seen have at most eight names."""

MOST_WORDS_WITHOUT_CASE = 4
"""The longest name in a script without capitals, where a longer one cannot be told from a sentence. Never varied."""

MAX_SHORT_DAY = 3
"""Letters of a short month or weekday. Never varied."""

_NO_PERSONS = (
    "staff writer writers reporter reporters correspondent correspondents desk bureau newsroom agency agencies team "
    "editor editors editorial news press service sports jazeera redaktion rédaction redacción redação redazione "
    "redakcja redakce редакция редакція agence agencia agência agenzia agentur agencja агентство haber merkezi the "
    "a this that these those our your his her its their my no not what when where why how who if it is was are were "
    "here there now today yesterday tomorrow and or in on at by for from to with under after before nach bis"
)
NO_PERSONS = frozenset(_NO_PERSONS.split())
"""Words that persons are not called: those of newsrooms, and those that sentences begin with."""

_NO_FIRST_NAMES = (
    "an but land sea day night late early mid all any some then anfang ende heute allen hier rail road train bus "
    "chance accident le la el los las les der die das il de het den"
)
NO_FIRST_NAMES = frozenset(_NO_FIRST_NAMES.split())
"""Words that no name begins with, though others of it may be such: `By Night Train` and `Le Monde` are none, `Doris Day` is."""

_TITLES = "dr prof professor mr mrs ms miss sir dame lord lady rev fr sr dipl ing mag phd doc ph pd lic mgr bc"
COMMA_BEFORE_SUFFIX = re.compile(f",(?=\\s*{SUFFIX})")
TITLES = frozenset(_TITLES.split())
SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "obe", "mbe", "cbe"))
"""Words before and after a name that are no part of it: `Prof. Lindqvist` is one word, and no name."""

CJK_NAME = re.compile(
    r"[\u3400-\u9fff\u3005]{2,4}|[\u3400-\u9fff\u3005\u30a0-\u30ff]{1,8}[·・．][\u3400-\u9fff\u30a0-\u30ff·・．]{1,10}"
    r"|[\u3400-\u9fff\u3005]{1,4}[\u3040-\u30ff]{1,4}|[\uac00-\ud7af]{2,4}"
)
"""A name in Chinese, Japanese or Korean characters, which stands without a space; foreign ones have a middle dot."""

MAX_SPACED_CJK = 3
"""Characters of a name in a list that only spaces divide. Never varied."""

CJK_NEWSROOM = re.compile(
    "[报報网網社台]$|记者|記者|编辑|編輯|责编|作者|来源|來源|稿源|本报|本報|综合|綜合|打印|标签|標籤"
)
"""What Chinese newsrooms call themselves, and the labels beside their names."""


def is_name(value: str, language: str) -> bool:
    """
    Whether a value can only be one person's name: two words or more that begin as names do.

    >>> [is_name(name, "en") for name in ("Ada Lindqvist", "Omar al-Rashid", "J. van der Meer Jr.", "Tuesday Evening", "Ada")]
    [True, True, True, False, False]
    """
    if not value or len(value) > MOST_NAME_CHARS:
        return False
    if not value.isascii() and CJK_NAME.fullmatch(value):
        return not CJK_NEWSROOM.search(value) and not is_agency(value, language)
    words = value.split(" ") if "," not in value else COMMA_BEFORE_SUFFIX.sub("", value).split(" ")
    if not 1 < len(words) <= MOST_NAME_WORDS or not all(map(is_word, words)) or _ends_sentence(words[-1]):
        return False
    bare = [word.rstrip(".").casefold() for word in words]
    if not NO_PERSONS.isdisjoint(bare) or bare[0] in NO_FIRST_NAMES or _is_day(bare[0], language):
        return False
    own = [
        word
        for word, plain in zip(words, bare, strict=True)
        if word not in PARTICLES and plain not in SUFFIXES and plain not in TITLES
    ]
    full = any(len(word.rstrip(".")) > 1 for word in own)
    return (
        len(own) > 1
        and full
        and all(map(begins_with_capital, own))
        and _has_one_case(words)
        and not is_agency(value, "")
    )


def _is_day(word: str, language: str) -> bool:
    """Whether a word in lower case is a month or a weekday and no name: `Jan`, `Sun`, `Mo` and other short ones are names too."""
    return (len(word) > MAX_SHORT_DAY or word in ("may", "mai")) and is_calendar_word(word, language)


def _has_one_case(words: list[str]) -> bool:
    """Words of scripts with and without capitals are not mixed in one name, and those without are few."""
    cased = {has_case(word) for word in words}
    return cased == {True} or (cased == {False} and len(words) <= MOST_WORDS_WITHOUT_CASE)


def are_names(value: str, language: str) -> bool:
    """
    Whether a value is a list of persons' names, of which each may be followed by a place: `Ada Lindqvist in Oslo and Bo Ek`.

    >>> are_names("Ada Lindqvist, Bo Ek and Tom Marsh", "en"), are_names("the mayor and Bo Ek", "en")
    (True, False)
    """
    names = split_person_names(value, language)
    if {name.isupper() for name in names} == {True, False}:  # `Ada Lindqvist, BELL NEWS`: the other is no person
        return False
    ends_well = value[-1:] not in ",;& " and not _ends_sentence(value.rpartition(" ")[2])
    if language == "zh" and " " in value and any(len(name) > MAX_SPACED_CJK for name in names if not has_case(name)):
        return False  # `林安 江苏南通`: a name, and where it is from
    return 0 < len(names) <= MOST_NAMES and ends_well and all(is_name(name, language) for name in names)


def _ends_sentence(word: str) -> bool:
    """Whether a full stop after the last word of a name is more than that of an initial or of `Jr.`."""
    stem = word.rstrip(".")
    return word != stem and len(stem.rpartition(".")[2]) > 1 and stem.casefold() not in SUFFIXES
