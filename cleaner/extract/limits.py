"""
How large a page may be, and why. A page over a limit is rejected with the reason; nothing is cut off silently.

At many tags the parser walks its stack of open elements, so its time grows with tags times depth (lexbor as bundled
with selectolax 1.0: 10,000 open `<div>` 0.3 s, 50,000 11 s). And it opens formatting elements that were never closed
again in every later paragraph. So both are bounded before parsing, in one linear scan of the tags.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..errors import DocumentError
from .tags import FORMATTING_TAGS, NON_NESTING_TAGS

MAX_UNSCANNED_TAGS = 2000
"""
A page of this many tags cannot become large or slow whatever they are: 1,000 open formatting elements over 1,000
paragraphs make a million nodes, 100 MB, in less than a second. The median news page has 2,000.
"""

OPEN_ELEMENTS_PER_NODE = 500
"""Open elements that make a tag cost as much as one more node: the parser looks through them at 5 ns each."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]*")


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The largest page that is read. The largest of 1,700 news pages had 2.9 million characters, 9,800 tags and, counting
    those inside scripts, 700 open elements. A page at the limit of nodes takes half a minute.

    `characters` are those of the decoded page, `nodes` those of the parsed tree with its text, `depth` counts elements
    below the root, and `attributes` those of one tag, as the parser compares each with those before it.
    """

    characters: int = 64 << 20
    nodes: int = 500_000
    depth: int = 2_000
    attributes: int = 5_000


DEFAULT_LIMITS = Limits()


def check_source(html: str, limits: Limits) -> None:
    """
    Refuse a page that is too large, or whose tags would nest too deep or multiply, before it is parsed.

    Depth and nodes are upper bounds: a tag counts as open up to a closing tag of its name, and every tag counts as a
    node, plus one for each formatting element that may be opened again around it.

    Raises:
        DocumentError: with reason `limit`.
    """
    if len(html) > limits.characters:
        raise over_limit("characters", len(html), limits.characters)
    _check_attributes(html, limits)
    if html.count("<") > min(MAX_UNSCANNED_TAGS, limits.depth):
        _check_tags(html, limits)


def _check_attributes(html: str, limits: Limits) -> None:
    """Refuse a page with too many attributes in one tag. Only long stretches without a `>` are looked at."""
    max_short, at = 2 * limits.attributes, 0
    while at < len(html):
        last = html.rfind(">", at, at + max_short + 1)
        if last < 0:
            end = html.find(">", at)
            last = end if end >= 0 else len(html)
            tag = html.rfind("<", at, last)
            count = len(_QUOTED.sub("", html[tag + 1 : last]).split(None, limits.attributes + 1)) if tag >= 0 else 0
            if last - at > max_short and count > limits.attributes:
                raise over_limit("attributes", count, limits.attributes)
        at = last + 1


def _check_tags(html: str, limits: Limits) -> None:
    """Refuse a page whose tags would nest too deep or multiply."""
    steps: dict[str, tuple[str, int, int]] = {}
    opened: Counter[str] = Counter()
    depth = formatting = 0
    nodes, nodes_per_tag = 0.0, 1.0
    max_nodes = 2.0 * limits.nodes  # twice, as closing tags are counted too
    for tag in _TAG.findall(html):
        nodes += nodes_per_tag
        if nodes > max_nodes:
            raise over_limit("nodes", limits.nodes + 1, limits.nodes)
        if tag not in steps:
            steps[tag] = _step(tag)
        name, deeper, formats = steps[tag]
        if not deeper or (deeper < 0 and not opened[name]):
            continue
        opened[name] += deeper
        depth += deeper
        formatting += formats
        nodes_per_tag = 1 + formatting + depth / OPEN_ELEMENTS_PER_NODE
        if depth > limits.depth:
            raise over_limit("depth", depth, limits.depth)


def _step(tag: str) -> tuple[str, int, int]:
    """
    The name of a tag, and how many elements and formatting elements it opens (-1: closes).

    >>> _step("<B"), _step("</div"), _step("<br")
    (('b', 1, 1), ('div', -1, 0), ('br', 0, 0))
    """
    name = tag.strip("</").lower()
    deeper = 0 if name in NON_NESTING_TAGS else -1 if tag.startswith("</") else 1
    return name, deeper, deeper if name in FORMATTING_TAGS else 0


def over_limit(what: str, count: int, limit: int) -> DocumentError:
    """The error for a page that has more than `limit` of something."""
    return DocumentError("limit", f"more than {limit:,} {what} (at least {count:,})")
