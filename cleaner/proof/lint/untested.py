"""Parts of rules that no example exercises: without the part, every example still passes."""

from __future__ import annotations

from collections.abc import Iterator

from ...rule.model import RulePack
from ..examples import try_examples
from ..finding import Finding
from ..guards import proves_itself
from ..mutations import with_rule, without_each_clause
from .subject import Subject
from .walk import narrowed_rules


def check(subject: Subject) -> Iterator[Finding]:
    """Branches, entries and clauses whose loss no example notices. Nothing if an example fails already: `test` reports that."""
    if _noticed(subject, subject.pack):
        return
    for rule in subject.pack.rules:
        for gone, changed in narrowed_rules(rule):
            if not _noticed(subject, with_rule(subject.pack, changed)):
                yield subject.about("untested", rule, f"has no example that needs {gone}")
        for clause, changed in without_each_clause(rule):
            if proves_itself(subject.pack, rule, clause, changed, subject.reader(subject.pack)):
                continue
            if not _noticed(subject, with_rule(subject.pack, changed)):
                yield subject.about("untested", rule, f"has no example that needs `{clause}`")


def _noticed(subject: Subject, pack: RulePack) -> bool:
    return any(outcome.problem for outcome in try_examples(pack, subject.reader(pack)))
