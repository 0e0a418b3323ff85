"""
Routing: which publisher a document is from. The `source` that came with it decides, else the host of its URL, else
fingerprints in its text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from ..document import Document
from ..edit import Match
from ..rule.model import LineUnit, Rule, RulePack
from ..rule_name import RuleName
from .folded import FoldedDocument
from .matcher import Matcher
from .original_url import host_of

UNKNOWN_SOURCE = "unknown"
"""The source of a document that nothing identifies, and of no other."""


class Route(NamedTuple):
    """
    Where a document goes: the name of a pack or "", the source as records name it, what decided, and the fingerprints found
    in it, if they were looked for.
    """

    pack: str
    source: str
    by: str
    fingerprints: tuple[Match, ...] = ()


class Router:
    """All publishers' packs by domain, by name and by fingerprint."""

    def __init__(self, packs: Iterable[RulePack]):
        publishers = [pack for pack in packs if pack.scope == "publisher"]
        self.domains = {domain: pack for pack in publishers for domain in pack.domains}
        self.names = {pack.publisher.casefold(): pack for pack in publishers if pack.publisher}
        self.fingerprints = [
            Rule(RuleName(pack.name, str(number)), "other", "find", LineUnit(fingerprint.condition), fingerprint.where)
            for pack in publishers
            for number, fingerprint in enumerate(pack.fingerprints)
        ]
        self.packs = {pack.name: pack for pack in publishers}

    def digest(self) -> str:
        """A digest of the routing table: domains, names and fingerprints of all publishers."""
        table = [
            f"{pack.name} {pack.publisher} {pack.domains} {pack.fingerprints}" for _, pack in sorted(self.packs.items())
        ]
        return hashlib.sha256("\n".join(table).encode()).hexdigest()[:12]

    def by_host(self, host: str) -> RulePack | None:
        """The pack of a host, or of the longest domain that it belongs to."""
        while "." in host:
            if host in self.domains:
                return self.domains[host]
            host = host.split(".", 1)[1]
        return None

    def stated(self, source: str, url: str) -> tuple[RulePack, str] | None:
        """The pack that a `source` or a URL names, and which of the two did."""
        if not source and not url:
            return None
        pack = self.by_host(source.strip().lower().removeprefix("www.")) or self.names.get(source.strip().casefold())
        if pack:
            return pack, "source"
        pack = self.by_host(host_of(url))
        return (pack, "url") if pack else None

    def route(
        self, document: Document | FoldedDocument, source: str, url: str, fingerprint_matcher: Callable[[], Matcher]
    ) -> Route:
        """
        Where a document goes. `fingerprint_matcher` makes the matcher of all fingerprints where it is needed. If those of two
        publishers match, the document is from neither. A publisher without a pack is known by the source, or else by the
        host of the URL.
        """
        stated = self.stated(source, url)
        if stated:
            return Route(stated[0].name, stated[0].domains[0], stated[1])
        fingerprints = tuple(fingerprint_matcher().matches(document))
        packs = sorted({match.rule.pack for match in fingerprints})
        if len(packs) == 1:
            return Route(packs[0], self.packs[packs[0]].domains[0], "fingerprint", fingerprints)
        if named := _named(source):
            return Route("", named, "source", fingerprints)
        if host := _named(host_of(url)):
            return Route("", host, "url", fingerprints)
        return Route("", UNKNOWN_SOURCE, "ambiguous" if packs else "none", fingerprints)


def _named(source: str) -> str:
    """A source as records name it, or "" if it names nobody."""
    return "" if source.strip() == UNKNOWN_SOURCE else source.strip()
