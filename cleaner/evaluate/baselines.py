"""
Baselines: the figures once reached, so that no figure gets worse unnoticed.

Anyone may improve a baseline. Making it worse must be intended.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DECIMAL_PLACES = 4
"""Figures are compared to this precision: one hundredth of a per cent, as they are shares."""

MORE_IS_BETTER = frozenset({"precision", "recall", "f1", "lcs_f1", "clean"})
LESS_IS_BETTER = frozenset({"cruft", "lost", "empty", "damage", "damage_upper"})

Figures = Mapping[str, float]
"""The figures of one set of pages, by name."""

Baselines = Mapping[str, Figures]
"""The figures of several sets, by the name of the set."""


@dataclass(frozen=True, slots=True)
class MissedBaseline:
    """A figure that is worse than its baseline, or was not measured (`measured` is None)."""

    set: str
    figure: str
    baseline: float
    measured: float | None

    def __str__(self) -> str:
        measured = "not measured" if self.measured is None else f"{self.measured:.{DECIMAL_PLACES}f}"
        side = "above" if self.figure in LESS_IS_BETTER else "below"
        return f"{self.set}: {self.figure} {measured}, {side} its baseline of {self.baseline:.{DECIMAL_PLACES}f}"


def missed_baselines(baselines: Baselines, measured: Baselines) -> list[MissedBaseline]:
    """
    Every baseline that the measured figures do not reach, in the order of the baselines.

    >>> print(*missed_baselines({"harbour": {"f1": 0.9, "cruft": 0.05}}, {"harbour": {"f1": 0.9, "cruft": 0.0501}}))
    harbour: cruft 0.0501, above its baseline of 0.0500
    """
    return [
        MissedBaseline(name, figure, baseline, measured.get(name, {}).get(figure))
        for name, figures in baselines.items()
        for figure, baseline in figures.items()
        if not _reaches(figure, baseline, measured.get(name, {}).get(figure))
    ]


def worsened_baselines(baselines: Baselines, measured: Baselines) -> list[MissedBaseline]:
    """
    The baselines that would get worse, or get lost, if `updated_baselines` were used. Sets that were not measured keep
    theirs.

    >>> baselines = {"harbour": {"f1": 0.9}, "mountain": {"f1": 0.7}}
    >>> print(*worsened_baselines(baselines, {"harbour": {"f1": 0.8}}))
    harbour: f1 0.8000, below its baseline of 0.9000
    """
    return missed_baselines({name: figures for name, figures in baselines.items() if name in measured}, measured)


def updated_baselines(baselines: Baselines, measured: Baselines) -> dict[str, dict[str, float]]:
    """
    The baselines with the measured figures, better or worse: check `worsened_baselines` first.

    >>> updated_baselines({"harbour": {"f1": 0.9}, "mountain": {"f1": 0.7}}, {"harbour": {"f1": 0.95}})
    {'harbour': {'f1': 0.95}, 'mountain': {'f1': 0.7}}
    """
    rounded = {
        name: {figure: round(value, DECIMAL_PLACES) for figure, value in figures.items()}
        for name, figures in measured.items()
    }
    return {name: dict(figures) for name, figures in baselines.items()} | rounded


def _reaches(figure: str, baseline: float, measured: float | None) -> bool:
    if measured is None:
        return False
    if figure in MORE_IS_BETTER:
        return round(measured, DECIMAL_PLACES) >= baseline
    if figure in LESS_IS_BETTER:
        return round(measured, DECIMAL_PLACES) <= baseline
    raise ValueError(f"unknown figure {figure!r}")
