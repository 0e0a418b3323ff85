"""
The fields of a page: title, standfirst, authors, date, captions, credits.

Each comes from JSON-LD, else Open Graph, else meta, else the visible page. Only the standfirst is always the visible one,
because the description is often another text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ..page import PageFields
from .author_names import names_in
from .boundaries import find_headline
from .by_structure import Body
from .dates import date_in, first_date
from .declared import Declared
from .wording import comparison_key

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

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
DATE_SELECTOR = (
    '[itemprop="datePublished"], time[datetime][pubdate], time[datetime], [class*="publish"], [class*="date"]'
)
BYLINE_SELECTOR = (
    '[itemprop="author"] [itemprop="name"], [itemprop="author"], [rel~="author"], [class*="author-name"], '
    '[class*="author_name"], [class*="authorName"], [class*="byline"] a, [class*="author"] a, [class*="byline"], '
    '[class*="author"]'
)

MAX_ELEMENTS, MAX_VISIBLE_CHARS = 20, 200
"""Elements, and characters of each, that are looked at for a visible date or byline; never varied."""

MIN_HEADLINE_CHARS = 11
"""Characters from which a headline can replace a declared title that contains it; never varied."""

MIN_TITLE_CHARS = 10
"""Characters of a title that must remain before the site's name; never varied."""

MIN_CAPTION_SPACES, MAX_CAPTION_LINK_DENSITY = 2, 0.5
"""Shorter captions are names and credits, linked ones teasers; never varied."""

_SEPARATOR = re.compile(r"\s+[|–—•·»:-]+\s+")


def read_fields(
    parser: LexborHTMLParser, declared: Declared, body: Body, standfirst: str, url: str, created: str
) -> PageFields:
    """The fields that a page gives without a pack."""
    headline = find_headline(body.page_index)
    heading = body.page_index.tree.blocks[headline].text if headline >= 0 else ""
    url = url or declared.url
    sites = (*declared.metas_of("og:site_name", "application-name"), *declared.json_ld.sites)
    return PageFields(
        title=choose_title(declared, heading, sites),
        standfirst=standfirst,
        authors=find_authors(parser, declared, sites),
        created=date_in(created) or find_created(parser, declared, url),
        captions=find_captions(body),
        image_credits=declared.json_ld.image_credits,
        url=url,
        site=sites[0] if sites else "",
    )


def choose_title(declared: Declared, heading: str, sites: Iterable[str]) -> str:
    """The first declared title without the site's name; the visible headline where one contains the other."""
    title = next(iter(declared.titles), "")
    if not title:
        return heading
    heading_key, title_key = comparison_key(heading), comparison_key(title)
    if len(heading_key) >= MIN_HEADLINE_CHARS and (heading_key in title_key or title_key in heading_key):
        return heading
    return without_site(" ".join(title.split()), sites)


def without_site(title: str, sites: Iterable[str]) -> str:
    """
    A title without the site's name at its end.

    >>> without_site("Rain comes - The Daily Post", ["Daily Post"])
    'Rain comes'
    """
    names = [name for name in map(comparison_key, sites) if name]
    for separator in _SEPARATOR.finditer(title):
        tail = comparison_key(title[separator.end() :])
        is_site = tail and any(tail in name or name in tail for name in names)
        if is_site and separator.start() >= MIN_TITLE_CHARS:
            return title[: separator.start()]
    return title


def find_authors(parser: LexborHTMLParser, declared: Declared, sites: Iterable[str]) -> tuple[str, ...]:
    """The authors; the site itself only if it is the only one named."""
    excluded = tuple(sites)
    for texts in (declared.json_ld.authors, declared.authors):
        if names := names_in(texts, excluded):
            return names
    for node in parser.css(BYLINE_SELECTOR)[:MAX_ELEMENTS]:
        if names := tuple(name for name in names_in([_text(node)], excluded) if name != name.lower()):
            return names
    return names_in(declared.authors)


def find_created(parser: LexborHTMLParser, declared: Declared, url: str) -> str:
    """The day of publication, "" if the page does not give it."""
    if date := first_date((*declared.json_ld.dates, *declared.metas_of(*DATE_METAS))):
        return date
    for node in parser.css(DATE_SELECTOR)[:MAX_ELEMENTS]:
        attributes = node.attributes
        if date := first_date((attributes.get("datetime") or "", attributes.get("content") or "", _text(node))):
            return date
    return date_in(url)


def find_captions(body: Body) -> tuple[str, ...]:
    """The captions in the article: text of elements that were left out of the body as captions."""
    captions = (
        block.text
        for block, key in zip(body.page_index.tree.blocks, body.page_index.keys, strict=True)
        if body.noise[block.element] == "caption"
        and key.count(" ") >= MIN_CAPTION_SPACES
        and block.link_density < MAX_CAPTION_LINK_DENSITY
    )
    return tuple(dict.fromkeys(captions))


def _text(node: LexborNode) -> str:
    if node.css_first("style, script"):
        return ""
    return " ".join(node.text(separator=" ").split())[:MAX_VISIBLE_CHARS]
