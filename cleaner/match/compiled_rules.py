"""Rules compiled once, and what they find on single lines: what the matcher and the stability of cuts both rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from ..cached_property import cached_property
from ..rule.model import AllOf, BlockUnit, Condition, LineUnit, Not, Rule, SpanUnit, TextStart
from ..rule_name import RuleName
from ..span import Span
from .conditions import Predicate, occurrences, predicate
from .folded import FoldedDocument
from .prefilter import Prefilter

NO_GROUPS: Mapping[str, Span] = MappingProxyType({})


class Hit(NamedTuple):
    """Where a rule could match: the rule's number, first and last line, the span, and the named groups of a span rule."""

    rule: int
    first: int
    last: int
    span: Span
    groups: Mapping[str, Span] = NO_GROUPS


@dataclass(frozen=True, slots=True)
class RulePredicates:
    """What a rule asks beyond its first line: what ends or continues a block, and what excuses a hit."""

    to: Predicate | None
    during: Predicate | None
    unless: Predicate | None


def predicates_of(rule: Rule) -> RulePredicates:
    """The predicates of a rule, made once."""
    ends = (rule.unit.to, rule.unit.during) if isinstance(rule.unit, BlockUnit) else (None, None)
    return RulePredicates(*(predicate(test) if test is not None else None for test in (*ends, rule.unless)))


def first_condition(rule: Rule) -> Condition:
    """
    The condition on a rule's only line, or on the first line of its block. On a line, `unless: {not: …}` is one more condition,
    and often the one with rare words.
    """
    if isinstance(rule.unit, BlockUnit):
        return rule.unit.opens
    if isinstance(rule.unless, Not):
        return AllOf((rule.unit.condition, rule.unless.condition))
    return rule.unit.condition


class CompiledRules:
    """
    The rules of a matcher, each known by its number. `nth` are those for the n-th line, `cutting` those that drop spans, `alone`
    those that act on a single line only, `starting` those of blocks from the start of the text.
    """

    def __init__(self, rules: Iterable[Rule], prefilter: Prefilter):
        self.rules = tuple(rules)
        self.predicates = tuple(map(predicates_of, self.rules))
        self.nth = frozenset(number for number, rule in enumerate(self.rules) if rule.where.place == "nth")
        self.cutting = frozenset(
            number for number, rule in enumerate(self.rules) if rule.verb == "drop" and isinstance(rule.unit, SpanUnit)
        )
        self.alone = frozenset(number for number, rule in enumerate(self.rules) if rule.alone)
        self.starting = frozenset(
            number for number, rule in enumerate(self.rules) if isinstance(first_condition(rule), TextStart)
        )
        self._candidates = prefilter([first_condition(rule) for rule in self.rules])

    @cached_property
    def needed(self) -> frozenset[RuleName]:
        """The names of rules that others need."""
        return frozenset(name for rule in self.rules for name in rule.needs)

    @cached_property
    def active(self) -> frozenset[int]:
        """The rules that do something even if they take nothing: they lift, or others need them."""
        return frozenset(number for number, rule in enumerate(self.rules) if rule.lift or rule.name in self.needed)

    @cached_property
    def drop_kinds(self) -> Mapping[RuleName, str]:
        """The kind of each rule that drops, by its name."""
        return {rule.name: rule.kind for rule in self.rules if rule.verb == "drop"}

    def holding_lines(self, document: FoldedDocument) -> dict[int, list[int]]:
        """For each rule, in order, the lines on which its first condition holds."""
        holding: dict[int, list[int]] = {}
        for number, lines, holds in self._candidates(document):
            if number in self.starting:
                lines = {0}.intersection(lines)
            elif number in self.nth:
                lines = {self.rules[number].where.count - 1}.intersection(lines)
            held = [line for line in lines if holds(document, line)]
            if held:
                holding[number] = sorted({*holding.get(number, ()), *held})
        return holding

    def hits(self, document: FoldedDocument, number: int, lines: Iterable[int]) -> Iterator[Hit]:
        """The hits of a line or span rule on lines where its condition holds; none where `unless` holds. Blocks come later."""
        rule, unless = self.rules[number], self.predicates[number].unless
        if isinstance(rule.unit, BlockUnit):
            return
        for line in lines:
            if unless is not None and unless(document, line):
                continue
            if isinstance(rule.unit, LineUnit):
                yield Hit(number, line, line, document.lines[line])
            else:
                for span, groups in occurrences(rule.unit, document, line):
                    yield Hit(number, line, line, span, groups)

    def openings(self, document: FoldedDocument, number: int, lines: Iterable[int]) -> list[int]:
        """
        The lines on which a block opens, of those on which its first condition holds: a line that closes opens none, but the
        start of the text does.
        """
        to = self.predicates[number].to
        return (
            list(lines) if to is None or number in self.starting else [line for line in lines if not to(document, line)]
        )
