"""
What a page says about its article in JSON-LD.

Publishers write it by hand and by plugin: lists in place of a value, objects in place of a name, graphs, HTML entities,
line breaks inside strings. What cannot be parsed is ignored.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from operator import itemgetter
from typing import NamedTuple

MAX_JSON_LD_VALUES = 20_000
"""Values of a page's JSON-LD that are visited. Lists of links can be long, but the article comes early; never varied."""

ARTICLE_TYPES = ("article", "posting", "report", "review", "recipe", "interview", "webpage", "videoobject")
"""Endings of the types that describe the page itself, best first: `NewsArticle`, `BlogPosting`, `WebPage`."""

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of an emoji, written as an escape where the publisher cut a text off. No encoding can write it."""


class JsonLd(NamedTuple):
    """The claims of a page's JSON-LD, the article's own before those of the page around it."""

    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    image_credits: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


def read_json_ld(scripts: Iterable[str]) -> JsonLd:
    """
    The claims in the texts of a page's `application/ld+json` scripts.

    >>> read_json_ld(['{"@type": "NewsArticle", "headline": "A &amp; B", "author": [{"name": "Ann Lee"}, "Bo Ek"]}'])[:3]
    (('A & B',), (), ('Ann Lee', 'Bo Ek'))
    """
    ranked = sorted(((_rank(item), item) for item in _objects(scripts)), key=itemgetter(0))
    items = [item for _, item in ranked]
    articles = [item for rank, item in ranked if rank < len(ARTICLE_TYPES)]
    best = [item for rank, item in ranked[: len(articles)] if rank == ranked[0][0]]
    images = [image for item in best for image in _each(item.get("image")) if isinstance(image, dict)]
    images += [item for item in items if _type(item) == "imageobject"]
    return JsonLd(
        titles=_texts(articles, "headline", "name"),
        descriptions=_texts(articles, "description", "alternativeHeadline"),  # the latter is usually the standfirst
        authors=next(filter(None, (_names([item], "author") for item in best)), ()) or _names(best[:1], "creator"),
        dates=_texts(articles, "datePublished", "dateCreated", "uploadDate"),
        bodies=_texts(articles, "articleBody", "text"),
        image_credits=_texts(images, "creditText") + _names(images, "author"),
        captions=_texts(images, "caption"),
        sites=_names(articles, "publisher") + _texts([item for item in items if _type(item) == "website"], "name"),
    )


def _objects(scripts: Iterable[str]) -> list[dict[str, object]]:
    """Every object that has a type or describes an article, outer before inner; without recursion."""
    objects: list[dict[str, object]] = []
    todo: list[object] = [value for script in scripts for value in _parsed(script)]
    todo.reverse()
    visited = 0
    while todo and visited < MAX_JSON_LD_VALUES:
        visited += 1
        value = todo.pop()
        if isinstance(value, list):
            todo.extend(reversed(value))
        elif isinstance(value, dict):
            if "@type" in value or "headline" in value or "articleBody" in value:
                objects.append(value)
            inner = [v for k, v in value.items() if isinstance(v, (dict, list)) and k not in _KEYS_NOT_ENTERED]
            todo.extend(reversed(inner))
    return objects


_KEYS_NOT_ENTERED = frozenset(
    ("author", "creator", "publisher", "comment", "review", "itemListElement", "hasPart", "isPartOf", "mentions")
)


def _parsed(script: str) -> Iterator[object]:
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        yield json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return


def _type(item: dict[str, object]) -> str:
    kinds = [kind for kind in _each(item.get("@type")) if isinstance(kind, str)]
    return kinds[0].lower() if kinds else ""


def _rank(item: dict[str, object]) -> int:
    kinds = [kind.lower() for kind in _each(item.get("@type")) if isinstance(kind, str)]
    ranks = [rank for rank, ending in enumerate(ARTICLE_TYPES) for kind in kinds if kind.endswith(ending)]
    if ranks:
        return min(ranks)
    return 0 if not kinds and ("headline" in item or "articleBody" in item) else len(ARTICLE_TYPES)


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _texts(items: Iterable[dict[str, object]], *keys: str) -> tuple[str, ...]:
    return _distinct(text for item in items for key in keys for text in _each(item.get(key)) if isinstance(text, str))


def _names(items: Iterable[dict[str, object]], key: str) -> tuple[str, ...]:
    """Names of persons and organisations, written as text or as objects."""
    names: list[str] = []
    for item in items:
        for value in _each(item.get(key)):
            name = value.get("name") if isinstance(value, dict) else value
            names += [text for text in _each(name) if isinstance(text, str)]
    return _distinct(names)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    plain = (unescape(unescape(LONE_SURROGATE.sub("", text))).strip() for text in texts)
    return tuple(dict.fromkeys(text for text in plain if text))
