"""How rare a literal is: the number of accidental hits expected in an average document."""

from __future__ import annotations

from collections.abc import Set
from functools import cache, lru_cache
from itertools import pairwise
from math import inf

CHARS_PER_DOCUMENT, LINES_PER_DOCUMENT = 7_000, 40
"""Where a literal can be found by accident in an average news text: anywhere, or at the beginning or end of a line."""

RARITY_OF_CHAR = 6.7
"""
How many times rarer each character makes a literal: e to the 1.9. In 1,374 normalized news texts of several languages a character
has 2.4 nats given the two before it and 2.1 given three; most literals are longer. Never varied.
"""

REPEATED_DIGIT_DISCOUNT = 1
"""How much less a digit weighs after another digit, because digits come in groups. Never varied."""


def expected_hits_of_any(literals: Set[str]) -> float:
    """Expected hits of all literals together; infinite where there are none."""
    return sum(map(expected_hits, literals)) if literals else inf


@lru_cache(maxsize=100_000)
def expected_hits(literal: str) -> float:
    """Expected hits of one literal. A full stop at the end of a line makes nothing rarer."""
    total = sum(map(weight, literal.removesuffix(".\n")))
    if "00" in literal:
        total -= REPEATED_DIGIT_DISCOUNT * sum(first == second == "0" for first, second in pairwise(literal))
    return (LINES_PER_DOCUMENT if "\n" in literal else CHARS_PER_DOCUMENT) * RARITY_OF_CHAR**-total if total else inf


@cache
def weight(char: str) -> float:
    """
    How much rarer a character makes a literal, in letters. Estimated, never varied.

    >>> [weight(char) for char in ("a", "0", "\\n", ".", ":", "@", "新", "©")]
    [1, 1.3, 0, 1, 3, 3, 2, 3]
    """
    if char == "\n":
        return 0
    if char.isalpha():
        return 1 if char < FIRST_EAST_ASIAN else 2
    if char in ".,'":
        return 1
    if char.isdecimal():
        return 1.3
    return 2 if char >= FIRST_EAST_ASIAN else 3


FIRST_EAST_ASIAN = "\u2e80"
"""From here on scripts have thousands of characters, so that each is rarer."""

MAX_EXPECTED_ASCII_HITS = 0.5
"""A literal is reduced to its ASCII characters if these are expected to hit at most this often. Never varied."""


def ascii_if_rare(literal: str) -> str:
    """
    The ASCII characters of a literal where they are still rare, else the literal itself. Nearly all are: then only the ASCII key
    of a text has to be searched (see `normalize`).

    >>> ascii_if_rare("więcejna"), ascii_if_rare("źródło:"), ascii_if_rare("\\nчитайте")
    ('wicejna', 'rdo:', '\\nчитайте')
    """
    reduced = "".join(filter(str.isascii, literal))
    return reduced if expected_hits(reduced) <= MAX_EXPECTED_ASCII_HITS else literal
