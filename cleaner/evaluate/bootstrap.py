"""How certain a share is that was measured on a handful of pages."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from random import Random

RESAMPLES = 1_000
SEED = 0
CONFIDENCE = 0.95

PartAndWhole = tuple[int, int]
"""Of one page, in characters."""


def pooled_share(pages: Sequence[PartAndWhole]) -> float:
    """
    All parts together as a share of all wholes together; 0 without any.

    >>> pooled_share([(1, 10), (0, 30)]), pooled_share([])
    (0.025, 0.0)
    """
    whole = sum(page[1] for page in pages)
    return sum(page[0] for page in pages) / whole if whole else 0.0


def upper_bound(
    pages: Sequence[PartAndWhole], resamples: int = RESAMPLES, seed: int = SEED, confidence: float = CONFIDENCE
) -> float:
    """
    The upper bound of `pooled_share` with 95% confidence, by bootstrap over pages.

    Pages are resampled, not characters, because a rule that is wrong on a page is wrong about a whole line of it. The
    draws are seeded and the pages sorted: the same pages in any order give the same bound. If all parts are 0 the bound
    is 0, but that proves nothing: with n pages, a fault on 3/n of all pages can go unseen.

    >>> upper_bound([(1, 10)] * 5)
    0.1
    """
    if not pages:
        return 0.0
    random = Random(seed)  # noqa: S311 - not for cryptography: a measurement must be repeatable
    ordered = sorted(pages)
    drawn = sorted(pooled_share(random.choices(ordered, k=len(ordered))) for _ in range(resamples))
    return drawn[ceil(confidence * resamples) - 1]
