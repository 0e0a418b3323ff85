"""Groups of publishers that no publisher uses: their rules never act."""

from __future__ import annotations

from collections.abc import Iterator

from ...rule.uses import used_by
from ..finding import Finding
from .subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """A group that no publisher uses, also not through another group."""
    packs = {pack.name: pack for pack in (subject.pack, *subject.others)}
    publishers = (pack for pack in subject.others if pack.scope == "publisher")
    if subject.pack.scope == "group" and not any(subject.pack in used_by(pack, packs) for pack in publishers):
        message = f"no publisher uses the group: say `uses: [{subject.pack.name}]` in a pack, or remove the file"
        yield Finding(subject.pack.file, 1, "unused-group", "", message)
