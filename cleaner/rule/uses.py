"""
What packs use of each other. A group holds what several publishers share: rules, and where their pages keep the article.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..errors import Fault
from ..page import Selectors
from .check_rules import in_circles
from .model import RulePack

Packs = Mapping[str, RulePack]
"""Packs by their names."""


def used_by(pack: RulePack, packs: Packs) -> tuple[RulePack, ...]:
    """
    The packs that a pack uses, each followed by those that it uses itself. None comes twice.

    >>> packs = {"groups/g": RulePack("groups/g", "group", uses=("agencies/a",)), "agencies/a": RulePack("agencies/a", "agency")}
    >>> [used.name for used in used_by(RulePack("publishers/p", "publisher", uses=("groups/g",)), packs)]
    ['groups/g', 'agencies/a']
    """
    used: dict[str, RulePack] = {}
    waiting = [*reversed(pack.uses)]
    while waiting:
        name = waiting.pop()
        if name in packs and name not in used:
            used[name] = packs[name]
            waiting += reversed(packs[name].uses)
    return tuple(used.values())


def html_entries(pack: RulePack, packs: Packs) -> tuple[Selectors, ...]:
    """
    Where the article is on a publisher's pages: its own entries, then those of its groups. What an entry without a `body`
    drops is dropped by all of them.
    """
    theirs = [pack, *(used for used in used_by(pack, packs) if used.scope == "group")]
    entries = [entry for each in theirs for entry in each.html]
    everywhere = [selector for entry in entries if not entry.body for selector in entry.drop]
    return tuple(
        replace(entry, drop=tuple(dict.fromkeys([*entry.drop, *everywhere]))) for entry in entries if entry.body
    )


def uses_faults(packs: Packs) -> Iterator[Fault]:
    """What is wrong with the `uses` of packs: names of no pack or of the wrong sort, circles, and drops without a body."""
    circular = in_circles({name: pack.uses for name, pack in packs.items()})
    for pack in packs.values():
        for name in pack.uses:
            if problem := _problem(pack, name, packs):
                yield Fault(pack.file, 0, f"uses `{name}`, {problem}")
        if pack.name in circular:
            yield Fault(pack.file, 0, "`uses` leads back to the pack itself")
        if pack.scope == "publisher" and pack.html and not html_entries(pack, packs):
            yield Fault(
                pack.file, 0, "`html` only drops: an entry with a `body` is missing, here or in a group that is used"
            )


def _problem(pack: RulePack, name: str, packs: Packs) -> str:
    if name not in packs:
        known = ", ".join(other for other in packs if not other.startswith("publishers/")) or "none"
        return f"but there is no such pack; known: {known}"
    if packs[name].scope == "publisher":
        return "a publisher's pack: what both need belongs in `groups/<name>.yaml`"
    if packs[name].scope == "group" and pack.scope not in ("publisher", "group"):
        return "but only publishers and groups use groups"
    return ""
