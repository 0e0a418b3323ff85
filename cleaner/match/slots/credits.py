"""Whom a picture or a text is credited to: names, handles, agencies and papers, and what joins them."""

from __future__ import annotations

from .agencies import is_picture_house
from .credit_words import CREDIT_JOINTS, STAND_INS
from .words import begins_with_capital, count_words, has_case

MAX_CREDIT_CHARS, MAX_CREDIT_WORDS = 100, 16
"""The longest credit. Never varied."""

MAX_LOWER = 4
"""Words in lower case after `handout`, `archive` and the like; more make a sentence. Never varied."""

MAX_WITHOUT_CASE = 6
"""Words of a credit in a script without capitals; in Chinese and Japanese each character is one, and twice as many may be."""

INITIALS = frozenset(("dr", "prof", "st", "jr", "sr", "mr", "mrs", "ms", "inc", "ltd", "co", "mat", "arch", "fot"))
"""Words that a full stop shortens inside a credit. Any other word with one ends a sentence."""

SIGNS = frozenset("-/&+©·•")


def is_credit(value: str, language: str) -> bool:
    """
    Whether a value can only say whom something is credited to. A word in lower case that neither joins names nor stands for one
    makes it a sentence.

    >>> [is_credit(credit, "en") for credit in ("Ada Lindqvist/AFP via Getty Images", "@ada_l and the 56th Brigade", "handout")]
    [True, True, True]
    >>> [is_credit(text, "en") for text in ("a river without water", "He left", "how the tower fell", "3 of 12")]
    [False, False, False, False]
    """
    if len(value) > MAX_CREDIT_CHARS or not _is_balanced(value):
        return False
    words = value.replace("/", " / ").split()
    if not words or len(words) > MAX_CREDIT_WORDS or words[-1] in SIGNS:
        return False
    if not has_case(value):
        return not value[0].isdecimal() and count_words(value) <= MAX_WITHOUT_CASE * (
            2 if len(words) < count_words(value) else 1
        )
    plain = [word.strip('"(),') for word in words]
    if not all(map(_is_whole, plain)):
        return False
    joints, stand_ins = CREDIT_JOINTS.get(language, CREDIT_JOINTS[""]), STAND_INS.get(language, STAND_INS[""])
    named = 0 if _ends_with_agency(words) else _first_name(plain, joints, stand_ins)
    if named < 0:
        return False
    lower = sum(not _is_credited(word, joints, stand_ins) for word in plain[named:])
    free = plain[named].casefold() in stand_ins or _begins_with_agency(words) or _ends_with_agency(words)
    return not lower or (free and lower <= MAX_LOWER)


def _is_balanced(value: str) -> bool:
    """Whether brackets and quotes close what they open."""
    at = value.find(")")
    opened = value.find("(")
    return value.count("(") == value.count(")") and (at < 0 or opened < at) and value.count('"') % 2 == 0


def _is_whole(word: str) -> bool:
    """Whether a word ends no sentence: a full stop is only in initials, short words, addresses and handles."""
    if "." not in word:
        return True
    stem = word.rstrip(".")
    if word == stem:
        return True
    return len(word) - len(stem) == 1 and (len(stem) == 1 or "." in stem or stem.casefold() in INITIALS)


def _first_name(words: list[str], joints: frozenset[str], stand_ins: frozenset[str]) -> int:
    """The first word that says who it was, after what leads to it: `courtesy of the Bell`. -1 if there is none."""
    stand_in = -1
    for number, word in enumerate(words):
        if _is_name(word):
            return number if stand_in < 0 else stand_in
        if word.casefold() in stand_ins:
            stand_in = number if stand_in < 0 else stand_in
        elif word not in joints and word not in SIGNS:
            break
    return stand_in


def _is_name(word: str) -> bool:
    """Whether a word is written as a name: with a capital, a handle, an address, or an agency in lower case."""
    begins = word[:1]
    if not begins or begins.isdecimal() or word in SIGNS:
        return False
    return begins == "@" or begins_with_capital(word) or "." in word[1:-1] or is_picture_house(word)


def _is_credited(word: str, joints: frozenset[str], stand_ins: frozenset[str]) -> bool:
    if (
        not word
        or word in SIGNS
        or word[0].isdecimal()
        or word in joints
        or word.casefold() in stand_ins
        or _is_name(word)
    ):
        return True
    before, mark, _ = word.partition("'")  # `d'Oslo`, `l'armée`
    return bool(mark) and len(before) == 1 and before in "dl"


def _begins_with_agency(words: list[str]) -> bool:
    """Whether a credit is an agency, a stroke and what it had the picture from."""
    if "/" not in words:
        return False
    return is_picture_house(" ".join(words[: words.index("/")]))


def _ends_with_agency(words: list[str]) -> bool:
    """Whether a credit is someone, who may write himself in lower case, a stroke and an agency: `ada_l / Shutterstock`."""
    if "/" not in words:
        return False
    last = len(words) - words[::-1].index("/")
    return is_picture_house(" ".join(words[last:]))
