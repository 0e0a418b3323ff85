"""The prefilter that looks for required literals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
                    or branch.may_match(b"\n".join([form for line in lines for form in _forms(document, line)]))
                ):
                    yield CandidateSet(branch.condition, lines, branch.holds)

        return candidates


def _forms(document: FoldedDocument, number: int) -> list[bytes]:
    """A line as it is, and as it is bare, if it then is another."""
    marked = number in document.marked
    return [document.rows[number], document.bare_lines.row(number)] if marked else [document.rows[number]]
