"""The prefilter that looks for required literals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ...rule.model import Condition
from ..conditions import Predicate, predicate
from ..folded import FoldedDocument
from .branches import LinesMayMatch, any_line_may_match, branches, without_length
from .every_line import CandidateLines, CandidateSet
from .scan import LiteralScan

MIN_LINES_AT_ONCE = 3
"""From this many candidate lines on, they are first checked together. Never varied."""


class Branch(NamedTuple):
    """One alternative of a condition: what is left to check once the scan has found a line, alone and for several lines."""

    condition: int
    holds: Predicate
    may_match: LinesMayMatch | None


class ByLiterals:
    """
    Finds candidates by the literals that conditions require. Matchers that share one look through each text once; all of
    them must be made before the first document comes.
    """

    def __init__(self) -> None:
        self._scan = LiteralScan()

    def __call__(self, conditions: Sequence[Condition]) -> CandidateLines:
        split = [(number, branch) for number, condition in enumerate(conditions) for branch in branches(condition)]
        first = self._scan.add(branch for _, branch in split)
        own = {
            first + at: Branch(number, predicate(without_length(branch)), any_line_may_match(branch))
            for at, (number, branch) in enumerate(split)
        }

        def candidates(document: FoldedDocument) -> Iterator[CandidateSet]:
            found = self._scan.lines(document)
            for number in sorted(own.keys() & found.keys()):
                branch, lines = own[number], found[number]
                if (
                    branch.may_match is None
                    or len(lines) < MIN_LINES_AT_ONCE
                    or branch.may_match(_joined(document, lines))
                ):
                    yield CandidateSet(branch.condition, lines, branch.holds)

        return candidates


def _joined(document: FoldedDocument, lines: Collection[int]) -> bytes:
    """Lines as they are, and those with marks bare as well, one below the other."""
    rows, marked = document.rows, document.marked
    forms = [rows[line] for line in lines]
    if not marked.keys().isdisjoint(lines):
        forms += [document.bare_lines.row(line) for line in lines if line in marked]
    return b"\n".join(forms)
