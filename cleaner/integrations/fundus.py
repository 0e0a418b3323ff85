"""
Fundus: its articles cleaned, as records like those of any other input.

Fundus reads pages of publishers that it knows, and names title, authors and date. What an article's paragraphs still hold
(datelines, credits, invitations) goes here, and is accounted for in a ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ..api import Cleaner
from ..clean import Cleaned
from ..record import Rejected

if TYPE_CHECKING:
    from fundus.scraping.article import Article

KNOWN = frozenset({"title", "body", "authors", "publishing_date", "images"})
"""What has a place in a record; other things that a parser gives are passed on as they are."""

NOT_PASSED_ON = frozenset({"ld", "meta"})
"""What Fundus found everything else in: long, and on the page."""


def clean_articles(articles: Iterable[Article], *, workers: int = 1, **options: Any) -> Iterator[Cleaned | Rejected]:
    """
    The result of each article, in order: a record with its ledger, or a rejection, also of an article without a body.

    `articles` is what a crawler of Fundus gives, or any other iterable of articles. `workers` is that of
    `Cleaner.clean_many`, and `options` are the keyword arguments of `Cleaner`.
    """
    return Cleaner(**options).clean_many(map(row_of_article, articles), workers=workers)


def row_of_article(article: Article) -> dict[str, Any]:
    """
    An article as a row for `Cleaner`. Its URL is the id.

    The text has a paragraph a line, and the headline of each section on a line before its paragraphs; the summary becomes
    `standfirst`. Authors, the date, captions and image credits go into their fields. The publisher's domain is found by the
    URL, as for any row. The language is left to the cleaner: Fundus would guess it anew each time it is asked. Topics,
    `free_access` and what else a parser gives go into `extra`. Where an attribute holds an exception, which it does if Fundus
    was told to go on, nothing is known.
    """
    values = {name: value for name, value in article.__extraction__.items() if not isinstance(value, Exception)}
    body, images = values.get("body"), values.get("images") or []
    paragraphs = (
        [text for section in body.sections for text in (*section.headline, *section.paragraphs)] if body else []
    )
    row: dict[str, Any] = {
        "id": article.html.responded_url,
        "url": article.html.responded_url,
        "text": "\n".join(map(_one_line, paragraphs)),
        "title": values.get("title"),
        "standfirst": " ".join(map(_one_line, body.summary)) or None if body else None,
        "authors": list(values.get("authors") or []),
        "created": values.get("publishing_date"),
        "captions": [image.caption for image in images if image.caption],
        "image_credits": list(dict.fromkeys(author for image in images for author in image.authors)),
    }
    return {**_others(values), "crawled": article.html.crawl_date.isoformat(), **row}


def _one_line(paragraph: str) -> str:
    """A paragraph on one line, as a page shows it."""
    return " ".join(paragraph.split())


def _others(values: Mapping[str, Any]) -> dict[str, Any]:
    """What Fundus knows and a record has no field for."""
    return {name: value for name, value in values.items() if name not in KNOWN | NOT_PASSED_ON}
