"""Parts of rules that no example exercises: take the part out, and every example still holds."""

from __future__ import annotations

from collections.abc import Iterator

from ...rule.model import RulePack
from ..examples import try_examples
from ..mutations import weakened, with_rule
from .finding import Finding, Subject
from .walk import narrowed_rules


def check(subject: Subject) -> Iterator[Finding]:
    """Branches, entries and clauses whose loss no example notices. (Where an example fails already, `test` says so.)"""
    if _noticed(subject, subject.pack):
        return
    for rule in subject.pack.rules:
        for gone, changed in narrowed_rules(rule):
            if not _noticed(subject, with_rule(subject.pack, changed)):
                yield subject.about("untested", rule, f"has no example that needs {gone}")
        for clause, changed in weakened(rule):
            if not _noticed(subject, with_rule(subject.pack, changed)):
                yield subject.about("untested", rule, f"has no example that needs `{clause}`")


def _noticed(subject: Subject, pack: RulePack) -> bool:
    return any(outcome.problem for outcome in try_examples(pack, subject.reader(pack)))
