"""What the rules of a pack must be to each other: unique, needing rules that exist, and never in a circle."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from ..errors import Fault
from ..rule_name import RuleName
from .expression import matches_whole_line
from .model import (
    AllOf,
    AnyOf,
    BlockUnit,
    Condition,
    IsTitle,
    Like,
    LineShape,
    Literal,
    Matches,
    Named,
    Rule,
    RulePack,
    TextStart,
)

Name = TypeVar("Name", bound=Hashable)


def check_rules(pack: RulePack, rules: tuple[Rule, ...], complete: bool) -> list[Fault]:
    """All that is wrong among the rules of a pack. `complete` says that no rule was left out for its own faults."""
    by_name: dict[RuleName, Rule] = {}
    faults = []
    for rule in rules:
        if rule.name in by_name:
            known = by_name[rule.name]
            where = f"line {known.line}" if known.file == rule.file else f"{known.file}:{known.line}"
            faults.append(_fault(rule, f"this id is taken already, on {where}"))
        by_name.setdefault(rule.name, rule)
    if not complete:
        return faults
    circular = in_circles({rule.name: rule.needs for rule in rules})
    for rule in rules:
        faults += [
            _fault(rule, wrong) for need in rule.needs for wrong in _need_problems(rule, by_name.get(need), need)
        ]
        if rule.name in circular:
            faults.append(_fault(rule, "`needs` leads back to the rule itself"))
        if pack.scope == "generic" and rule.verb == "drop" and not is_anchored(rule):
            wrong = "a generic rule must keep to `head N` or `tail N`, describe whole lines, or say `max_chars`"
            faults.append(_fault(rule, wrong))
        if rule.standalone and pack.scope != "agency":
            faults.append(_fault(rule, "`standalone` is only for agencies' packs"))
    return faults


def _need_problems(rule: Rule, needed: Rule | None, need: RuleName) -> Iterator[str]:
    if needed is None:
        yield f"needs `{need.id}`, but the pack has no such rule"
    elif rule.where.place == "nth" and (needed.verb != "drop" or needed.where.place != "anywhere" or needed.needs):
        yield f"what a rule with `where: nth` needs must drop, anywhere, and need nothing itself; `{need.id}` does not"


def in_circles(needs: Mapping[Name, Sequence[Name]]) -> set[Name]:
    """
    The names that need themselves, through others or directly, in time linear in all needs (Tarjan's components).

    >>> sorted(in_circles({"a": ["b"], "b": ["c"], "c": ["b"], "d": ["d"], "e": ["a", "nowhere"]}))
    ['b', 'c', 'd']
    """
    circular: set[Name] = set()
    order: dict[Name, int] = {}  # when a name was first seen
    lowest: dict[Name, int] = {}  # the earliest name that it leads back to
    component: list[Name] = []  # names seen whose component is not complete
    waiting: set[Name] = set()
    for root in needs:
        path = [(root, iter(needs[root]))] if root not in order else []
        while path:
            name, rest = path[-1]
            if name not in order:
                order[name] = lowest[name] = len(order)
                component.append(name)
                waiting.add(name)
            for need in rest:
                if need == name:
                    circular.add(name)
                elif need in waiting:
                    lowest[name] = min(lowest[name], order[need])
                elif need in needs and need not in order:
                    path.append((need, iter(needs[need])))
                    break
            else:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[name])
                if lowest[name] == order[name]:
                    members = [component.pop()]
                    while members[-1] != name:
                        members.append(component.pop())
                    waiting.difference_update(members)
                    circular.update(members if len(members) > 1 else ())
    return circular


def is_anchored(rule: Rule) -> bool:
    """Whether a rule keeps to the head, the tail or an n-th line, describes whole lines, or says how long they may be."""
    if rule.where.place != "anywhere":
        return True
    return _describes_whole_line(rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.condition)


def _describes_whole_line(condition: Condition) -> bool:
    if isinstance(condition, Named):
        return _describes_whole_line(condition.condition)
    if isinstance(condition, Literal):
        return condition.how == "equals"
    if isinstance(condition, IsTitle | TextStart):
        return True
    if isinstance(condition, Like):
        return condition.whole
    if isinstance(condition, Matches):
        return all(map(matches_whole_line, condition.patterns))
    if isinstance(condition, AllOf):
        return any(_describes_whole_line(one) or _is_bound(one) for one in condition.conditions)
    return isinstance(condition, AnyOf) and all(map(_describes_whole_line, condition.conditions))


def _is_bound(condition: Condition) -> bool:
    return isinstance(condition, LineShape) and condition.name == "max_chars"


def _fault(rule: Rule, problem: str) -> Fault:
    return Fault(rule.file, rule.line, f"`{rule.name.id}`: {problem}")
