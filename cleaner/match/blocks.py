"""
Blocks: from a line, to a line, within a bound.

Every opening line opens a block of its own, inside another block as well: whether a block stands says nothing of those
inside it, and so nothing changes for them when its first line goes. A line that closes opens none.

Lines that a line rule would take wherever they stood are looked through: they neither end a block nor count towards its
bound nor excuse it, so that a block is the same before and after they went. A `keep` looks through none, for of what it
holds nothing goes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from ..rule.model import BlockUnit, Rule, Test
from ..span import Span, union
from .conditions import Predicate, Scout, branches, predicate, remembered, scout, unmeasured
from .folded import FoldedDocument


class Way(NamedTuple):
    """
    One way in which a line can be what a rule looks for: the test; what asks it of a line that is not too long for it; and
    what says whether it can hold on any of several lines.
    """

    test: Test
    ask: Predicate
    scout: Scout | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a rule asks of single lines: each way in which the only or first one can be what it looks for, what ends or continues
    a block, and what excuses it.
    """

    ways: Sequence[Way]
    to: Predicate | None = None
    during: Predicate | None = None
    unless: Predicate | None = None


def asked_by(rule: Rule) -> Asked:
    """The questions of a rule, to be made once."""
    unless = predicate(rule.unless) if rule.unless is not None else None
    unit = rule.unit
    opens = unit.opens if isinstance(unit, BlockUnit) else unit.test
    if isinstance(unit, BlockUnit) and unit.during == opens:
        again = remembered(predicate(opens))
        return Asked([Way(opens, again)], during=again, unless=unless)
    ways = [Way(way, predicate(unmeasured(way)), scout(way)) for way in branches(opens)]
    if not isinstance(unit, BlockUnit):
        return Asked(ways, unless=unless)
    to, during = (predicate(test) if test is not None else None for test in (unit.to, unit.during))
    return Asked(ways, to, during, unless)


@dataclass(frozen=True, slots=True)
class Sight:
    """The lines that blocks look through (`clear`), and how many others stand before each line (`solid`)."""

    clear: Set[int]
    solid: Sequence[int]


def sight(clear: Set[int], count: int) -> Sight:
    """
    What blocks see among `count` lines.

    >>> sight({1}, 3).solid
    [0, 1, 1, 2]
    """
    return Sight(clear, solid(clear, count))


def solid(clear: Iterable[int], count: int) -> list[int]:
    """
    How many of `count` lines stand before each, and before their end, without those in `clear`.

    >>> solid({1}, 3)
    [0, 1, 1, 2]
    """
    counts = [1] * count
    for line in clear:
        counts[line] = 0
    return list(accumulate(counts, initial=0))


def openings(to: Predicate | None, view: FoldedDocument, lines: Iterable[int]) -> list[int]:
    """The lines on which a block opens, of those on which its first test holds."""
    return list(lines) if to is None else [line for line in lines if not to(view, line)]


def blocks(
    unit: BlockUnit, asked: Asked, view: FoldedDocument, opened: Sequence[int], seen: Sight
) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """
    First and last line of the block that begins at each opening, where it has an end within its bound; and for each opening
    within how many lines a line that goes could change that end.
    """
    reach = dict.fromkeys(opened, unit.max_lines)
    if asked.to is not None:
        found = list(_closed(asked.to, unit.max_lines, view, opened, seen))
    elif asked.during is not None:
        found = []
        for first, last, stop in _running(asked.during, unit.max_lines, view, opened, seen):
            if last > first:
                found.append((first, last))
            if stop is not None:
                # A run goes on only where the very line that stops it goes.
                reach[first] = seen.solid[stop] - seen.solid[first + 1] + 1
    else:
        found = [(first, len(view.lines) - 1) for first in opened]
        # Nothing closes such a block anew; it is only excused no longer.
        reach = {} if asked.unless is None else dict.fromkeys(opened, len(view.lines))
    return (found if asked.unless is None else _unexcused(asked.unless, view, found, seen)), reach


def _closed(
    to: Predicate, bound: int, view: FoldedDocument, opened: Sequence[int], seen: Sight
) -> Iterator[tuple[int, int]]:
    """Up to the first line that closes. No line is asked twice: where one opening's search ended the next one's goes on."""
    at = 0
    for first in opened:
        at = max(at, first + 1)
        while at < len(view.lines) and seen.solid[at] - seen.solid[first + 1] <= bound - 2:
            if to(view, at):
                yield first, at
                break
            at += 1


def _running(
    during: Predicate, bound: int, view: FoldedDocument, opened: Sequence[int], seen: Sight
) -> Iterator[tuple[int, int, int | None]]:
    """
    The first and last line of each run, and the line that stops it, None where only the bound or the end does; again no
    line is asked twice.
    """
    at, last, stop = 0, -1, None
    for first in opened:
        if at <= first:
            at, stop = first + 1, None
        while stop is None and at < len(view.lines) and seen.solid[at] - seen.solid[first + 1] <= bound - 2:
            if during(view, at):
                last = at
            elif at not in seen.clear:
                stop = at
                break
            at += 1
        yield first, max(first, last), stop


def _unexcused(
    unless: Predicate, view: FoldedDocument, found: list[tuple[int, int]], seen: Sight
) -> list[tuple[int, int]]:
    """The blocks without a line on which `unless` holds."""
    excuses = [
        line
        for start, end in union(Span(first, last + 1) for first, last in found)
        for line in range(start, end)
        if line not in seen.clear and unless(view, line)
    ]
    return [
        (first, last)
        for first, last in found
        if (next_ := bisect_left(excuses, first)) == len(excuses) or excuses[next_] > last
    ]
