"""Rules that can never act, and conditions that can never hold."""

from __future__ import annotations

from collections.abc import Iterator

from ...match.conditions import SENTENCE_END, holds
from ...match.fold_rule import fold_condition, fold_literal
from ...match.folded import FoldedDocument
from ...rule.model import AllOf, BlockUnit, Condition, IsKind, IsTitle, LineShape, LineUnit, Literal, Rule
from ..examples import ReadExample
from ..finding import Finding
from .subject import Subject
from .walk import conditions_of, parts


def check(subject: Subject) -> Iterator[Finding]:
    """Rules and conditions that contradict themselves."""
    by_name = {rule.name: rule for rule in subject.pack.rules}
    read = subject.reader(subject.pack)
    for rule in subject.pack.rules:
        for need in rule.needs:
            problem = _need(rule, by_name[need])
            if problem:
                yield subject.about("unreachable", rule, problem)
        for condition in conditions_of(rule):
            for part in parts(condition):
                if isinstance(part, AllOf):
                    yield from (subject.about("unreachable", rule, problem) for problem in _clashes(part, read))
        problem = _excused(rule, read)
        if problem:
            yield subject.about("unreachable", rule, problem)


def _need(rule: Rule, needed: Rule) -> str:
    if needed.verb == "keep":
        return f"needs `{needed.name.id}`, a `keep`, which is never counted as a match"
    if rule.standalone and not needed.standalone:
        return f"is standalone but needs `{needed.name.id}`, which is not: it never acts on texts of unknown publishers"
    return ""


def _clashes(condition: AllOf, read: ReadExample) -> Iterator[str]:
    """Contradictions between the tests that must all hold on one line."""
    literals = [one for one in condition.conditions if isinstance(one, Literal)]
    beyond_words = any(isinstance(part, IsKind | IsTitle) for part in parts(condition))
    for literal in literals:
        if literal.how == "equals":
            # A line that equals a text is known but for its case, so the other tests can simply be tried on it, unless they
            # ask for what comes with the text.
            folded = fold_condition(condition)
            if not beyond_words and not any(
                holds(folded, FoldedDocument(read(line)), 0) for text in literal.texts for line in _spellings(text)
            ):
                yield f"can never hold: no line that equals {literal.texts[0]!r} passes the other tests"
            continue
        for other in condition.conditions:
            if isinstance(other, LineShape) and _too_much(literal, other):
                yield f"can never hold: what {literal.how} with {literal.texts[0]!r} is never `{other.name}`"


def _too_much(literal: Literal, shape: LineShape) -> bool:
    if shape.name in ("short", "max_chars"):
        return min(map(len, literal.texts)) > shape.size
    texts = map(fold_literal, literal.texts)
    return shape.name == "headline" and literal.how == "ends" and all(text.endswith(SENTENCE_END) for text in texts)


def _spellings(text: str) -> tuple[str, ...]:
    return text, text.lower(), text.upper()


def _excused(rule: Rule, read: ReadExample) -> str:
    """The problem if `unless` holds on every line that the rule takes, as far as literals tell; else ""."""
    condition: Condition = rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.condition
    if rule.unless is None or not isinstance(rule.unit, LineUnit | BlockUnit) or not isinstance(condition, Literal):
        return ""
    unless = fold_condition(rule.unless)
    lines = [line for text in condition.texts for line in _spellings(text)]
    if condition.how == "equals" and all(holds(unless, FoldedDocument(read(line)), 0) for line in lines):
        return "can never act: `unless` holds on every line that it takes"
    return ""
