"""
A rule as its author wrote it becomes the rule as the matcher needs it.

Conditions see lines folded and without case. So the texts that they compare lines with are folded too: here, once for each
matcher, and nowhere else. Lengths stay as they are (`fold.py`), and folding twice changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from ..fold import fold, lower
from ..rule.model import AllOf, AnyOf, Condition, LiftInto, Like, LineUnit, Literal, Named, Not, Rule, SpanUnit, Unit
from ..rule.template_lifts import slot_lifts


def fold_literal(text: str) -> str:
    """
    A text as it is compared with lines.

    >>> fold_literal("Don’t miss – SIGN UP")
    "don't miss - sign up"
    """
    return lower(fold(text))


def fold_template(text: str) -> str:
    """
    A template as it is compared with lines. Its `İ` stay: in an expression an `i` does not find them.

    >>> fold_template("İlgili – {:text}")
    'İlgili - {:text}'
    """
    return "İ".join(map(fold_literal, text.split("İ")))


def fold_rule(rule: Rule) -> Rule:
    """
    The rule with every text folded that is compared with lines, and a lift for each slot that names a field; its examples
    stay as they are.
    """
    return replace(
        rule,
        unit=_fold_unit(rule.unit),
        confirm=tuple(map(fold_literal, rule.confirm)),
        unless=fold_condition(rule.unless) if rule.unless is not None else None,
        lift=(*map(_fold_lift, rule.lift), *slot_lifts(rule.unit)),
    )


@lru_cache(maxsize=4096)  # packs share most of their conditions with each publisher that uses them
def fold_condition(condition: Condition) -> Condition:
    """
    The condition with its literals folded, and what has a name without it.

    >>> fold_condition(Not(Literal("ends", ("’s",))))
    Not(condition=Literal(how='ends', texts=("'s",)))
    """
    if isinstance(condition, Literal):
        return replace(condition, texts=tuple(map(fold_literal, condition.texts)), written=())
    if isinstance(condition, Like):
        return replace(condition, texts=tuple(map(fold_template, condition.texts)), written=())
    if isinstance(condition, Named):
        return fold_condition(condition.condition)
    if isinstance(condition, Not):
        return replace(condition, condition=fold_condition(condition.condition))
    if isinstance(condition, AllOf | AnyOf):
        return replace(condition, conditions=tuple(map(fold_condition, condition.conditions)))
    return condition


def _fold_unit(unit: Unit) -> Unit:
    if isinstance(unit, LineUnit):
        return LineUnit(fold_condition(unit.condition))
    if isinstance(unit, SpanUnit):
        folded = fold_condition(unit.condition)
        assert isinstance(folded, type(unit.condition))
        return SpanUnit(folded)
    to, during = (fold_condition(test) if test is not None else None for test in (unit.to, unit.during))
    return replace(unit, opens=fold_condition(unit.opens), to=to, during=during)


def _fold_lift(lift: LiftInto) -> LiftInto:
    """A lift whose mark is folded, and without the spaces around it."""
    return lift if lift.each is None else replace(lift, each=fold_literal(lift.each).strip())
