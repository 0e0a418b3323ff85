"""Sets of literals: one after the other, kept short, and the rarest of several."""

from __future__ import annotations

from math import inf

from .frequency import expected_hits_of_any

Literals = frozenset[str]
NO_LITERALS: Literals = frozenset()
EMPTY_LITERAL: Literals = frozenset([""])

MAX_LITERALS = 256
"""Literals kept of one part. More make the automaton large and slow to build, and filter no better; only this value was tried."""

MAX_SEAM_CHARS = 4
"""Characters kept on each side of a seam where whole literals would be too many. Never varied."""


def _ends(literals: Literals, size: int) -> Literals:
    """The first `size` characters of each, or with a negative `size` the last ones."""
    return frozenset(literal[:size] if size > 0 else literal[size:] for literal in literals)


def shortened(literals: Literals, side: int) -> Literals:
    """As much of the literals' beginnings (1) or ends (-1) as leaves at most MAX_LITERALS different ones."""
    for size in (12, 6, 3):
        if len(literals) <= MAX_LITERALS:
            return literals
        literals = _ends(literals, side * size)
    return literals if len(literals) <= MAX_LITERALS else EMPTY_LITERAL


def is_whole(first: Literals, second: Literals) -> bool:
    """Whether `cross_product` has the literals whole, so that matches begin and end with them."""
    return len(first) * len(second) <= MAX_LITERALS


def cross_product(first: Literals, second: Literals) -> Literals:
    """
    Each literal followed by each of the others; if there are too many, only what is next to the seam. Two newlines in a row are
    one line end.
    """
    if not is_whole(first, second):
        first, second = _ends(first, -MAX_SEAM_CHARS), _ends(second, MAX_SEAM_CHARS)
        if len(first) * len(second) > MAX_LITERALS:
            return NO_LITERALS
    return frozenset((before + after).replace("\n\n", "\n") for before in first for after in second)


def rarest(*choices: Literals) -> Literals:
    """Of several sets the one with the fewest accidental hits; that of none is empty."""
    best, least = NO_LITERALS, inf
    for literals in choices:
        hits = expected_hits_of_any(literals)
        if hits < least:
            best, least = literals, hits
    return best
