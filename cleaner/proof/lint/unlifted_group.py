"""Named groups that no `lift` uses: the text goes, and the value that the author named is lost with it."""

from __future__ import annotations

from collections.abc import Iterator

from ...rule.expression import groups
from ...rule.model import Matches, Rule
from ..finding import Finding
from .subject import Subject
from .walk import conditions_of, parts


def check(subject: Subject) -> Iterator[Finding]:
    """Rules with a named group that none of their lifts takes a value from."""
    for rule in subject.pack.rules:
        lifted = {into.group for into in rule.lift}
        for name in sorted(_named(rule) - lifted):
            message = f"names the group `{name}`, but lifts nothing from it: lift it, or write `(?:...)`"
            yield subject.about("unlifted-group", rule, message)


def _named(rule: Rule) -> set[str]:
    patterns = (
        part.patterns for condition in conditions_of(rule) for part in parts(condition) if isinstance(part, Matches)
    )
    return {name for several in patterns for pattern in several for name in groups(pattern)}
