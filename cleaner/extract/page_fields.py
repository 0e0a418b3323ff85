"""
The fields of a page: title, standfirst, authors, date, captions, credits.

Each is asked of JSON-LD, Open Graph, meta and the visible page in this order; the standfirst only of the visible page,
because the description is often another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..page import PageFields
from .author_names import names_in
from .boundaries import headline
from .by_structure import Body
from .dates import date_in, first_date
from .declared import Said
from .page_index import fold

DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dcterms.created",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "article.published",
    "published-date",
    "publish-date",
    "publication_date",
    "pubdate",
    "date",
)
DATED = '[itemprop="datePublished"], time[datetime][pubdate], time[datetime], [class*="publish"], [class*="date"]'
BYLINE = (
    '[itemprop="author"] [itemprop="name"], [itemprop="author"], [rel~="author"], [class*="author-name"], '
    '[class*="author_name"], [class*="authorName"], [class*="byline"] a, [class*="author"] a, [class*="byline"], '
    '[class*="author"]'
)
MAX_LOOKED_AT = 20
"""Elements looked at for a visible date or byline."""

_TAIL = re.compile(r"\s+(?:[|–—•·»«:]+|-+|::)\s+(?!.*\s(?:[|–—•·»«]|-+|::)\s)")
_SITE_TAIL = re.compile(r"\s+[|–—•·»:-]+\s+")


def fields_of(parser: LexborHTMLParser, said: Said, body: Body, standfirst: str, url: str, created: str) -> PageFields:
    """The fields that a page gives without a pack."""
    view = body.view
    top = headline(view)
    heading = view.tree.pieces[top].text if top >= 0 else ""
    address = url or said.url
    sites = (*said.metas_of("og:site_name", "application-name"), *said.linked.sites)
    return PageFields(
        title=title_of(said, heading, sites),
        standfirst=standfirst,
        authors=authors_of(parser, said, sites),
        created=date_in(created) or created_of(parser, said, address),
        captions=captions_of(body),
        image_credits=said.linked.image_credits,
        url=address,
        site=sites[0] if sites else "",
    )


def title_of(said: Said, heading: str, sites: Iterable[str]) -> str:
    """The first title that the page declares, without the site's name; the visible headline where it says the same."""
    declared = next(iter(said.titles), "")
    if not declared:
        return heading
    seen, plain = fold(heading), fold(declared)
    if seen and len(seen) > 10 and (seen in plain or plain in seen):
        return heading
    return without_site(" ".join(declared.split()), sites)


def without_site(title: str, sites: Iterable[str]) -> str:
    """
    A title without the site's name at its end.

    >>> without_site("Rain comes - The Daily Post", ["Daily Post"])
    'Rain comes'
    """
    names = [name for name in map(fold, sites) if name]
    cuts = [match.span() for match in _SITE_TAIL.finditer(title)]
    for start, end in cuts:
        tail = fold(title[end:])
        if start >= 10 and tail and any(tail in name or name in tail for name in names):
            return title[:start]
    return title


def authors_of(parser: LexborHTMLParser, said: Said, sites: Iterable[str]) -> tuple[str, ...]:
    """Who is named as author; the site itself only where nobody else is."""
    barred = tuple(sites)
    for texts in (said.linked.authors, said.authors):
        if names := names_in(texts, barred):
            return names
    for node in parser.css(BYLINE)[:MAX_LOOKED_AT]:
        if names := tuple(name for name in names_in([_text(node)], barred) if name != name.lower()):
            return names
    return names_in(said.authors)


def created_of(parser: LexborHTMLParser, said: Said, address: str) -> str:
    """The day of publication, "" where the page does not say it."""
    if date := first_date((*said.linked.dates, *said.metas_of(*DATE_METAS))):
        return date
    for node in parser.css(DATED)[:MAX_LOOKED_AT]:
        attributes = node.attributes
        if date := first_date((attributes.get("datetime") or "", attributes.get("content") or "", _text(node))):
            return date
    return date_in(address)


def captions_of(body: Body) -> tuple[str, ...]:
    """The captions inside the article: text of boxes that were left out of the body as captions."""
    view = body.view
    found = (
        piece.text
        for at, piece in enumerate(view.tree.pieces)
        if body.noise[piece.box] == "caption" and view.folded[at].count(" ") >= 2 and piece.link < 0.5
    )
    return tuple(dict.fromkeys(found))


def _text(node: LexborNode) -> str:
    if node.css_first("style, script"):
        return ""
    return " ".join(node.text(separator=" ").split())[:200]
