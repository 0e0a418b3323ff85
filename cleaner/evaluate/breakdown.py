"""Pages averaged: all of them, and by what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from .score import Score


@dataclass(frozen=True, slots=True)
class Means:
    """
    Averages over `pages`: every page weighs the same, however long it is.

    `clean` is the share of pages that are the article and nothing but the article, `empty` the share with no text.
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
"""The averaged figures, in the order in which they are shown."""

FACETS: Mapping[str, Callable[[Score], Iterable[str]]] = {
    "publisher": lambda score: (score.publisher,),
    "language": lambda score: (score.language,),
    "verdict": lambda score: score.verdicts,
    "route": lambda score: (score.routing,),
}
"""By what pages can be grouped. A page with several verdicts is in the group of each."""


def means(scores: Iterable[Score]) -> Means:
    """The averages of at least one page."""
    rows = list(scores)
    return Means(len(rows), *(fmean(getattr(row, figure) for row in rows) for figure in FIGURES))


def breakdown(scores: Iterable[Score], facet: str) -> dict[str, Means]:
    """The averages of each group, the worst F1 first: that is where the next rule is worth most."""
    groups: dict[str, list[Score]] = {}
    for score in scores:
        for name in FACETS[facet](score):
            groups.setdefault(name, []).append(score)
    averaged = {name: means(rows) for name, rows in groups.items()}
    return dict(sorted(averaged.items(), key=lambda item: (item[1].f1, item[0])))


def worst(scores: Iterable[Score], count: int) -> list[Score]:
    """The pages with the lowest F1, the worst first; equal ones in the order in which they came."""
    return sorted(scores, key=lambda score: score.f1)[:count]
