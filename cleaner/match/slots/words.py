"""Words as names and places are made of: how they begin, and which of them only join others."""

from __future__ import annotations

import unicodedata

_PARTICLES = (
    "al el bin ibn bint abu da das de del della degli den der di do dos du e i la las le los lo ten ter van von vom zu zum zur "
    "av af of y 't ap ben bar ul ur ud ould"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words in lower case inside names and places: those of Arabic, Dutch, French, German, Italian, Portuguese, Spanish, Welsh."""

WORD_MARKS = "'-.·’"
"""Characters inside names that are no letters."""


MAX_SHORTENED = 4
"""Letters of a word that may end in a full stop: `J.`, `Dr.`, `Prof.`. Never varied."""


def is_word(word: str, shortened: int = MAX_SHORTENED) -> bool:
    """
    Whether a word has only letters, and marks that names have; combining marks of other scripts count as letters. A full stop
    ends only words that are short for others, which have at most so many letters.

    >>> [is_word(word) for word in ("O'Neill", "J.", "3rd", "-", "Lindqvist.")]
    [True, True, False, False, False]
    """
    if word.isalpha():
        return True
    letters = [char for char in word if char not in WORD_MARKS]
    if word.endswith("-") or (word.endswith(".") and len(letters) > shortened):
        return False
    return bool(letters) and all(char.isalpha() or unicodedata.category(char)[0] == "M" for char in letters)


def has_case(word: str) -> bool:
    """Whether a word is in a script that has capitals."""
    return word.lower() != word.upper()


def begins_with_capital(word: str) -> bool:
    """
    Whether a word begins as names do: with a capital, after `al-`, `d'` and the like too, or in a script without capitals.

    >>> [begins_with_capital(word) for word in ("Ada", "al-Rashid", "d'Artagnan", "snow", "محمد")]
    [True, True, True, False, True]
    """
    if word[:1].isupper() or word[:1].istitle() or not has_case(word):
        return True
    for mark in ("-", "'"):
        before, found, after = word.partition(mark)
        if found and len(before) <= MAX_PREFIX and after[:1].isupper():
            return True
    return False


MAX_PREFIX = 3
"""The longest prefix in lower case that a name can have before a hyphen or an apostrophe: `al-`, `ash-`, `d'`. Never varied."""


def is_ideograph(char: str) -> bool:
    """Whether a character is one of those of Chinese or Japanese, which stand without spaces."""
    return "\u3040" <= char <= "\u30ff" or "\u3400" <= char <= "\u9fff"


def count_words(text: str) -> int:
    """
    How many words a text has. In Chinese and Japanese every character counts as one.

    >>> count_words("The Morning Bell"), count_words("晨钟报"), count_words("晨钟 App")
    (3, 3, 3)
    """
    if text.isascii():
        return text.count(" ") + 1
    ideographs = sum(map(is_ideograph, text))
    return ideographs + sum(not all(map(is_ideograph, word)) for word in text.split(" "))
