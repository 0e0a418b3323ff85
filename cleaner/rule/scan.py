"""
Where anchors stand: all literals of a set of tests by one automaton, all expressions by RE2 sets, in one pass each.

The scan gives a superset: for every literal the lines it truly stands in, for every expression that may match at all,
every line. Which is which is decided by `match.holds`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .expression import options
from .model import Literal, Matches
from .view import View

SET_MEM = 64 << 20
"""Memory of one set's automata in bytes. With the default of 8 MB a set of 1,000 expressions falls back to trying each."""

SET_SIZE = 1_000
"""Expressions in one set: more lose the 14 µs a document that a set of 1,000 takes."""


class Scan:
    """Finds the lines in which each of a list of anchors may hold."""

    def __init__(self, anchors: Iterable[Literal | Matches]):
        self.texts: list[str] = []
        self.text_of: list[tuple[int, str]] = []
        self.patterns: list[str] = []
        self.pattern_of: list[int] = []
        for number, anchor in enumerate(anchors):
            if isinstance(anchor, Literal):
                self.texts += anchor.texts
                self.text_of += [(number, anchor.how)] * len(anchor.texts)
            else:
                self.patterns += anchor.patterns
                self.pattern_of += [number] * len(anchor.patterns)
        self.automaton = _automaton(self.texts) if self.texts else None
        self.sets = _sets(self.patterns)

    def find(self, view: View) -> dict[int, set[int] | None]:
        """For each anchor by number that may hold, the numbers of the lines; None stands for every line."""
        found: dict[int, set[int] | None] = {}
        if self.automaton is not None:
            self._literals(view, found)
        for number in self._expressions(view):
            found[number] = None
        return found

    def _literals(self, view: View, found: dict[int, set[int] | None]) -> None:
        assert self.automaton is not None
        for index, start, end in self.automaton.find_matches_as_indexes(view.low, overlapping=True):
            anchor, how = self.text_of[index]
            number = view.number_at(start)
            if number < 0:
                continue
            line = view.lines[number]
            if end > line.end:
                continue
            if (how in ("equals", "starts") and start != line.start) or (how in ("equals", "ends") and end != line.end):
                continue
            lines = found.setdefault(anchor, set())
            assert lines is not None
            lines.add(number)

    def _expressions(self, view: View) -> set[int]:
        # Outer white space of lines is not seen by tests: the sets see the lines joined, as `^` and `$` must.
        if not self.sets:
            return set()
        text = "\n".join([view.folded[start:end] for start, end in view.lines])
        return {self.pattern_of[index] for first, size, one in self.sets for index in _members(one, first, size, text)}


def _members(one: Any, first: int, size: int, text: str) -> Iterable[int]:
    """
    Numbers of the patterns of one set that match. The set's first member matches everything: where even that is not
    found its automaton ran out of memory, which RE2 does not say, and every pattern counts as found.
    """
    found = one.Match(text)
    return [first + index - 1 for index in found if index] if found else range(first, first + size)


def _automaton(texts: list[str]) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(texts, store_patterns=False)


def _sets(patterns: list[str]) -> list[tuple[int, int, Any]]:
    """RE2 sets over the patterns: number of the first one, how many, the set. What does not compile is split."""
    sets: list[tuple[int, int, Any]] = []
    parts = [(first, patterns[first : first + SET_SIZE]) for first in range(0, len(patterns), SET_SIZE)]
    while parts:
        first, part = parts.pop()
        one = _set(part)
        if one is not None:
            sets.append((first, len(part), one))
        elif len(part) == 1:
            raise AssertionError(f"the expression {part[0]!r} compiles alone but not in a set")
        else:
            half = len(part) // 2
            parts += [(first, part[:half]), (first + half, part[half:])]
    return sorted(sets, key=lambda item: item[0])


def _set(patterns: list[str]) -> Any | None:
    import re2

    chosen = options()
    chosen.max_mem = SET_MEM
    made = re2.Set.SearchSet(chosen)
    made.Add("")
    try:
        for pattern in patterns:
            made.Add(f"(?m){pattern}")
        made.Compile()
    except re2.error:
        return None
    return made
