"""What a prefilter is, and the one that rules nothing out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from ...rule.model import Condition
from ..conditions import Predicate, predicate
from ..folded import FoldedDocument


class CandidateSet(NamedTuple):
    """
    Lines on which a condition, given by its number, could hold; `holds` decides whether it does. `holds` may leave out what
    the prefilter has checked, and may check one alternative of several: then there are other candidates for the rest.
    """

    condition: int
    lines: Collection[int]
    holds: Predicate


CandidateLines = Callable[[FoldedDocument], Iterable[CandidateSet]]
"""All candidates on a document, in the order of the conditions."""

Prefilter = Callable[[Sequence[Condition]], CandidateLines]
"""
Takes conditions, returns what finds their candidates. A condition holds on a line exactly where, of its candidates with
that line, one's `holds` is true.
"""


class EveryLine:
    """The prefilter that rules nothing out: every condition is checked on every line."""

    def __call__(self, conditions: Sequence[Condition]) -> CandidateLines:
        predicates = [predicate(condition) for condition in conditions]

        def candidates(document: FoldedDocument) -> Iterable[CandidateSet]:
            lines = range(len(document.lines))
            return [CandidateSet(number, lines, holds) for number, holds in enumerate(predicates)]

        return candidates
