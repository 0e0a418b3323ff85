"""
Which publisher a document is from: by the `source` that came with it, by its URL's host, by fingerprints in its text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ..document import Document
from ..edit import Match
from ..rule.model import LineUnit, Rule, RulePack
from ..rule_name import RuleName
from .folded import FoldedDocument
from .matcher import Matcher

ARCHIVES = re.compile(
    r"^https?://(?:web\.archive\.org/web/[0-9a-z_*]+|archive\.(?:today|is|ph|md|li|vn|fo)/(?:[0-9.-]+|newest))/(.+)$",
    re.I,
)
AMP_PATH = re.compile(r"^https?://(?:www\.)?google\.[a-z.]+/amp/s?/?(.+)$", re.I)
CACHE = re.compile(r"^https?://webcache\.googleusercontent\.com/search\?q=cache:(?:[\w-]+:)?(.+?)(?:[+&].*)?$", re.I)
AMP_CACHE = re.compile(r"^https?://cdn\.ampproject\.org/[a-z]/(?:s/)?(.+)$", re.I)
BARE = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)+\.?(?:[:/?#]|$)")
AMP_HOST = re.compile(r"^(?P<host>[a-z0-9-]+)\.cdn\.ampproject\.org$", re.I)


class Route(NamedTuple):
    """
    Where a document goes: a pack's name or "", the source as records name it, how it was found, and the fingerprints that
    were found in it, if they were looked for.
    """

    pack: str
    source: str
    by: str
    fingerprints: tuple[Match, ...] = ()


def inner_url(url: str) -> str:
    """
    The page's own URL inside that of a web archive, an AMP address or a cache.

    >>> inner_url("https://web.archive.org/web/20240101000000/https://www.example.com/a")
    'https://www.example.com/a'
    """
    if BARE.match(url):
        url = f"https://{url.removeprefix('//')}"
    for _ in range(3):
        found = ARCHIVES.match(url) or AMP_PATH.match(url) or AMP_CACHE.match(url) or CACHE.match(url)
        if not found:
            break
        url = unquote(found[1])
        if "://" not in url:
            url = f"https://{url}"
    return url


def host_of(url: str) -> str:
    """
    The host of a URL, lower-case, without `www.`; "" where there is none.

    >>> host_of("https://www.example.co.uk/x"), host_of("https://www-example-com.cdn.ampproject.org/c/s/a"), host_of("x")
    ('example.co.uk', 'example.com', '')
    """
    try:
        host = (urlsplit(inner_url(url.strip())).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""
    amp = AMP_HOST.match(host)
    if amp:
        # AMP writes a dot as a hyphen and a hyphen as two.
        host = amp["host"].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return host.removeprefix("www.")


class Router:
    """All publishers' packs by domain, by name and by fingerprint."""

    def __init__(self, packs: Iterable[RulePack]):
        publishers = [pack for pack in packs if pack.scope == "publisher"]
        self.domains = {domain: pack for pack in publishers for domain in pack.domains}
        self.names = {pack.publisher.casefold(): pack for pack in publishers if pack.publisher}
        self.prints = [
            Rule(RuleName(pack.name, str(number)), "other", "find", LineUnit(fingerprint.test), fingerprint.where)
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
        """The pack of the longest suffix of a host."""
        while "." in host:
            if host in self.domains:
                return self.domains[host]
            host = host.split(".", 1)[1]
        return None

    def stated(self, source: str, url: str) -> tuple[RulePack, str] | None:
        """The pack that a `source` or a URL names, and which of them did."""
        if not source and not url:
            return None
        pack = self.by_host(source.strip().lower().removeprefix("www.")) or self.names.get(source.strip().casefold())
        if pack:
            return pack, "source"
        pack = self.by_host(host_of(url))
        return (pack, "url") if pack else None

    def route(self, document: Document | FoldedDocument, source: str, url: str, prints: Callable[[], Matcher]) -> Route:
        """
        Where a document goes. A `source` that names a pack wins, then the URL, then fingerprints, for which `prints` makes the
        matcher; two publishers' fingerprints in one text are none.
        """
        stated = self.stated(source, url)
        if stated:
            return Route(stated[0].name, stated[0].domains[0], stated[1])
        fingerprints = tuple(prints().matches(document))
        found = sorted({match.rule.pack for match in fingerprints})
        if len(found) == 1:
            return Route(found[0], self.packs[found[0]].domains[0], "fingerprint", fingerprints)
        by = "ambiguous" if found else "none"
        return Route("", source.strip() or host_of(url) or "unknown", by, fingerprints)
