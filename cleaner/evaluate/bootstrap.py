"""How sure a share is that was measured on a handful of pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from random import Random

DRAWS = 1_000
SEED = 0
LEVEL = 0.95

Part = tuple[int, int]
"""A page's part and its whole, in characters."""


def share(pages: Sequence[Part]) -> float:
    """
    The share of the parts in the wholes, over all pages together; 0 where there is nothing.

    >>> share([(1, 10), (0, 30)]), share([])
    (0.025, 0.0)
    """
    whole = sum(page[1] for page in pages)
    return sum(page[0] for page in pages) / whole if whole else 0.0


def upper_bound(pages: Sequence[Part], draws: int = DRAWS, seed: int = SEED, level: float = LEVEL) -> float:
    """
    A share that the true one does not exceed, with 95 % confidence: pages are drawn anew with replacement.

    Pages are drawn, not characters, because a rule that is wrong on a page is wrong on a whole line of it. The draws
    are seeded and the pages sorted: the same pages in any order give the same bound. Where no page has a part at all
    the bound is 0, and that is the method's blindness, not proof: with n pages a fault on 3/n of them can go unseen.

    >>> upper_bound([(1, 10)] * 5)
    0.1
    """
    if not pages:
        return 0.0
    random = Random(seed)  # noqa: S311  a measure must repeat, and nothing is kept secret
    ordered = sorted(pages)
    drawn = sorted(share(random.choices(ordered, k=len(ordered))) for _ in range(draws))
    return drawn[ceil(level * draws) - 1]
