"""Rules that another rule makes needless: it takes everything that they are known to take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...edit import Match
from ...match.fold_rule import fold_literal, fold_rule
from ...match.matcher import Matcher
from ...rule.model import Example, LineUnit, Literal, Rule, Where
from ...rule.uses import used_by
from ...span import difference
from ...visibility import has_visible
from ..examples import ReadExample, example_document
from ..finding import Finding
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Rules that another rule of the same pack, or of a pack that it uses, makes needless."""
    others = {pack.name: pack for pack in subject.others}
    used = [rule for pack in used_by(subject.pack, others) for rule in pack.rules]
    read = subject.reader(subject.pack)
    for number, rule in enumerate(subject.pack.rules):
        later = subject.pack.rules[number + 1 :]
        for other in (*used, *subject.pack.rules[:number], *later):
            # If two rules of a pack say the same, only the later one is needless.
            if _shadows(other, rule, read) and not (other in later and _shadows(rule, other, read)):
                yield subject.about("shadowed", rule, f"takes nothing that `{other.name.id}` does not take")
                break


def _shadows(other: Rule, rule: Rule, read: ReadExample) -> bool:
    return _reaches(other, rule) and _covers(other, rule, read)


def _reaches(other: Rule, rule: Rule) -> bool:
    """Whether the other rule acts wherever this one does, without further conditions."""
    return (
        other.verb == rule.verb
        and other.where in (Where(), rule.where)
        and set(other.needs) <= set(rule.needs)
        and fold_rule(other).confirm in ((), fold_rule(rule).confirm)
        and fold_rule(other).unless in (None, fold_rule(rule).unless)
    )


def _covers(other: Rule, rule: Rule, read: ReadExample) -> bool:
    mine, theirs = Matcher([replace(rule, needs=())]), Matcher([replace(other, needs=())])
    return all(_covered(mine, theirs, example, read) for example in _known(rule))


def _known(rule: Rule) -> Iterator[Example]:
    """Texts that a rule takes: its examples, and the literals that are whole lines, as written and folded."""
    yield from rule.strips
    if isinstance(rule.unit, LineUnit) and isinstance(rule.unit.condition, Literal):
        for text in rule.unit.condition.texts:
            yield Example(text)
            yield Example(fold_literal(text))


def _covered(mine: Matcher, theirs: Matcher, example: Example, read: ReadExample) -> bool:
    document = example_document(example, read)
    asked, there = mine.matches(document), theirs.matches(document)
    rest = difference((match.span for match in asked), (match.span for match in there))
    return not any(has_visible(document.text[a:b]) for a, b in rest) and _lifts(asked) <= _lifts(there)


def _lifts(matches: list[Match]) -> set[tuple[str, str]]:
    return {(lift.field, lift.value) for match in matches for lift in match.lifts}
