"""
The standfirst: the visible sentences between headline and body that say what the article is about.

The description in `<meta>` is often another text, or cut off; it only helps to recognise the visible one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .boundaries import headline
from .by_structure import Body
from .noise import kind_of
from .tags import PARAGRAPHS
from .thresholds import NOT_STANDFIRST, NOT_STANDFIRST_TAGS, STANDFIRST, SURELY_STANDFIRST
from .tree import Box, Piece, Tree

LEAST = 30
"""Letters from which a line can be a standfirst: shorter ones are sections, names, labels."""

LEAST_NAMED, LEAST_SPACES = 20, 3
"""Letters of one whose own box is called so, and spaces of any."""

LONG = 60
"""Letters from which it is more likely one, and no date."""

ENOUGH = 2
"""Points from which it is one, see `_points`."""

LOOK_BACK = 8
"""Lines before the body that are looked at on a page without a headline."""

SAME_START = 50
"""Folded characters at the start that make a visible line and a description the same: descriptions are cut off."""

_DATE = re.compile(r"\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


def find_standfirst(body: Body) -> int:
    """The number of the piece that is the standfirst, -1 for none."""
    view = body.view
    if not body.kept:
        return -1
    first = body.kept[0]
    top = headline(view)
    start = top + 1 if top >= 0 else max(0, first - LOOK_BACK)
    best, found = ENOUGH - 1, -1
    for at in range(start, first):
        points = _points(body, at)
        if points > best:
            best, found = points, at
    return found


def find_opening(body: Body, standfirst: int) -> list[int]:
    """
    Paragraphs between the standfirst and the body that could be another one: where the article opens in a box of its own.
    """
    view = body.view
    between = range(standfirst + 1, body.kept[0]) if standfirst >= 0 else ()
    return [
        at
        for at in between
        if view.long[at]
        and view.ended[at]
        and (at in body.lines or _stands_around(body, at))
        and view.tag(at) in PARAGRAPHS
        and _can_be(body, at, view.tree.pieces[at], view.folded[at])
        and not _is_description(body, view.folded[at])
    ]


def _stands_around(body: Body, at: int) -> bool:
    """Whether a piece stands straight in the box around the container."""
    view = body.view
    return view.parent(at) == view.tree.boxes[view.container].parent and not kind_of(view, view.tree.pieces[at].box)


def _points(body: Body, at: int) -> int:
    view = body.view
    piece, text = view.tree.pieces[at], view.folded[at]
    if not _can_be(body, at, piece, text):
        return 0
    own = view.tree.boxes[piece.box]
    around = view.tree.boxes[max(0, own.parent)]
    called, heading = not STANDFIRST.isdisjoint(own.tokens), own.tag in ("h2", "h3", "h4")
    return (
        3 * called
        + 4 * (called and heading)
        + 2 * (not STANDFIRST.isdisjoint(around.tokens))
        + 3 * _is_description(body, text)
        + (heading or own.tag == "p")
        + view.ended[at]
        + (piece.size >= LONG)
    )


def _can_be(body: Body, at: int, piece: Piece, text: str) -> bool:
    view = body.view
    if piece.link >= 0.3 or text.count(" ") < LEAST_SPACES or view.tag(at) == "h1":
        return False
    around = list(islice(_around(view.tree, piece.box), 3))
    named = next((box for box in around if not SURELY_STANDFIRST.isdisjoint(box.tokens)), None)
    if piece.size < (LEAST_NAMED if named is around[0] else LEAST):
        return False
    for box in around[: around.index(named)] if named else around:
        if box.tag in NOT_STANDFIRST_TAGS or not NOT_STANDFIRST.isdisjoint(box.tokens):
            return False
    if any(len(title) > 10 and (title in text or text in title) for title in view.titles):
        return False
    if any(name in text for name in view.authors):
        return False
    return view.ended[at] or (named is not None and piece.size >= LONG) or not _DATE.search(piece.text)


def _around(tree: Tree, box: int) -> Iterator[Box]:
    while box >= 0:
        yield tree.boxes[box]
        box = tree.boxes[box].parent


def _is_description(body: Body, text: str) -> bool:
    return any(
        text == said or (len(text) > LEAST and text[:SAME_START] == said[:SAME_START])
        for said in body.view.descriptions
    )
