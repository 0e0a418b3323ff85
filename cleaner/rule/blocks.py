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

from ..span import Span, union
from .match import holds
from .model import BlockUnit, Rule, Test
from .view import View


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
    return Sight(clear, list(accumulate((number not in clear for number in range(count)), initial=0)))


def openings(unit: BlockUnit, view: View, lines: Iterable[int]) -> list[int]:
    """The lines on which a block of this unit opens, of those on which its first test holds."""
    return [line for line in lines if unit.to is None or not holds(unit.to, view, line)]


def blocks(rule: Rule, view: View, opened: Sequence[int], seen: Sight) -> list[tuple[int, int]]:
    """First and last line of the block that begins at each opening, where it has an end within its bound."""
    unit = rule.unit
    assert isinstance(unit, BlockUnit)
    if unit.to is not None:
        found = list(_closed(unit.to, unit.max_lines, view, opened, seen))
    elif unit.during is not None:
        found = list(_running(unit.during, unit.max_lines, view, opened, seen))
    else:
        found = [(first, len(view.lines) - 1) for first in opened]
    return found if rule.unless is None else _unexcused(rule.unless, view, found, seen)


def _closed(to: Test, bound: int, view: View, opened: Sequence[int], seen: Sight) -> Iterator[tuple[int, int]]:
    """Up to the first line that closes. No line is asked twice: where one opening's search ended the next one's goes on."""
    at = 0
    for first in opened:
        at = max(at, first + 1)
        while at < len(view.lines) and seen.solid[at] - seen.solid[first + 1] <= bound - 2:
            if holds(to, view, at):
                yield first, at
                break
            at += 1


def _running(during: Test, bound: int, view: View, opened: Sequence[int], seen: Sight) -> Iterator[tuple[int, int]]:
    """As far as the run goes; again no line is asked twice."""
    at, last = 0, -1
    for first in opened:
        at = max(at, first + 1)
        while at < len(view.lines) and seen.solid[at] - seen.solid[first + 1] <= bound - 2:
            if holds(during, view, at):
                last = at
            elif at not in seen.clear:
                break
            at += 1
        if last > first:
            yield first, last


def _unexcused(unless: Test, view: View, found: list[tuple[int, int]], seen: Sight) -> list[tuple[int, int]]:
    """The blocks without a line on which `unless` holds."""
    excuses = [
        line
        for start, end in union(Span(first, last + 1) for first, last in found)
        for line in range(start, end)
        if line not in seen.clear and holds(unless, view, line)
    ]
    return [
        (first, last)
        for first, last in found
        if (next_ := bisect_left(excuses, first)) == len(excuses) or excuses[next_] > last
    ]
