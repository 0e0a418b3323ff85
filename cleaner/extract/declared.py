"""What a page declares in its source: JSON-LD, Open Graph, meta, `<title>`. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from .json_ld import JsonLd, read_json_ld

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_WORDING_CHARS = 2000
"""Characters kept of a title or description: every line of the page is compared with them; never varied."""

MAX_VALUES = 20
"""Contents kept for one name. Articles have several authors, but none repeats a name thousands of times; never varied."""

TITLE_METAS = ("og:title", "twitter:title", "headline", "title", "dc.title", "dcterms.title", "parsely-title")
DESCRIPTION_METAS = (
    "og:description",
    "description",
    "twitter:description",
    "dc.description",
    "dcterms.description",
    "sailthru.description",
)
AUTHOR_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "authors",
)


class Declared(NamedTuple):
    """JSON-LD, the contents of `<meta>` by lower-case name, the `<title>` and the canonical address."""

    json_ld: JsonLd
    metas: Mapping[str, tuple[str, ...]]
    title: str
    canonical: str

    def metas_of(self, *names: str) -> tuple[str, ...]:
        """The distinct contents of the metas with these names, in the order of the names."""
        return tuple(dict.fromkeys(text for name in names for text in self.metas.get(name, ())))

    @property
    def url(self) -> str:
        """The canonical address, else that of Open Graph."""
        return self.canonical or next(iter(self.metas_of("og:url")), "")

    @property
    def titles(self) -> tuple[str, ...]:
        """Every wording of the title, JSON-LD first."""
        metas = self.metas_of(*TITLE_METAS)
        return tuple(
            dict.fromkeys(t[:MAX_WORDING_CHARS] for t in (*self.json_ld.titles[:MAX_VALUES], *metas, self.title) if t)
        )

    @property
    def descriptions(self) -> tuple[str, ...]:
        """Every wording of the description, Open Graph first: editors write that one."""
        descriptions = (*self.metas_of(*DESCRIPTION_METAS), *self.json_ld.descriptions[:MAX_VALUES])
        return tuple(dict.fromkeys(text[:MAX_WORDING_CHARS] for text in descriptions))

    @property
    def authors(self) -> tuple[str, ...]:
        """Every author that is named, JSON-LD first."""
        return tuple(dict.fromkeys((*self.json_ld.authors[:MAX_VALUES], *self.metas_of(*AUTHOR_METAS))))


def read_declared(parser: LexborHTMLParser) -> Declared:
    """What a parsed page declares."""
    metas: dict[str, tuple[str, ...]] = {}
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = unescape(attributes.get("content") or "").strip()
        if name and content:
            metas[name.lower()] = (*metas.get(name.lower(), ()), content)[:MAX_VALUES]
    scripts = [node.text() for node in parser.css('script[type="application/ld+json"]')]
    title = parser.css_first("title")
    link = parser.css_first('link[rel="canonical"][href]')
    return Declared(
        json_ld=read_json_ld(scripts),
        metas=metas,
        title=" ".join((title.text() if title else "").split()),
        canonical=(link.attributes.get("href") or "") if link else "",
    )
