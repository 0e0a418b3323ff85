"""What the rules of a pack must be to each other: unique, needing rules that exist, and never in a circle."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import Fault
from ..rule_name import RuleName
from .expression import matches_whole_line
from .model import AllOf, AnyOf, BlockUnit, Condition, Literal, Matches, Rule, RulePack
from .yaml_reader import NodeReader


def check_rules(reader: NodeReader, pack: RulePack, rules: tuple[Rule, ...], complete: bool) -> None:
    """Note all that is wrong among the rules of a pack. `complete` says that no rule was left out for its own faults."""
    by_name: dict[RuleName, Rule] = {}
    for rule in rules:
        if rule.name in by_name:
            _fault(reader, rule, f"this id is taken already, on line {by_name[rule.name].line}")
        by_name.setdefault(rule.name, rule)
    if not complete:
        return
    for rule in rules:
        for need in rule.needs:
            _check_need(reader, rule, by_name.get(need), need)
        if _needs_itself(rule, by_name):
            _fault(reader, rule, "`needs` leads back to the rule itself")
        if pack.scope == "generic" and rule.verb == "drop" and not is_anchored(rule):
            _fault(reader, rule, "a generic rule must keep to `head N` or `tail N`, or describe whole lines")
        if rule.standalone and pack.scope != "agency":
            _fault(reader, rule, "`standalone` is only for agencies' packs")


def _check_need(reader: NodeReader, rule: Rule, needed: Rule | None, need: RuleName) -> None:
    if needed is None:
        _fault(reader, rule, f"needs `{need.id}`, but the pack has no such rule")
    elif rule.where.place == "nth" and (needed.verb != "drop" or needed.where.place != "anywhere" or needed.needs):
        _fault(
            reader,
            rule,
            f"what a rule with `where: nth` needs must drop, anywhere, and need nothing itself; `{need.id}` does not",
        )


def _needs_itself(rule: Rule, by_name: Mapping[RuleName, Rule]) -> bool:
    seen: set[RuleName] = set()
    pending = list(rule.needs)
    while pending:
        name = pending.pop()
        if name == rule.name:
            return True
        if name not in seen and name in by_name:
            seen.add(name)
            pending += by_name[name].needs
    return False


def is_anchored(rule: Rule) -> bool:
    """Whether a rule keeps to the head, the tail or an n-th line, or describes whole lines."""
    if rule.where.place != "anywhere":
        return True
    return _describes_whole_line(rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.condition)


def _describes_whole_line(condition: Condition) -> bool:
    if isinstance(condition, Literal):
        return condition.how == "equals"
    if isinstance(condition, Matches):
        return all(map(matches_whole_line, condition.patterns))
    if isinstance(condition, AllOf):
        return any(map(_describes_whole_line, condition.conditions))
    return isinstance(condition, AnyOf) and all(map(_describes_whole_line, condition.conditions))


def _fault(reader: NodeReader, rule: Rule, problem: str) -> None:
    reader.faults.append(Fault(reader.file, rule.line, f"`{rule.name.id}`: {problem}"))
