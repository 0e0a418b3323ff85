"""
Counts over many documents: what each rule removed, and how many documents have which publisher, language, verdict …

A run counts each piece of its input by itself, stores that `Tally` as JSON, and adds all of them up in the order of the
plan. Nothing here depends on which worker counted what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from typing import Any

import msgspec

from ..clean import Cleaned
from ..match.original_url import host_of
from ..match.rulebook import Rulebook
from ..record import Record, Rejected
from ..rule.parse_pack import DOMAIN

SPREADS = ("reason", "site", "routing", "language", "encoding", "verdict", "kind")
"""The fields of a `Tally` that count how something is spread over the documents."""

HOST_MAX_CHARS = 253
"""A longer name is no host (RFC 1035)."""

MAX_SITES = 20_000
"""Sites without a pack that the counts of a whole run keep: 2 MB of memory, however many the input has. Never varied."""


@dataclass
class Tally:
    """
    What a run did.

    `rules` counts documents, edits and characters by the full name of the rule. `kind` counts removed characters by kind,
    the other spreads count documents: by reason of rejection, by site, by what identified the publisher, by language,
    encoding and verdict. Characters are code points.
    """

    documents: int = 0
    rejected: int = 0
    chars_in: int = 0
    chars_out: int = 0
    rules: dict[str, Counter[str]] = field(default_factory=dict)
    reason: Counter[str] = field(default_factory=Counter)
    site: Counter[str] = field(default_factory=Counter)
    routing: Counter[str] = field(default_factory=Counter)
    language: Counter[str] = field(default_factory=Counter)
    encoding: Counter[str] = field(default_factory=Counter)
    verdict: Counter[str] = field(default_factory=Counter)
    kind: Counter[str] = field(default_factory=Counter)

    def add(self, result: Cleaned | Rejected, times: int = 1) -> None:
        """Count one document; `times=-1` takes it back."""
        if isinstance(result, Rejected):
            self.rejected += times
            self.reason[result.reason] += times
            return
        record, meta = result.record, result.record.metadata
        self.documents += times
        self.chars_in += meta.chars_in * times
        self.chars_out += meta.chars_out * times
        self.routing[meta.routing] += times
        self.language[meta.language] += times
        self.encoding[meta.encoding] += times
        for verdict in meta.verdicts:
            self.verdict[verdict] += times
        if site := site_of(record):
            self.site[site] += times
        self._add_edits(result, times)

    def _add_edits(self, cleaned: Cleaned, times: int) -> None:
        fired = set()
        for edit in cleaned.ledger.edits:
            size = len(edit.text) * times
            self.kind[edit.kind] += size
            for rule in edit.rules:
                fired.add(rule)
                counts = self.rules.setdefault(rule, Counter())
                counts["edits"] += times
                counts["chars"] += size
        for rule in fired:
            self.rules[rule]["documents"] += times

    def merge(self, other: Tally) -> None:
        """Add the counts of another tally. Nothing is lost, so it does not matter in which order or groups one merges."""
        self.documents += other.documents
        self.rejected += other.rejected
        self.chars_in += other.chars_in
        self.chars_out += other.chars_out
        for rule, counts in other.rules.items():
            self.rules.setdefault(rule, Counter()).update(counts)
        for mine, others in zip(self.spreads(), other.spreads(), strict=True):
            mine.update(others)

    def spreads(self) -> Iterator[Counter[str]]:
        """The counters that `SPREADS` names, in its order."""
        return (getattr(self, name) for name in SPREADS)

    def to_json(self) -> dict[str, Any]:
        """The tally as JSON values, from which `from_json` makes the same tally again."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return values

    @classmethod
    def from_json(cls, values: object) -> Tally:
        """
        The tally that `to_json` wrote. Raises msgspec.ValidationError (a ValueError), which says where and what would be right.

        >>> Tally.from_json({"kind": {"share": "many"}})
        Traceback (most recent call last):
        msgspec.ValidationError: Expected `int`, got `str` - at `$[...]` - at `$.kind`
        """
        return msgspec.convert(values, cls, dec_hook=_counter)


def _counter(_: type, values: object) -> Counter[str]:
    """How msgspec makes a Counter, the one type of our fields that it does not know."""
    try:
        return Counter(msgspec.convert(values, dict[str, int]))
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from None  # msgspec adds to it which field this was


def total_of(tallies: Iterable[Tally], publishers: Container[str]) -> Tally:
    """
    The counts of a whole run, from those of its pieces in the order of the plan. `publishers` are the sites with a pack.

    Of the other sites only the most frequent are kept, so that memory does not grow with the input: their counts are exact
    up to `MAX_SITES` different ones. Beyond that, one that is rare everywhere may count too low, never too high.
    """
    total = Tally()
    for tally in tallies:
        total.merge(tally)
        if len(total.site) > 2 * MAX_SITES:
            total.site = _without_rare(total.site, publishers)
    return total


def _without_rare(sites: Counter[str], publishers: Container[str]) -> Counter[str]:
    others = Counter({site: count for site, count in sites.items() if site not in publishers})
    kept = dict(most_frequent(others, MAX_SITES))
    return Counter({site: count for site, count in sites.items() if site in publishers or site in kept})


def most_frequent(counts: Counter[str], most: int) -> list[tuple[str, int]]:
    """
    The names with the highest counts, highest first, and those of one count by name; none that counts nothing.

    >>> most_frequent(Counter(b=2, c=7, a=2, d=0), 3)
    [('c', 7), ('a', 2), ('b', 2)]
    """
    return nsmallest(most, (+counts).items(), key=lambda item: (-item[1], item[0]))


def site_of(record: Record) -> str:
    """
    The domain that tells whose document it is: its source if that is a domain, as it is where the publisher has a pack; else
    the host of its URL; "" if there is neither.

    >>> site_of(Record("a", "", source="pier.example")), site_of(Record("a", "", source="The Pier"))
    ('pier.example', '')
    """
    return _domain_in(record.source) or _domain_in(record.metadata.url or "")


@lru_cache(maxsize=4096)
def _domain_in(name: str) -> str:
    """The host in a source or a URL, if it is a domain. Few publishers make most documents, so it is mostly known already."""
    host = host_of(name)
    return host if len(host) <= HOST_MAX_CHARS and DOMAIN.fullmatch(host) else ""


def publishers_of(rulebook: Rulebook) -> frozenset[str]:
    """The sites that have a pack: the domain that records have as their source."""
    return frozenset(pack.domains[0] for pack in rulebook.packs.values() if pack.scope == "publisher")
