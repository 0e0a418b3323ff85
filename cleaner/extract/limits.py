"""
How large a page may be, and why. A page over a limit is rejected with the reason; nothing is cut off silently.

The parser walks its stack of open elements at many tags, so its time grows with tags times depth (lexbor as bundled
with selectolax 1.0: 10,000 open `<div>` 0.3 s, 50,000 11 s), and formatting elements that were never closed are opened
again in every later paragraph. Both are therefore bounded before the page is parsed, in one linear scan of its tags.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ..errors import DocumentError
from .tags import FORMATTING, NEVER_NESTS

SCAN_ABOVE = 2000
"""Tags up to which a page cannot become large or slow whatever they are: 1,000 formatting elements open over 1,000
paragraphs are a million nodes, 100 MB and less than a second. The median news page has 2,000."""

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9:-]*")


NESTING_WEIGHT = 500
"""Open elements that make a tag cost as much as one more node: the parser looks through them at 5 ns each."""


@dataclass(frozen=True, slots=True)
class Limits:
    """
    The largest page that is read. Of 1,700 news pages the largest had 2.9 million characters, 9,800 tags and, where
    those inside scripts were counted, 700 open elements. A page at the limit of nodes takes half a minute.

    `characters` of the decoded page; `nodes` of the parsed tree, text included; `depth` in elements below the root;
    `attributes` of one tag, each of which the parser compares with those before it.
    """

    characters: int = 64 << 20
    nodes: int = 500_000
    depth: int = 2_000
    attributes: int = 5_000


LIMITS = Limits()


def check_source(html: str, limits: Limits) -> None:
    """
    Refuse a page that is too large, or whose tags would nest too deep or multiply, before it is parsed.

    Depth and nodes are bounded from above: a tag counts as open until a closing tag of its name, and every tag as a
    node for itself and for each formatting element that may be opened again around it.

    Raises:
        DocumentError: with reason `limit`.
    """
    if len(html) > limits.characters:
        raise over("characters", len(html), limits.characters)
    _check_attributes(html, limits)
    if html.count("<") > min(SCAN_ABOVE, limits.depth):
        _check_tags(html, limits)


def _check_attributes(html: str, limits: Limits) -> None:
    """Refuse a page one of whose tags has too many attributes: only what is long without a `>` is looked at."""
    short, at = 2 * limits.attributes, 0
    while at < len(html):
        last = html.rfind(">", at, at + short + 1)
        if last < 0:
            end = html.find(">", at)
            last = end if end >= 0 else len(html)
            tag = html.rfind("<", at, last)
            found = len(_QUOTED.sub("", html[tag + 1 : last]).split(None, limits.attributes + 1)) if tag >= 0 else 0
            if last - at > short and found > limits.attributes:
                raise over("attributes", found, limits.attributes)
        at = last + 1


def _check_tags(html: str, limits: Limits) -> None:
    """Refuse a page whose tags would nest too deep or multiply."""
    steps: dict[str, tuple[str, int, int]] = {}
    opened: Counter[str] = Counter()
    depth = formatting = 0
    cost, each = 0.0, 1.0
    most = 2.0 * limits.nodes
    for tag in _TAG.findall(html):
        cost += each
        if cost > most:
            raise over("nodes", limits.nodes + 1, limits.nodes)
        if tag not in steps:
            steps[tag] = _step(tag)
        name, deeper, formats = steps[tag]
        if not deeper or (deeper < 0 and not opened[name]):
            continue
        opened[name] += deeper
        depth += deeper
        formatting += formats
        each = 1 + formatting + depth / NESTING_WEIGHT
        if depth > limits.depth:
            raise over("depth", depth, limits.depth)


def _step(tag: str) -> tuple[str, int, int]:
    """
    The name of a tag, and how much deeper in elements and in formatting it leads.

    >>> _step("<B"), _step("</div"), _step("<br")
    (('b', 1, 1), ('div', -1, 0), ('br', 0, 0))
    """
    name = tag.strip("</").lower()
    deeper = 0 if name in NEVER_NESTS else -1 if tag.startswith("</") else 1
    return name, deeper, deeper if name in FORMATTING else 0


def over(what: str, found: int, limit: int) -> DocumentError:
    """The error for a page that has more than `limit` of something."""
    return DocumentError("limit", f"more than {limit:,} {what} (at least {found:,})")
