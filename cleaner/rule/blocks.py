"""
Blocks: from a line, to a line, within a bound.

Lines that a line rule would take wherever they stood are looked through: they neither end a block nor count towards its
bound, so that a block is the same before and after they went.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from .match import holds
from .model import BlockUnit, Rule
from .view import View


def blocks(rule: Rule, view: View, openings: Iterable[int], clear: Container[int]) -> Iterator[tuple[int, int]]:
    """
    First and last line of each block of a rule. `openings` are the lines on which `from` may hold, in order; a line
    inside an open block opens none. `clear` holds the lines that are looked through.
    """
    unit = rule.unit
    assert isinstance(unit, BlockUnit)
    beyond = -1
    for first in openings:
        if first <= beyond or not holds(unit.opens, view, first):
            continue
        last = _last(unit, view, first, clear)
        if last is None:
            continue
        beyond = last
        if rule.unless is None or not any(
            holds(rule.unless, view, number) for number in range(first, last + 1) if number not in clear
        ):
            yield first, last


def _last(unit: BlockUnit, view: View, first: int, clear: Container[int]) -> int | None:
    """The last line of the block that begins at `first`, or None where it has no end within its bound."""
    if unit.to_end:
        return len(view.lines) - 1
    count, last = 1, first
    for number in range(first + 1, len(view.lines)):
        if unit.to is not None and holds(unit.to, view, number):
            return number if count < unit.max_lines else None
        if unit.during is not None:
            if holds(unit.during, view, number):
                last = number
            elif number not in clear:
                break
        count += number not in clear
        if count >= unit.max_lines:
            if unit.to is not None:
                return None
            break
    if unit.to is not None:
        return None
    return last if last > first else None
