"""Walk through the conditions of a rule: all their parts, and the rule without one branch or entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...rule.model import (
    AllOf,
    AnyOf,
    BlockUnit,
    Condition,
    Like,
    LineUnit,
    Literal,
    Matches,
    Named,
    Not,
    Rule,
    SpanUnit,
)


def parts(condition: Condition) -> Iterator[Condition]:
    """
    A condition and all conditions inside it.

    >>> [type(part).__name__ for part in parts(Not(Literal("equals", ("x",))))]
    ['Not', 'Literal']
    """
    yield condition
    if isinstance(condition, Not | Named):
        yield from parts(condition.condition)
    elif isinstance(condition, AllOf | AnyOf):
        for inner in condition.conditions:
            yield from parts(inner)


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """The conditions of a rule's unit, and its `unless`."""
    unit = rule.unit
    for condition in (unit.opens, unit.to, unit.during) if isinstance(unit, BlockUnit) else (unit.condition,):
        if condition is not None:
            yield condition
    if rule.unless is not None:
        yield rule.unless


def narrowed(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """
    The condition without one branch of an `any` or one entry of a list, each in turn, and what was left out. Entries of
    `equals` and of lists with names are not: an example could only repeat them. Nor are parts of tests with names.

    >>> [gone for gone, _ in narrowed(Literal("starts", ("a", "b")))]
    ["the entry 'a' of `starts`", "the entry 'b' of `starts`"]
    """
    if isinstance(condition, Literal):
        for text, rest in _each_left_out(condition.texts) if not _is_data(condition) else ():
            yield f"the entry {text!r} of `{condition.how}`", replace(condition, texts=rest)
    elif isinstance(condition, Matches):
        for pattern, rest in _each_left_out(condition.patterns):
            yield f"the entry {pattern!r} of `matches`", replace(condition, patterns=rest)
    elif isinstance(condition, Like):
        for text, rest in _each_left_out(condition.texts):
            yield f"the entry {text!r} of `like`", replace(condition, texts=rest)
    elif isinstance(condition, Not):
        for gone, inner in narrowed(condition.condition):
            yield gone, Not(inner)
    elif isinstance(condition, AllOf | AnyOf):
        yield from _fewer(condition)


def _is_data(condition: Literal) -> bool:
    return condition.how == "equals" or bool(condition.written)


def _fewer(condition: AllOf | AnyOf) -> Iterator[tuple[str, Condition]]:
    for number, branch in enumerate(condition.conditions):
        before, after = condition.conditions[:number], condition.conditions[number + 1 :]
        if isinstance(condition, AnyOf) and len(condition.conditions) > 1:
            yield f"branch {number + 1} of `any`", AnyOf(before + after)
        for gone, inner in narrowed(branch):
            yield gone, replace(condition, conditions=(*before, inner, *after))


def _each_left_out(texts: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each of several texts, and the others."""
    for text in texts if len(texts) > 1 else ():
        yield text, tuple(other for other in texts if other != text)


def narrowed_rules(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule without one branch or entry, each in turn, and what was left out."""
    unit = rule.unit
    if isinstance(unit, BlockUnit):
        yield from (
            (gone, replace(rule, unit=replace(unit, opens=condition))) for gone, condition in narrowed(unit.opens)
        )
        if unit.to is not None:
            yield from (
                (gone, replace(rule, unit=replace(unit, to=condition))) for gone, condition in narrowed(unit.to)
            )
        if unit.during is not None:
            yield from (
                (gone, replace(rule, unit=replace(unit, during=condition))) for gone, condition in narrowed(unit.during)
            )
    else:
        for gone, condition in narrowed(unit.condition):
            if isinstance(unit, LineUnit):
                yield gone, replace(rule, unit=LineUnit(condition))
            elif isinstance(condition, Literal | Matches | Like):
                yield gone, replace(rule, unit=SpanUnit(condition))
    if rule.unless is not None:
        yield from ((gone, replace(rule, unless=condition)) for gone, condition in narrowed(rule.unless))
