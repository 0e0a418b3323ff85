"""
Lint: what is wrong with a pack although it loads and its examples hold. One check a file; `CHECKS` names them.

A rule is excused from a check by a comment on its first line, which must give a reason:

    - id: brand  # cleaner: allow untested - the golden of the old layout shows it
"""

from __future__ import annotations

from collections.abc import Mapping

from . import broad, hidden_literal, order, placeless, shadowed, unlifted_group, unreachable, untested
from .finding import Check, Finding, Subject
from .waiver import waive

CHECKS: Mapping[str, tuple[Check, str]] = {
    "broad": (broad.check, "A rule acts on what another pack spares."),
    "hidden-literal": (hidden_literal.check, "An expression says what a literal says plainly, and faster."),
    "order": (order.check, "Keys and rules do not stand in the canonical order."),
    "placeless": (placeless.check, "A rule for texts of unknown publishers acts anywhere on anything."),
    "shadowed": (shadowed.check, "Another rule takes all that a rule takes."),
    "unlifted-group": (unlifted_group.check, "An expression names a group that nothing lifts."),
    "unreachable": (unreachable.check, "A rule, or a part of it, can never hold."),
    "untested": (untested.check, "No example notices when a part of a rule is gone."),
}
"""Every check by name, with what a finding of it means."""

WAIVER = "waiver"
"""The check that waivers themselves must pass."""


def lint(subject: Subject) -> list[Finding]:
    """All that the checks find in a pack and that no waiver excuses, in the order of its lines."""
    found = [finding for check, _ in CHECKS.values() for finding in check(subject)]
    return sorted(waive(subject, found, {*CHECKS}))
