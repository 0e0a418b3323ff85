"""
What hangs on a rule while others are matched: where a drop takes lines, other rules may look through them.

If rules with no tie are kept (they find, and take nothing), all matches stay as they are. That holds for several of them
together: where a line only stays if several rules are kept, one of them has the tie.

| tie | hangs on the rule |
|---|---|
| `residue` | a cut that was withheld on a line that the rule matches: with fewer cuts it may be stable |
| `block` | a block with a line that the rule takes, if the block is the shorter for it, or is excused by it |
| `place` | a match that is near enough to the head or tail only because lines between are taken by the rule; any `alone` |
| `nth` | a rule on the n-th line that needs it; or such a rule itself, which would act if it took nothing |

All else that rules ask of lines does not change by what others take (decision 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, NamedTuple, TypeVar

from ..rule.model import BlockUnit
from ..rule_name import RuleName
from ..span import Span, union
from .blocks import Transparent
from .compiled_rules import CompiledRules, Hit
from .folded import FoldedDocument
from .matcher import MatchResult, is_confirmed
from .place import removable_lines

T = TypeVar("T", bound=Any)
Found = tuple[RuleName, str]
"""A rule and why something hangs on it."""


def matching_ties(compiled: CompiledRules, document: FoldedDocument, result: MatchResult) -> set[Found]:
    """The drops on which other matches hang, and why."""
    steps = result.steps
    drops = [
        hit
        for hit in steps.stable
        if compiled.rules[hit.rule].verb == "drop" and hit.rule not in compiled.nth | compiled.alone
    ]
    found = {
        *((number, "residue") for number in _beside_withheld_cuts(compiled, steps.hold, steps.stable)),
        *((number, "block") for number in _inside_blocks(compiled, document, steps.blocks, drops, result.transparent)),
        *((number, "place") for number in _between(compiled, document, steps.prerequisites, steps.placed)),
    }
    ties = {(compiled.rules[number].name, reason) for number, reason in found}
    return ties | {(name, "nth") for name in _prerequisites(compiled, steps.stable, steps.prerequisites)}


def _prerequisites(compiled: CompiledRules, stable: Iterable[Hit], left: Iterable[Hit]) -> set[RuleName]:
    """What the rules on an n-th line that act need; and those that do not, but would as ones that take nothing."""
    acting = {hit.rule for hit in left if hit.rule in compiled.nth}
    idle = {hit.rule for hit in stable if hit.rule in compiled.nth} - acting
    needs = {name for number in acting for name in compiled.rules[number].needs}
    return needs | {compiled.rules[number].name for number in idle & compiled.active}


def _beside_withheld_cuts(compiled: CompiledRules, hold: Iterable[Hit], stable: Iterable[Hit]) -> set[int]:
    """The drops that match a line on which a cut was withheld, because it was not stable."""
    cuts = {(hit.first, hit.rule) for hit in hold if hit.rule in compiled.cutting}
    withheld: dict[int, set[int]] = {}
    for line, number in cuts - {(hit.first, hit.rule) for hit in stable}:
        withheld.setdefault(line, set()).add(number)
    active = compiled.active if withheld else frozenset()
    drops = {(hit.first, hit.rule) for hit in hold if compiled.rules[hit.rule].verb == "drop" and hit.first in withheld}
    return {number for line, number in drops if number in active or withheld[line] - {number}}


def _inside_blocks(
    compiled: CompiledRules,
    document: FoldedDocument,
    blocks: Iterable[Hit],
    drops: Iterable[Hit],
    transparent: Transparent,
) -> set[int]:
    """The drops of transparent lines that a block would not look through alike if they were opaque."""
    by_rule: dict[int, list[Hit]] = {}
    for block in blocks:
        if compiled.rules[block.rule].verb != "keep":
            by_rule.setdefault(block.rule, []).append(block)
    if not by_rule or not transparent.lines:
        return set()
    takers = _takers(compiled, drops)
    lines = (_looked_through(compiled, document, number, its, transparent) for number, its in by_rule.items())
    return one_of_each(takers.of_line(line) for line in set().union(*lines))


def _looked_through(
    compiled: CompiledRules, document: FoldedDocument, number: int, blocks: list[Hit], transparent: Transparent
) -> Iterator[int]:
    """The transparent lines that, if they were opaque, would end or excuse a block of a rule, or make it too long."""
    unit, its = compiled.rules[number].unit, compiled.predicates[number]
    assert isinstance(unit, BlockUnit)
    if number in compiled.starting:
        yield from _lines_in(transparent, (Span(block.first, block.last + 1) for block in blocks))
        return
    if its.to is not None or its.during is not None:
        long = [block for block in blocks if block.last - block.first >= unit.max_lines]
        yield from _lines_in(transparent, (Span(block.first + 1, block.last + 1) for block in long))
    if its.during is not None:
        inner = _lines_in(transparent, (Span(block.first + 1, block.last + 1) for block in blocks))
        yield from (line for line in inner if not its.during(document, line))
    if its.unless is not None:
        lines = _lines_in(transparent, (Span(block.first, block.last + 1) for block in blocks))
        yield from (line for line in lines if its.unless(document, line))


def _lines_in(transparent: Transparent, spans: Iterable[Span]) -> Iterator[int]:
    """The transparent lines in some spans of lines, each once."""
    return (line for start, end in union(spans) for line in range(start, end) if line in transparent.lines)


def _between(compiled: CompiledRules, document: FoldedDocument, hits: Iterable[Hit], placed: Iterable[Hit]) -> set[int]:
    """The drops that take lines without which a rule would be too far from the head or the tail."""
    if any(hit.rule in compiled.alone for hit in hits):
        # What is the only line of a place hangs on all that other rules take.
        return {hit.rule for hit in hits if compiled.rules[hit.rule].verb == "drop"}
    heads, tails = _far_hits(compiled, placed, len(document.lines))
    if not heads and not tails:
        return set()
    confirmed = [hit for hit in hits if is_confirmed(compiled.rules[hit.rule], document, hit)]
    takers = _takers(compiled, [hit for hit in confirmed if compiled.rules[hit.rule].verb == "drop"])
    active = compiled.active

    def matters(line: int) -> bool:
        # A rule that is kept itself needs a place only if it does something even so.
        idle = takers.whole.get(line, set()) - active
        head = next((far for far, number in heads if number not in idle), line)
        tail = next((far for far, number in tails if number not in idle), line)
        return line < head or line > tail

    lines = removable_lines(compiled, document, confirmed)
    return one_of_each(takers.of_line(line) for line in filter(matters, sorted(lines)))


def _far_hits(
    compiled: CompiledRules, placed: Iterable[Hit], count: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """
    The rules that would not be in their place if all lines counted, each as the line where it is farthest, and its number: those
    near the head, the farthest first, and those near the tail.
    """
    heads: dict[int, int] = {}
    tails: dict[int, int] = {}
    for hit in placed:
        rule = compiled.rules[hit.rule]
        if rule.verb == "keep":
            continue
        if rule.where.place == "head" and hit.first >= rule.where.count:
            heads[hit.rule] = max(hit.first, heads.get(hit.rule, 0))
        elif rule.where.place == "tail" and count - 1 - hit.first >= rule.where.count:
            tails[hit.rule] = min(hit.first, tails.get(hit.rule, count))
    farthest_heads = sorted(((line, number) for number, line in heads.items()), reverse=True)
    return farthest_heads, sorted((line, number) for number, line in tails.items())


class _Takers(NamedTuple):
    """For each line the rules that take it whole, and those that cut spans out of it."""

    whole: dict[int, set[int]]
    partly: dict[int, set[int]]

    def of_line(self, line: int) -> tuple[set[int], set[int]]:
        """Both. If all rules that take it whole are kept, and only then, the line may stay."""
        return self.whole.get(line, set()), self.partly.get(line, set())


def _takers(compiled: CompiledRules, drops: Iterable[Hit]) -> _Takers:
    takers = _Takers({}, {})
    ranges: dict[int, list[Span]] = {}
    for hit in drops:
        if hit.rule in compiled.cutting:
            takers.partly.setdefault(hit.first, set()).add(hit.rule)
        else:
            ranges.setdefault(hit.rule, []).append(Span(hit.first, hit.last + 1))
    for number, spans in ranges.items():
        for start, end in union(spans):
            for line in range(start, end):
                takers.whole.setdefault(line, set()).add(number)
    return takers


def one_of_each(takers: Iterable[tuple[Set[T], Set[T]]]) -> set[T]:
    """
    Rules of which any set of kept rules has one, if a line stays because of it. Of each line come the rules that take it whole,
    and those that cut spans out of it: of the former all must be kept, so one is enough to tell; of the latter any may do.

    >>> sorted(one_of_each([({"a", "b"}, {"x"}), ({"b"}, set()), (set(), {"c", "d"})]))
    ['b', 'c', 'd']
    """
    found: set[T] = set()
    several: list[Set[T]] = []
    for whole, partly in takers:
        if len(whole) > 1:
            several.append(whole)
        else:
            found |= whole or partly
    for whole in several:
        if found.isdisjoint(whole):
            found.add(min(whole))
    return found
