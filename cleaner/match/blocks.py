"""
Where blocks end: at a line, as long as lines are alike, or at the end of the text, always within a limit.

Every opening line opens a block of its own, even inside another block. So whether a block matches says nothing about those
inside it, and nothing changes for them when its first line goes.

Which lines count for a block:

| | ends or continues it | counts for `max_lines` | can excuse it (`unless`) |
|---|---|---|---|
| a line that a line rule would drop anywhere | only by its own condition | no | no |
| any other line | yes | yes | yes |
| any line, for a `keep` | yes | yes | yes |

A rule with `alone`, or for the n-th line, is no such line rule: it seldom takes what it could. A block from the start of the
text ends in its own way (`start_block`).

Lines of the first kind are *transparent*: a block is the same before and after they are gone. For a `keep` no line is,
since nothing in it goes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from ..rule.model import BlockUnit
from ..span import Span, union
from .compiled_rules import RulePredicates
from .conditions import Predicate
from .folded import FoldedDocument


@dataclass(frozen=True, slots=True)
class Transparent:
    """The lines that blocks look through, and for each line, and the end, the number of other lines before it."""

    lines: Set[int]
    opaque_rank: Sequence[int]

    @classmethod
    def of(cls, lines: Set[int], count: int) -> Transparent:
        """
        Some lines of `count`.

        >>> Transparent.of({1}, 3).opaque_rank
        [0, 1, 1, 2]
        """
        return cls(lines, opaque_rank(lines, count))

    def opaque_between(self, first: int, line: int) -> int:
        """How many opaque lines there are after one line and before another."""
        return self.opaque_rank[line] - self.opaque_rank[first + 1]


def opaque_rank(transparent: Iterable[int], count: int) -> list[int]:
    """
    For each of `count` lines, and for the end, how many lines before it are not transparent.

    >>> opaque_rank({1}, 3)
    [0, 1, 1, 2]
    """
    counts = [1] * count
    for line in transparent:
        counts[line] = 0
    return list(accumulate(counts, initial=0))


def block_lines(
    unit: BlockUnit, its: RulePredicates, document: FoldedDocument, openings: Sequence[int], transparent: Transparent
) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """
    First and last line of each block that has an end within its limit and no excuse; and for each opening its reach: within how
    many opaque lines one that goes could change where the block ends.
    """
    reach = dict.fromkeys(openings, unit.max_lines)
    if its.to is not None:
        found = list(_closed(its.to, unit.max_lines, document, openings, transparent))
    elif its.during is not None:
        found = []
        for first, last, stop in _running(its.during, unit.max_lines, document, openings, transparent):
            if last > first:
                found.append((first, last))
            if stop is not None:
                # The run can only go on if the very line that stops it goes.
                reach[first] = transparent.opaque_between(first, stop) + 1
    else:
        found = [(first, len(document.lines) - 1) for first in openings]
        # Such a block always ends with the text. It can only lose what excuses it.
        reach = {} if its.unless is None else dict.fromkeys(openings, len(document.lines))
    return (found if its.unless is None else _unexcused(its.unless, document, found, transparent)), reach


def _closed(
    to: Predicate, max_lines: int, document: FoldedDocument, openings: Sequence[int], transparent: Transparent
) -> Iterator[tuple[int, int]]:
    """Blocks up to the first closing line. No line is checked twice: each search goes on where the last one ended."""
    at = 0
    for first in openings:
        at = max(at, first + 1)
        while at < len(document.lines) and transparent.opaque_between(first, at) <= max_lines - 2:
            if to(document, at):
                yield first, at
                break
            at += 1


def start_block(
    to: Predicate, unless: Predicate | None, max_lines: int, document: FoldedDocument, transparent: Transparent
) -> int:
    """
    The last line of the block from the start of the text, or -1. It is the last closing line that can be reached in stretches of
    at most `max_lines` opaque lines, each of which ends with a closing line and has no excuse. So once the block is gone, what
    then is the start of the text begins none.
    """
    last = -1
    count = 0
    for line in range(len(document.lines)):
        if line not in transparent.lines:
            count += 1
            if count > max_lines or (unless is not None and unless(document, line)):
                break
        if to(document, line):
            last, count = line, 0
    return last


def _running(
    during: Predicate, max_lines: int, document: FoldedDocument, openings: Sequence[int], transparent: Transparent
) -> Iterator[tuple[int, int, int | None]]:
    """
    First and last line of each run, and the line that stops it: None if only the limit or the end of the text does. Again no
    line is checked twice.
    """
    at, last, stop = 0, -1, None
    for first in openings:
        if at <= first:
            at, stop = first + 1, None
        while stop is None and at < len(document.lines) and transparent.opaque_between(first, at) <= max_lines - 2:
            if during(document, at):
                last = at
            elif at not in transparent.lines:
                stop = at
                break
            at += 1
        yield first, max(first, last), stop


def _unexcused(
    unless: Predicate, document: FoldedDocument, blocks: list[tuple[int, int]], transparent: Transparent
) -> list[tuple[int, int]]:
    """The blocks without an opaque line on which `unless` holds."""
    excuses = [
        line
        for start, end in union(Span(first, last + 1) for first, last in blocks)
        for line in range(start, end)
        if line not in transparent.lines and unless(document, line)
    ]
    return [
        (first, last)
        for first, last in blocks
        if (at := bisect_left(excuses, first)) == len(excuses) or excuses[at] > last
    ]
