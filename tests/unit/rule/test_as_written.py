"""The model of a pack keeps what its author wrote: the spelling, the order, the lists and the lines."""

from __future__ import annotations

from cleaner.rule.model import AllOf, BlockUnit, Literal, RulePack
from cleaner.rule.parse_pack import parse

PACK = """\
grammar: 1
languages: [en]
lists: {heads: ["Don’t Miss", Read], others: [A]}
rules:
  - id: promo
    kind: related
    drop:
      block:
        from: "@heads"
        to:
          starts: ["Sign – UP", Also]
          max_chars: 80
    confirm: ["The “Daily” Post"]
    unless:
      ends: "…’"
    lift: {key_points: {each: "• Ａ"}}
    strips: ["Don’t Miss\\nThe “Daily” Post\\nSign – UP"]
    spares: [x]
"""


def read(text: str = PACK) -> RulePack:
    pack, faults = parse("agencies/a", text)
    assert pack is not None, faults
    return pack


def test_literals_keep_their_spelling_and_order() -> None:
    rule = read().rules[0]
    assert isinstance(rule.unit, BlockUnit)
    assert isinstance(rule.unit.to, AllOf)
    assert rule.unit.to.conditions[0] == Literal("starts", ("Sign – UP", "Also"))
    assert rule.confirm == ("The “Daily” Post",)
    assert rule.unless == Literal("ends", ("…’",))
    assert rule.lift[0].each == "• Ａ"


def test_lists_are_kept_and_a_condition_remembers_its_own() -> None:
    pack = read()
    assert pack.lists == (("heads", ("Don’t Miss", "Read")), ("others", ("A",)))
    assert isinstance(pack.rules[0].unit, BlockUnit)
    assert pack.rules[0].unit.opens == Literal("equals", ("Don’t Miss", "Read"), ("@heads",))
    assert pack.rules[0].unit.opens.written == ("@heads",)


def test_every_condition_knows_its_line() -> None:
    rule = read().rules[0]
    assert isinstance(rule.unit, BlockUnit)
    assert isinstance(rule.unit.to, AllOf)
    assert [rule.unit.opens.line, rule.unit.to.line] == [9, 11]
    assert [test.line for test in rule.unit.to.conditions] == [11, 12]
    assert rule.unless is not None
    assert rule.unless.line == 15


def test_the_same_conditions_on_other_lines_are_equal() -> None:
    later = read("# a comment\n" + PACK)
    assert later == read()
    assert later.rules[0].line == read().rules[0].line + 1
