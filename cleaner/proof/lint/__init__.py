"""
Lint: what is unwise in a pack although it loads and its examples pass. Each check has its own file; `CHECKS` lists them.

A comment on a rule's first line waives a check for it, and must give a reason:

    - id: brand  # cleaner: allow untested - the golden of the old layout shows it
"""

from __future__ import annotations

from collections.abc import Mapping

from ..finding import Finding
from . import (
    broad,
    hidden_literal,
    order,
    placeless,
    shadowed,
    unlifted_group,
    unreachable,
    untested,
    unused_group,
    unused_name,
)
from .subject import Check, Subject
from .waiver import waive

CHECKS: Mapping[str, tuple[Check, str]] = {
    "broad": (broad.check, "A rule acts on what another pack spares."),
    "hidden-literal": (hidden_literal.check, "An expression says what a literal says plainly, and faster."),
    "order": (order.check, "Keys are not in the canonical order."),
    "placeless": (placeless.check, "A rule for texts of unknown publishers acts anywhere on anything."),
    "shadowed": (shadowed.check, "Another rule takes all that a rule takes."),
    "unlifted-group": (unlifted_group.check, "An expression names a group that nothing lifts."),
    "unreachable": (unreachable.check, "A rule, or a part of it, can never hold."),
    "untested": (untested.check, "No example notices when a part of a rule is gone."),
    "unused-group": (unused_group.check, "No publisher uses a group."),
    "unused-name": (unused_name.check, "Nothing names a list or a test of the pack."),
}
"""Every check by name, with the meaning of its findings."""


def lint(subject: Subject) -> list[Finding]:
    """All findings that no waiver covers, in the order of the pack's lines."""
    found = [finding for check, _ in CHECKS.values() for finding in check(subject)]
    return sorted(waive(subject, found, {*CHECKS}))
