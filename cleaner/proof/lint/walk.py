"""Through the tests of a rule: every part of them, and the rule with one branch or entry less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...rule.model import AllOf, AnyOf, BlockUnit, Condition, LineUnit, Literal, Matches, Not, Rule, SpanUnit


def parts(test: Condition) -> Iterator[Condition]:
    """
    A test and all tests inside it.

    >>> [type(part).__name__ for part in parts(Not(Literal("equals", ("x",))))]
    ['Not', 'Literal']
    """
    yield test
    for inner in (
        (test.condition,) if isinstance(test, Not) else test.conditions if isinstance(test, AllOf | AnyOf) else ()
    ):
        yield from parts(inner)


def tests_of(rule: Rule) -> Iterator[Condition]:
    """The tests of a rule's unit and guards, as they stand."""
    unit = rule.unit
    for test in (unit.opens, unit.to, unit.during) if isinstance(unit, BlockUnit) else (unit.condition,):
        if test is not None:
            yield test
    if rule.unless is not None:
        yield rule.unless


def narrowed(test: Condition) -> Iterator[tuple[str, Condition]]:
    """
    The test with one branch of an `any` or one entry of a list less, and what went. Entries of `equals` are left alone:
    such an entry takes itself and nothing else, and an example could only repeat it.

    >>> [gone for gone, _ in narrowed(Literal("starts", ("a", "b")))]
    ["the entry 'a' of `starts`", "the entry 'b' of `starts`"]
    """
    if isinstance(test, Literal):
        if test.how != "equals" and len(test.texts) > 1:
            for text in test.texts:
                yield f"the entry {text!r} of `{test.how}`", replace(test, texts=_without(test.texts, text))
    elif isinstance(test, Matches):
        if len(test.patterns) > 1:
            for pattern in test.patterns:
                yield f"the entry {pattern!r} of `matches`", replace(test, patterns=_without(test.patterns, pattern))
    elif isinstance(test, Not):
        for gone, inner in narrowed(test.condition):
            yield gone, Not(inner)
    elif isinstance(test, AllOf | AnyOf):
        yield from _fewer(test)


def _fewer(test: AllOf | AnyOf) -> Iterator[tuple[str, Condition]]:
    for number, branch in enumerate(test.conditions):
        before, after = test.conditions[:number], test.conditions[number + 1 :]
        if isinstance(test, AnyOf) and len(test.conditions) > 1:
            yield f"branch {number + 1} of `any`", AnyOf(before + after)
        for gone, inner in narrowed(branch):
            yield gone, replace(test, conditions=(*before, inner, *after))


def _without(texts: tuple[str, ...], text: str) -> tuple[str, ...]:
    return tuple(one for one in texts if one != text)


def narrowed_rules(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule with one branch or entry less, wherever it has one, and what went."""
    unit = rule.unit
    if isinstance(unit, BlockUnit):
        yield from ((gone, replace(rule, unit=replace(unit, opens=test))) for gone, test in narrowed(unit.opens))
        if unit.to is not None:
            yield from ((gone, replace(rule, unit=replace(unit, to=test))) for gone, test in narrowed(unit.to))
        if unit.during is not None:
            yield from ((gone, replace(rule, unit=replace(unit, during=test))) for gone, test in narrowed(unit.during))
    else:
        for gone, test in narrowed(unit.condition):
            if isinstance(unit, LineUnit):
                yield gone, replace(rule, unit=LineUnit(test))
            elif isinstance(test, Literal | Matches):
                yield gone, replace(rule, unit=SpanUnit(test))
    if rule.unless is not None:
        yield from ((gone, replace(rule, unless=test)) for gone, test in narrowed(rule.unless))
