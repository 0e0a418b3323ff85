"""
Where tests can hold: the lines on which one of their clues stands, found in one pass over the text for all of them.

Nearly all rules hold in nearly no document, so this pass is what a document costs: 25 µs for 7 kB and any number of rules.
Clues that begin a line have an automaton of their own, for it can jump from line end to line end (3 µs); so have those that
no text in ASCII can hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from .blur import TABLE, Forms, forms_of
from .clue import clues
from .model import Test
from .view import View

LONG = 8
"""
Characters of a clue inside a line that are looked for. With all of them the automaton is three times as large as the
processor's nearest caches, and a pass takes half as long again; with six it finds twice as much.
"""

LARGE = 3_000
"""Clues from which on an automaton is stored sparsely: 10,000 would take 40 MB."""


class Part(NamedTuple):
    """Some clues: what finds them, and of each whose clue it is and whether it ends with the line (1 or 0)."""

    automaton: Any
    clues: Sequence[tuple[Sequence[int], int]]


class Scan:
    """
    Finds the lines on which each of some tests can hold. Tests are added first, perhaps by several matchers, which then share
    one pass over a text; automata are made when the first text comes.
    """

    def __init__(self, tests: Iterable[Test] = ()):
        self.tests = list(tests)

    def add(self, tests: Iterable[Test]) -> int:
        """More tests; gives the number of the first."""
        first = len(self.tests)
        self.tests += tests
        return first

    @cached_property
    def _clues(self) -> tuple[dict[str, list[int]], list[int]]:
        """Whose clue each is, and the tests that nothing gives away: of these every line is to be asked."""
        owners: dict[str, list[int]] = {}
        everywhere = []
        for number, test in enumerate(self.tests):
            texts = clues(test)
            if texts is None:
                everywhere.append(number)
            for text in texts or ():
                owners.setdefault(text if text[0] == "\n" else text[:LONG], []).append(number)
        return owners, everywhere

    @cached_property
    def _forms(self) -> Forms:
        return forms_of(self._clues[0])

    @cached_property
    def _parts(self) -> tuple[list[Part], list[Part]]:
        """The automata for every text, and those for texts that are not all ASCII."""
        opening: dict[str, list[int]] = {}
        plain: dict[str, list[int]] = {}
        other: dict[str, list[int]] = {}
        for text, numbers in self._clues[0].items():
            (opening if text[0] == "\n" else plain if text.isascii() else other)[text] = numbers
        some = [_part(texts, dense) for texts, dense in ((opening, False), (plain, True)) if texts]
        return some, [*some, _part(other, True)] if other else some

    def find(self, view: View) -> Mapping[int, Iterable[int]]:
        """For each test by number that can hold somewhere, the numbers of the lines."""
        found = view.scanned.get(self)
        if found is None:
            found = view.scanned[self] = self._find(view)
        return found

    def _find(self, view: View) -> dict[int, Iterable[int]]:
        found: dict[int, set[int]] = {}
        text = view.blurred(self._forms)
        for automaton, found_by in self._parts[not text.isascii()]:
            number, at = -1, 0  # each line stands between two line ends
            for index, _, end in automaton.find_matches_as_indexes(text, overlapping=True):
                number += text.count(b"\n", at, end)
                at = end
                owners, closes = found_by[index]
                for owner in owners:
                    found.setdefault(owner, set()).add(number - closes)
        return {**found, **dict.fromkeys(self._clues[1], range(len(view.lines)))}


def _part(owners: Mapping[str, Sequence[int]], dense: bool) -> Part:
    import ahocorasick_rs as engine

    merged: dict[bytes, list[int]] = {}
    for text, numbers in owners.items():
        merged.setdefault(text.encode().translate(TABLE), []).extend(numbers)
    kind = engine.Implementation.DFA if dense and len(merged) < LARGE else engine.Implementation.ContiguousNFA
    automaton = engine.BytesAhoCorasick(list(merged), implementation=kind)
    return Part(automaton, [(sorted(set(numbers)), text.endswith(b"\n")) for text, numbers in merged.items()])
