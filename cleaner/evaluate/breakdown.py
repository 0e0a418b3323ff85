"""Averages over pages: over all of them, and over groups."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from .score import Score


@dataclass(frozen=True, slots=True)
class Means:
    """
    Averages over `pages` pages. All pages have the same weight, however long they are.

    `clean` is the share of pages that are exactly the article, `empty` the share of pages without text.
    """

    pages: int
    precision: float
    recall: float
    f1: float
    lcs_f1: float
    cruft: float
    lost: float
    clean: float
    empty: float


FIGURES = ("precision", "recall", "f1", "lcs_f1", "cruft", "lost", "clean", "empty")
"""The averaged figures, in the order of tables."""

FACETS: Mapping[str, Callable[[Score], Iterable[str]]] = {
    "publisher": lambda score: (score.publisher,),
    "language": lambda score: (score.language,),
    "verdict": lambda score: score.verdicts,
    "route": lambda score: (score.routing,),
}
"""What pages can be grouped by. A page with several verdicts is in several groups."""


def means(scores: Iterable[Score]) -> Means:
    """The averages of at least one page."""
    rows = list(scores)
    return Means(len(rows), *(fmean(getattr(row, figure) for row in rows) for figure in FIGURES))


def breakdown(scores: Iterable[Score], facet: str) -> dict[str, Means]:
    """The averages of each group, worst F1 first: that is where new rules are worth most."""
    groups: dict[str, list[Score]] = {}
    for score in scores:
        for name in FACETS[facet](score):
            groups.setdefault(name, []).append(score)
    averaged = {name: means(rows) for name, rows in groups.items()}
    return dict(sorted(averaged.items(), key=lambda item: (item[1].f1, item[0])))


def worst(scores: Iterable[Score], count: int) -> list[Score]:
    """The `count` pages with the lowest F1, worst first; pages with equal scores keep their order."""
    return sorted(scores, key=lambda score: score.f1)[:count]
