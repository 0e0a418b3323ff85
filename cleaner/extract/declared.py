"""What a page says of itself out of sight: JSON-LD, Open Graph, meta, `<title>`. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from .json_ld import Linked, read_linked


class Said(NamedTuple):
    """JSON-LD, the contents of `<meta>` by their lower-case name, the `<title>`, the language and canonical address."""

    linked: Linked
    metas: Mapping[str, tuple[str, ...]]
    title: str
    canonical: str

    def metas_of(self, *names: str) -> tuple[str, ...]:
        """The contents of the metas with these names, in the order of the names, without repetition."""
        return tuple(dict.fromkeys(text for name in names for text in self.metas.get(name, ())))

    @property
    def url(self) -> str:
        """The canonical address, else that of Open Graph."""
        return self.canonical or next(iter(self.metas_of("og:url")), "")

    @property
    def titles(self) -> tuple[str, ...]:
        """Every wording of the title, JSON-LD first."""
        metas = self.metas_of(*TITLE_METAS)
        return tuple(dict.fromkeys(t[:LONGEST] for t in (*self.linked.titles[:MAX_VALUES], *metas, self.title) if t))

    @property
    def descriptions(self) -> tuple[str, ...]:
        """Every wording of the description, Open Graph first: it is the one that editors write."""
        said = (*self.metas_of(*DESCRIPTION_METAS), *self.linked.descriptions[:MAX_VALUES])
        return tuple(dict.fromkeys(text[:LONGEST] for text in said))

    @property
    def authors(self) -> tuple[str, ...]:
        """Every author named, JSON-LD first."""
        return tuple(dict.fromkeys((*self.linked.authors[:MAX_VALUES], *self.metas_of(*AUTHOR_METAS))))


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


def read_said(parser: LexborHTMLParser) -> Said:
    """What the parsed page says of itself."""
    metas: dict[str, tuple[str, ...]] = {}
    for node in parser.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = unescape(attributes.get("content") or "").strip()
        if name and content:
            metas[name.lower()] = (*metas.get(name.lower(), ()), content)[:MAX_VALUES]
    scripts = [node.text() for node in parser.css('script[type="application/ld+json"]')]
    heading = parser.css_first("title")
    link = parser.css_first('link[rel="canonical"][href]')
    return Said(
        linked=read_linked(scripts),
        metas=metas,
        title=" ".join((heading.text() if heading else "").split()),
        canonical=(link.attributes.get("href") or "") if link else "",
    )


LONGEST = 2000
"""Characters of a title or description that are looked at: every line of the page is compared with them."""

MAX_VALUES = 20
"""Contents kept for one name: authors are many, a page that repeats a name thousands of times is not an article."""
