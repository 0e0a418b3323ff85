"""
What a page says of its article in JSON-LD.

Publishers write it by hand and by plugin: lists where one value stands, objects where a name stands, a graph, HTML
entities, line breaks inside strings. What cannot be read is as if it were not there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import unescape
from operator import itemgetter
from typing import NamedTuple

MAX_OBJECTS = 20_000
"""Objects looked at in the JSON-LD of a page: a list of links to other pages can be long, the article comes early."""

ARTICLE_TYPES = ("article", "posting", "report", "review", "recipe", "interview", "webpage", "videoobject")
"""Endings of the types that speak of the page itself, the best first: `NewsArticle`, `BlogPosting`, `WebPage`."""


class Linked(NamedTuple):
    """The claims of a page's JSON-LD; each a list, the article's own before those of the page around it."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    image_credits: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def read_linked(scripts: Iterable[str]) -> Linked:
    """
    The claims in the texts of a page's `application/ld+json` scripts.

    >>> read_linked(['{"@type": "NewsArticle", "headline": "A &amp; B", "author": [{"name": "Ann Lee"}, "Bo Ek"]}'])[:3]
    (('A & B',), (), ('Ann Lee', 'Bo Ek'))
    """
    ranked = sorted(((_rank(thing), thing) for thing in _objects(scripts)), key=itemgetter(0))
    found = [thing for _, thing in ranked]
    articles = [thing for rank, thing in ranked if rank < len(ARTICLE_TYPES)]
    best = [thing for rank, thing in ranked[: len(articles)] if rank == ranked[0][0]]
    images = [image for thing in best for image in _each(thing.get("image")) if isinstance(image, dict)]
    images += [thing for thing in found if _type(thing) == "imageobject"]
    return Linked(
        titles=_texts(articles, "headline", "name"),
        descriptions=_texts(articles, "description", "alternativeHeadline"),  # the second is mostly the standfirst
        authors=next((names for thing in best for names in (_names([thing], "author"),) if names), ())
        or _names(best[:1], "creator"),
        dates=_texts(articles, "datePublished", "dateCreated", "uploadDate"),
        bodies=_texts(articles, "articleBody", "text"),
        image_credits=_texts(images, "creditText") + _names(images, "author"),
        captions=_texts(images, "caption"),
        sites=_names(articles, "publisher") + _texts([t for t in found if _type(t) == "website"], "name"),
    )


def _objects(scripts: Iterable[str]) -> list[dict[str, object]]:
    """Every object with a type, outer before inner, without recursion; authors and comments are not entered."""
    found: list[dict[str, object]] = []
    todo: list[object] = [value for script in scripts for value in _parsed(script)]
    todo.reverse()
    seen = 0
    while todo and seen < MAX_OBJECTS:
        seen += 1
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(reversed(value))
        elif isinstance(value, dict):
            if "@type" in value or "headline" in value or "articleBody" in value:
                found.append(value)
            inner = [v for k, v in value.items() if isinstance(v, (dict, list)) and k not in _NOT_ENTERED]
            todo.extend(reversed(inner))
    return found


_NOT_ENTERED = frozenset(
    ("author", "creator", "publisher", "comment", "review", "itemListElement", "hasPart", "isPartOf", "mentions")
)


def _parsed(script: str) -> Iterator[object]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return


def _type(thing: dict[str, object]) -> str:
    kinds = [kind for kind in _each(thing.get("@type")) if isinstance(kind, str)]
    return kinds[0].lower() if kinds else ""


def _rank(thing: dict[str, object]) -> int:
    kinds = [kind.lower() for kind in _each(thing.get("@type")) if isinstance(kind, str)]
    ranks = [place for place, end in enumerate(ARTICLE_TYPES) for kind in kinds if kind.endswith(end)]
    if ranks:
        return min(ranks)
    return 0 if not kinds and ("headline" in thing or "articleBody" in thing) else len(ARTICLE_TYPES)


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(things: Iterable[dict[str, object]], *keys: str) -> tuple[str, ...]:
    said = [text for thing in things for key in keys for text in _each(thing.get(key)) if isinstance(text, str)]
    return _distinct(said)


def _names(things: Iterable[dict[str, object]], key: str) -> tuple[str, ...]:
    """Names of persons and organisations, which stand as text or as objects."""
    names: list[str] = []
    for thing in things:
        for value in _each(thing.get(key)):
            name = value.get("name") if isinstance(value, dict) else value
            names += [text for text in _each(name) if isinstance(text, str)]
    return _distinct(names)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    plain = (unescape(unescape(text)).strip() for text in texts)
    return tuple(dict.fromkeys(text for text in plain if text))
