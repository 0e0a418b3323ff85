"""
What hangs on a rule while others are matched: where a drop takes lines, other rules may look through them.

If rules with no tie are kept (they find, and take nothing), all matches stay as they are. That holds for several of them
together, because each tie is found by what hangs on *any* of the lines that a rule takes:

| tie | hangs on the rule |
|---|---|
| `residue` | a cut that was withheld on a line that the rule matches: with fewer cuts it may be stable |
| `block` | a block with a line that the rule takes, if the block is the shorter for it, or is excused by it |
| `place` | a match that is near enough to the head or tail only because lines between are taken by the rule |
| `nth` | a rule on the n-th line that needs it; and such a rule itself |

All else that rules ask of lines does not change by what others take (decision 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..rule.model import BlockUnit
from ..rule_name import RuleName
from ..span import Span, union
from .blocks import Transparent
from .compiled_rules import CompiledRules, Hit
from .folded import FoldedDocument
from .matcher import MatchResult, is_confirmed
from .place import removable_lines

Found = tuple[RuleName, str]
"""A rule and why something hangs on it."""


def matching_ties(compiled: CompiledRules, document: FoldedDocument, result: MatchResult) -> set[Found]:
    """The drops on which other matches hang, and why."""
    steps = result.steps
    drops = [hit for hit in steps.stable if compiled.rules[hit.rule].verb == "drop" and hit.rule not in compiled.nth]
    found = {
        *((number, "residue") for number in _beside_withheld_cuts(compiled, steps.hold, steps.stable)),
        *((number, "block") for number in _inside_blocks(compiled, document, steps.blocks, drops, result.transparent)),
        *((number, "place") for number in _between(compiled, document, steps.prerequisites, steps.placed)),
    }
    ties = {(compiled.rules[number].name, reason) for number, reason in found}
    for rule in (compiled.rules[hit.rule] for hit in steps.stable if hit.rule in compiled.nth):
        ties |= {(name, "nth") for name in (rule.name, *rule.needs)}
    return ties


def needed_rules(compiled: CompiledRules) -> frozenset[RuleName]:
    """The rules that others need."""
    return frozenset(name for rule in compiled.rules for name in rule.needs)


def _beside_withheld_cuts(compiled: CompiledRules, hold: Iterable[Hit], stable: Iterable[Hit]) -> set[int]:
    """The drops that match a line on which a cut was withheld, because it was not stable."""
    cuts = {(hit.first, hit.rule) for hit in hold if hit.rule in compiled.cutting}
    withheld: dict[int, set[int]] = {}
    for line, number in cuts - {(hit.first, hit.rule) for hit in stable}:
        withheld.setdefault(line, set()).add(number)
    active = _active(compiled) if withheld else set()
    drops = {(hit.first, hit.rule) for hit in hold if compiled.rules[hit.rule].verb == "drop" and hit.first in withheld}
    return {number for line, number in drops if number in active or withheld[line] - {number}}


def _active(compiled: CompiledRules) -> set[int]:
    """The rules that do something even if they take nothing: they lift, or others need them."""
    needed = needed_rules(compiled)
    return {number for number, rule in enumerate(compiled.rules) if rule.lift or rule.name in needed}


def _inside_blocks(
    compiled: CompiledRules,
    document: FoldedDocument,
    blocks: Iterable[Hit],
    drops: Iterable[Hit],
    transparent: Transparent,
) -> set[int]:
    """The drops of transparent lines that a block would not look through alike if they were opaque."""
    if not blocks or not transparent.lines:
        return set()
    takers: dict[int, set[int]] = {}
    for hit in drops:
        takers.setdefault(hit.first, set()).add(hit.rule)
    by_rule: dict[int, list[Hit]] = {}
    for block in blocks:
        if compiled.rules[block.rule].verb != "keep":
            by_rule.setdefault(block.rule, []).append(block)
    return {
        taker
        for number, its in by_rule.items()
        for line in _looked_through(compiled, document, number, its, transparent)
        for taker in takers.get(line, ())
    }


def _looked_through(
    compiled: CompiledRules, document: FoldedDocument, number: int, blocks: list[Hit], transparent: Transparent
) -> Iterator[int]:
    """The transparent lines that, if they were opaque, would end or excuse a block of a rule, or make it too long."""
    unit, its = compiled.rules[number].unit, compiled.predicates[number]
    assert isinstance(unit, BlockUnit)
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
    heads, tails = _far_hits(compiled, placed, len(document.lines))
    if not heads and not tails:
        return set()
    confirmed = [hit for hit in hits if is_confirmed(compiled.rules[hit.rule], document, hit)]
    removable = removable_lines(compiled, document, confirmed)
    taken: dict[int, tuple[int, int]] = {}
    for hit in confirmed:
        whole = hit.rule not in compiled.cutting or hit.first in removable
        if compiled.rules[hit.rule].verb == "drop" and whole:
            first, last = taken.get(hit.rule, (hit.first, hit.last))
            taken[hit.rule] = min(first, hit.first), max(last, hit.last)
    active = _active(compiled)

    def hangs_on(number: int) -> bool:
        first, last = taken[number]
        itself = number in active  # once it takes nothing, its own place matters only then
        head = next((line for line, its in heads if its != number or itself), first)
        tail = next((line for line, its in tails if its != number or itself), last)
        return first < head or last > tail

    return set(filter(hangs_on, taken))


def _far_hits(
    compiled: CompiledRules, placed: Iterable[Hit], count: int
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """
    The hits that would not be in their place if all lines counted, as line and rule: those near the head, the last one first, and
    those near the tail, the first one first.
    """
    heads, tails = [], []
    for hit in placed:
        rule = compiled.rules[hit.rule]
        if rule.verb == "keep":
            continue
        if rule.where.place == "head" and hit.first >= rule.where.count:
            heads.append((hit.first, hit.rule))
        elif rule.where.place == "tail" and count - 1 - hit.first >= rule.where.count:
            tails.append((hit.first, hit.rule))
    return sorted(heads, reverse=True), sorted(tails)
