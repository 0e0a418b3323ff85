"""Rules are folded for the matcher: all that is compared with lines, and nothing else."""

from __future__ import annotations

from cleaner.match.fold_rule import fold_rule
from cleaner.match.matcher import Matcher
from cleaner.rule.model import AllOf, BlockUnit, Literal, Not

from .rules import document, pack

BLOCK = (
    'drop: {block: {from: {any: [{equals: "A – B"}]}, to: {not: {starts: "C’"}}}}, confirm: ["D “E”"], '
    'unless: {ends: "F", max_chars: 9}, lift: {captions: {each: "X ", split: [" And "]}}'
)


def test_whatever_is_compared_with_lines_is_folded() -> None:
    rule = fold_rule(pack(BLOCK).rules[0])
    assert isinstance(rule.unit, BlockUnit)
    assert not isinstance(rule.unit.opens, Literal)
    assert Literal("equals", ("a - b",)) in getattr(rule.unit.opens, "conditions", ())
    assert rule.unit.to == Not(Literal("starts", ("c'",)))
    assert rule.confirm == ('d "e"',)
    assert isinstance(rule.unless, AllOf)
    assert rule.unless.conditions[0] == Literal("ends", ("f",))
    assert rule.lift[0].each == "x"


def test_what_is_cut_from_a_value_and_the_examples_are_not() -> None:
    written = pack(BLOCK).rules[0]
    rule = fold_rule(written)
    assert rule.lift[0].split == (" And ",)
    assert (rule.strips, rule.spares) == (written.strips, written.spares)


def test_folding_twice_changes_nothing() -> None:
    once = fold_rule(pack(BLOCK).rules[0])
    assert fold_rule(once) == once


def test_a_matcher_keeps_the_rules_as_written_beside_its_own() -> None:
    written = pack('drop: {line: {equals: "Share – IT"}}').rules
    matcher = Matcher(written)
    assert matcher.written == written
    assert matcher.matches(document("share - it"))
    assert matcher.matches(document("SHARE — It"))
