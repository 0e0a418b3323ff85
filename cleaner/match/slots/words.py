"""Words as names and places are made of: how they begin, and which of them only join others."""

from __future__ import annotations

import unicodedata

_PARTICLES = (
    "al el bin ibn bint abu da das de del della den der di do dos du e i la las le los lo ten ter van von vom zu zum zur av af "
    "of y 't ap ben bar"
)
PARTICLES = frozenset(_PARTICLES.split())
"""Words in lower case inside names and places: those of Arabic, Dutch, French, German, Italian, Portuguese, Spanish, Welsh."""

WORD_MARKS = "'-.·’"
"""Characters inside names that are no letters."""


MAX_SHORTENED = 4
"""Letters of a word that may end in a full stop: `J.`, `Dr.`, `Prof.`. Never varied."""


def is_word(word: str) -> bool:
    """
    Whether a word has only letters, and marks that names have; combining marks of other scripts count as letters. A full stop
    ends only words that are short for others.

    >>> [is_word(word) for word in ("O'Neill", "J.", "3rd", "-", "Lindqvist.")]
    [True, True, False, False, False]
    """
    letters = [char for char in word if char not in WORD_MARKS]
    if word.endswith(".") and len(letters) > MAX_SHORTENED:
        return False
    return bool(letters) and all(char.isalpha() or unicodedata.combining(char) or _is_mark(char) for char in letters)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def has_case(word: str) -> bool:
    """Whether a word is in a script that has capitals."""
    return word.lower() != word.upper()


def begins_with_capital(word: str) -> bool:
    """
    Whether a word begins as names do: with a capital, after `al-`, `d'` and the like too, or in a script without capitals.

    >>> [begins_with_capital(word) for word in ("Ada", "al-Rashid", "d'Artagnan", "snow", "محمد")]
    [True, True, True, False, True]
    """
    if not has_case(word):
        return True
    if word[0].isupper() or word[0].istitle():
        return True
    for mark in ("-", "'"):
        before, found, after = word.partition(mark)
        if found and len(before) <= MAX_PREFIX and after[:1].isupper():
            return True
    return False


MAX_PREFIX = 3
"""The longest prefix in lower case that a name can have before a hyphen or an apostrophe: `al-`, `ash-`, `d'`. Never varied."""
