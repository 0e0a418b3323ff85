"""Waivers: comments that exempt a rule from a check, with a reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..finding import Finding
from .subject import Subject

WAIVER_CHECK = "waiver"
"""The check that waivers themselves must pass."""

WAIVER_COMMENT = re.compile(r"#\s*cleaner:\s*allow\s+(?P<check>[a-z-]+)(?:\s+-\s*(?P<reason>.*))?")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A comment that exempts the rule on its line from a check."""

    line: int
    check: str
    reason: str


def waivers(text: str) -> Iterator[Waiver]:
    """
    The waivers in the text of a pack.

    >>> list(waivers("- id: brand  # cleaner: allow broad - both print it"))
    [Waiver(line=1, check='broad', reason='both print it')]
    """
    for number, line in enumerate(text.splitlines(), 1):
        found = WAIVER_COMMENT.search(line)
        if found:
            yield Waiver(number, found["check"], (found["reason"] or "").strip())


def waive(subject: Subject, findings: Iterable[Finding], checks: set[str]) -> Iterator[Finding]:
    """The findings that no waiver covers, and findings about waivers that lack a reason, a check, a rule or a use."""
    stated = [(file, waiver) for file, text in subject.texts for waiver in waivers(text)]
    excused = {(file, waiver.line, waiver.check) for file, waiver in stated if waiver.reason}
    used = set()
    for finding in findings:
        if (place := (finding.file, finding.line, finding.check)) in excused:
            used.add(place)
        else:
            yield finding
    rules = {(rule.file, rule.line): rule.name for rule in subject.pack.rules}
    for file, waiver in stated:
        rule = rules.get((file, waiver.line), "")
        problem = _problem(waiver, checks, bool(rule), (file, waiver.line, waiver.check) in used)
        if problem:
            yield Finding(file, waiver.line, WAIVER_CHECK, rule, problem)


def _problem(waiver: Waiver, checks: set[str], on_rule: bool, used: bool) -> str:
    if waiver.check not in checks:
        return f"there is no check `{waiver.check}`; checks are {', '.join(sorted(checks))}"
    if not on_rule:
        return "a waiver belongs on the first line of its rule"
    if not waiver.reason:
        return f"a waiver needs a reason: `# cleaner: allow {waiver.check} - why`"
    return "" if used else f"waives `{waiver.check}`, which finds nothing here: remove it"
