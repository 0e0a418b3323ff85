"""Rules for texts of unknown publishers must keep to a place, or name the whole line."""

from __future__ import annotations

from collections.abc import Iterator

from ...rule.check_rules import is_anchored
from ..finding import Finding
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Rules of generic packs (the loader refuses most of them) and agencies' standalone rules that act anywhere."""
    for rule in subject.pack.rules:
        unknown = subject.pack.scope == "generic" or rule.standalone
        if unknown and rule.verb == "drop" and not is_anchored(rule):
            message = "acts on texts of unknown publishers: say `head N` or `tail N`, or name the whole line"
            yield subject.about("placeless", rule, message)
