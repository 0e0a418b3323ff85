"""
The gate against false positives: no rule fires inside a gold body, but for exceptions that somebody has looked at.

An exception that no longer fires is reported too, so that the list of exceptions can only shrink by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import RunError
from .gold_loss import PageDamage


@dataclass(frozen=True, slots=True, order=True)
class Firing:
    """A rule (its full name) that removed a line of the gold of a page (its id)."""

    rule: str
    page: str
    line: str


@dataclass(frozen=True, slots=True, order=True)
class Exemption:
    """A rule that may fire inside the gold of one page, and why: most often the gold is wrong, or golds disagree."""

    rule: str
    page: str
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """Firings that nothing exempts, and exemptions that nothing needs any more."""

    firings: tuple[Firing, ...]
    unused: tuple[Exemption, ...]


def audit(pages: Iterable[PageDamage], exemptions: Sequence[Exemption]) -> Audit:
    """
    Hold every firing against the exemptions.

    Exemptions of pages that are not among `pages` are not called unused: a sample says nothing about the others.
    """
    rows = list(pages)
    firings = {Firing(rule, row.id, removal.line) for row in rows for removal in row.removals for rule in removal.rules}
    exempt = {(exemption.rule, exemption.page) for exemption in exemptions}
    fired = {(firing.rule, firing.page) for firing in firings}
    judged = {row.id for row in rows}
    return Audit(
        firings=tuple(sorted(firing for firing in firings if (firing.rule, firing.page) not in exempt)),
        unused=tuple(sorted(e for e in exemptions if e.page in judged and (e.rule, e.page) not in fired)),
    )


def exemptions(rows: object) -> tuple[Exemption, ...]:
    """
    The exemptions of a parsed file: a list of mappings with `rule`, `page` and `reason`, none of them empty.

    >>> exemptions([{"rule": "example.org/share", "page": "a1", "reason": "the gold keeps the share line"}])
    (Exemption(rule='example.org/share', page='a1', reason='the gold keeps the share line'),)
    """
    if not isinstance(rows, list):
        raise RunError("known exceptions must be a list")
    return tuple(_exemption(at, row) for at, row in enumerate(rows, 1))


def _exemption(at: int, row: object) -> Exemption:
    if not isinstance(row, Mapping) or set(row) != {"rule", "page", "reason"} or not all(row.values()):
        raise RunError(f"known exception {at} must say `rule`, `page` and `reason`, and nothing else: {row!r}")
    return Exemption(str(row["rule"]), str(row["page"]), str(row["reason"]))
