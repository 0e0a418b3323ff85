"""How rare a clue is: how often it is found in a usual text, where nothing is meant by it."""

from __future__ import annotations

from collections.abc import Set
from functools import cache, lru_cache
from itertools import pairwise
from math import inf

CHARS, LINES = 7_000, 40
"""Places where a clue can stand, and where it can that begins or ends a line: of a usual news text."""

RARITY = 6.7
"""How many times rarer each letter makes a clue: of letters in running text, 1.9 nats each."""

MORE_DIGITS = 1
"""What a digit behind another is worth less: where one is there mostly are several."""


def cost(texts: Set[str]) -> float:
    """How often clues are found in a usual text, about; where one of them says nothing they are none."""
    return sum(map(finds, texts)) if texts else inf


@lru_cache(maxsize=100_000)
def finds(text: str) -> float:
    """How often one clue is. That a line ends in a full stop says nothing."""
    sure = sum(map(worth, text.removesuffix(".\n")))
    if "00" in text:
        sure -= MORE_DIGITS * sum(one == after == "0" for one, after in pairwise(text))
    return (LINES if "\n" in text else CHARS) * RARITY**-sure if sure else inf


@cache
def worth(char: str) -> float:
    """
    How much a character narrows a clue, in letters.

    >>> [worth(char) for char in ("a", "0", "\\n", ".", ":", "@", "新", "©")]
    [1, 1.3, 0, 1, 3, 3, 2, 3]
    """
    if char == "\n":
        return 0
    if char.isalpha():
        return 1 if char < IDEOGRAMS else 2
    if char in ".,'":
        return 1
    if char.isdecimal():
        return 1.3
    return 2 if char >= IDEOGRAMS else 3


IDEOGRAMS = "\u2e80"
"""From here on scripts have thousands of characters."""


THIN_ENOUGH = 0.5
"""Finds expected in a text, up to which a clue is looked for by what stands in ASCII of it."""


def thinned(clue: str) -> str:
    """
    A clue as `blur.thin` leaves it, where that is still rare; else the clue itself.

    >>> thinned("więcejna"), thinned("źródło:"), thinned("\\nчитайте")
    ('wicejna', 'rdo:', '\\nчитайте')
    """
    thin = "".join(filter(str.isascii, clue))
    return thin if finds(thin) <= THIN_ENOUGH else clue
