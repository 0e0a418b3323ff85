"""
The gate against false positives: no rule may remove a line of the gold, except where somebody looked and agreed.

An exception that is no longer needed is reported too, so that the list does not outlive its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import RunError
from .gold_loss import PageLoss


@dataclass(frozen=True, slots=True, order=True)
class FalsePositive:
    """A rule (by full name) that removed a line from the gold of a page (by id)."""

    rule: str
    page: str
    line: str


@dataclass(frozen=True, slots=True, order=True)
class KnownException:
    """A rule that may remove lines from the gold of one page, and why: usually the gold is wrong, or golds disagree."""

    rule: str
    page: str
    reason: str


@dataclass(frozen=True, slots=True)
class Audit:
    """False positives without an exception, and exceptions that are no longer needed."""

    unexpected: tuple[FalsePositive, ...]
    unused: tuple[KnownException, ...]


def audit(pages: Iterable[PageLoss], exceptions: Sequence[KnownException]) -> Audit:
    """
    Compare false positives with the exceptions.

    Exceptions for pages that are not among `pages` are not reported as unused: `pages` may be a sample.
    """
    losses = list(pages)
    positives = {
        FalsePositive(rule, loss.id, removal.line)
        for loss in losses
        for removal in loss.removals
        for rule in removal.rules
    }
    allowed = {(exception.rule, exception.page) for exception in exceptions}
    needed = {(positive.rule, positive.page) for positive in positives}
    judged = {loss.id for loss in losses}
    unused = (known for known in exceptions if known.page in judged and (known.rule, known.page) not in needed)
    return Audit(
        unexpected=tuple(sorted(found for found in positives if (found.rule, found.page) not in allowed)),
        unused=tuple(sorted(unused)),
    )


def known_exceptions(rows: object) -> tuple[KnownException, ...]:
    """
    The exceptions of a parsed file: a list of mappings with `rule`, `page` and `reason`, none of them empty.

    >>> known_exceptions([{"rule": "example.org/share", "page": "a1", "reason": "the gold keeps the share line"}])
    (KnownException(rule='example.org/share', page='a1', reason='the gold keeps the share line'),)
    """
    if not isinstance(rows, list):
        raise RunError("known exceptions must be a list")
    return tuple(_known_exception(at, row) for at, row in enumerate(rows, 1))


def _known_exception(at: int, row: object) -> KnownException:
    if not isinstance(row, Mapping) or set(row) != {"rule", "page", "reason"} or not all(row.values()):
        raise RunError(f"known exception {at} must have `rule`, `page` and `reason`, and nothing else: {row!r}")
    return KnownException(str(row["rule"]), str(row["page"]), str(row["reason"]))
