"""
Mutations: packs without one rule, rules without one clause. The tests of a pack must notice each of them; a clause whose
loss they do not notice is needless or untested.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..rule.model import Rule, RulePack, Where


def without_each_clause(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """
    The rule without each clause that restricts it, one at a time, with the name of the clause.

    >>> from ..rule.model import LineUnit, Literal
    >>> from ..rule_name import RuleName
    >>> name, needed, unit = RuleName("p", "r"), RuleName("p", "q"), LineUnit(Literal("equals", ("share",)))
    >>> tied = Rule(name, "share", "drop", unit, Where("tail", 4), needs=(needed,))
    >>> [clause for clause, _ in without_each_clause(tied)]
    ['where', 'needs']
    """
    if rule.where.place != "anywhere":
        yield "where", replace(rule, where=Where())
    if rule.alone:
        yield "alone", replace(rule, alone=False)
    if rule.needs:
        yield "needs", replace(rule, needs=())
    if rule.confirm:
        yield "confirm", replace(rule, confirm=())
    if rule.unless is not None:
        yield "unless", replace(rule, unless=None)


def with_rule(pack: RulePack, rule: Rule) -> RulePack:
    """
    The pack with another rule in place of its rule of that name. The new rule comes first, because its own examples are the
    most likely to notice. The `strips` of the others are left out: each of them tries one rule alone.
    """
    others = (replace(one, strips=()) for one in pack.rules if one.name != rule.name)
    return replace(pack, rules=(rule, *others))


def without_rule(pack: RulePack, rule: Rule) -> RulePack:
    """The pack without a rule, and without the `strips` of the others, which try one rule alone."""
    return replace(pack, rules=tuple(replace(one, strips=()) for one in pack.rules if one.name != rule.name))
