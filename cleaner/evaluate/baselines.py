"""
Floors under the figures: what was once reached is not lost unnoticed.

A floor may be raised by anyone and lowered only by someone who says so. For figures of which less is better the floor
is a ceiling; the word stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DIGITS = 4
"""Decimal places to which figures are compared: shares, so one hundredth of a per cent."""

MORE_IS_BETTER = frozenset({"precision", "recall", "f1", "lcs_f1", "clean"})
LESS_IS_BETTER = frozenset({"cruft", "lost", "empty", "damage", "damage_upper"})

Figures = Mapping[str, float]
"""The figures of one set of pages, by name."""

Floors = Mapping[str, Figures]
"""The floors by the name of the set."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A figure that does not reach its floor; `measured` is None where it was not measured at all."""

    set: str
    figure: str
    floor: float
    measured: float | None

    def __str__(self) -> str:
        found = "not measured" if self.measured is None else f"{self.measured:.{DIGITS}f}"
        side = "above its ceiling" if self.figure in LESS_IS_BETTER else "below its floor"
        return f"{self.set}: {self.figure} {found}, {side} of {self.floor:.{DIGITS}f}"


def missed(floors: Floors, measured: Floors) -> list[Miss]:
    """
    Every floor that the measured figures do not reach, in the order of the floors.

    >>> print(*missed({"harbour": {"f1": 0.9, "cruft": 0.05}}, {"harbour": {"f1": 0.9, "cruft": 0.0501}}))
    harbour: cruft 0.0501, above its ceiling of 0.0500
    """
    return [
        Miss(name, figure, floor, measured.get(name, {}).get(figure))
        for name, figures in floors.items()
        for figure, floor in figures.items()
        if not _reaches(figure, floor, measured.get(name, {}).get(figure))
    ]


def sinking(floors: Floors, measured: Floors) -> list[Miss]:
    """
    The floors that would sink if they were put where the measured figures are.

    Sets that were not measured keep theirs. A figure that is no longer measured would lose its floor, so it is named.

    >>> floors = {"harbour": {"f1": 0.9}, "mountain": {"f1": 0.7}}
    >>> print(*sinking(floors, {"harbour": {"f1": 0.8}}))
    harbour: f1 0.8000, below its floor of 0.9000
    """
    return missed({name: figures for name, figures in floors.items() if name in measured}, measured)


def moved(floors: Floors, measured: Floors) -> dict[str, dict[str, float]]:
    """
    The floors put where the measured figures are, up or down: ask `sinking` before.

    >>> moved({"harbour": {"f1": 0.9}, "mountain": {"f1": 0.7}}, {"harbour": {"f1": 0.95}})
    {'harbour': {'f1': 0.95}, 'mountain': {'f1': 0.7}}
    """
    placed = {name: {figure: round(value, DIGITS) for figure, value in row.items()} for name, row in measured.items()}
    return {name: dict(figures) for name, figures in floors.items()} | placed


def _reaches(figure: str, floor: float, measured: float | None) -> bool:
    if measured is None:
        return False
    if figure in MORE_IS_BETTER:
        return round(measured, DIGITS) >= floor
    if figure in LESS_IS_BETTER:
        return round(measured, DIGITS) <= floor
    raise ValueError(f"no figure is called {figure!r}")
