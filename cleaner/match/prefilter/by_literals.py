"""The prefilter that looks for required literals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from ...rule.model import Condition
from ..conditions import Predicate, predicate
from ..folded import FoldedDocument
from .branches import PossibleLines, branches, possible_lines, without_length
from .every_line import CandidateLines, CandidateSet
from .scan import LiteralScan

MIN_LINES_AT_ONCE = 3
"""From this many candidate lines on, they are first checked together. Never varied."""


class Branch(NamedTuple):
    """One alternative of a condition: what is left to check once the scan has found a line, alone and for several lines."""

    condition: int
    holds: Predicate
    possible: PossibleLines | None


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
            first + at: Branch(number, predicate(without_length(branch)), possible_lines(branch))
            for at, (number, branch) in enumerate(split)
        }

        def candidates(document: FoldedDocument) -> Iterator[CandidateSet]:
            found = self._scan.lines(document)
            for number in sorted(own.keys() & found.keys()):
                branch, lines = own[number], found[number]
                if branch.possible is not None and len(lines) >= MIN_LINES_AT_ONCE:
                    lines = _possible(branch.possible, document, lines)
                if lines:
                    yield CandidateSet(branch.condition, lines, branch.holds)

        return candidates


def _possible(possible: PossibleLines, document: FoldedDocument, lines: Collection[int]) -> Collection[int]:
    """The lines, of some, on which a condition could hold, as they are or bare."""
    rows, marked = document.rows, document.marked
    numbers = [*lines, *(line for line in lines if line in marked)] if marked else [*lines]
    forms = [rows[line] for line in lines]
    if len(numbers) > len(forms):
        forms += [document.bare_lines.row(line) for line in numbers[len(forms) :]]
    return {numbers[at] for at in possible(b"\n".join(forms), len(forms))}
