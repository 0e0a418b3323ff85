"""Rules on groups of lines: boxes beside a picture, boxes unlike the body, other articles."""

from __future__ import annotations

from .candidates import Flow, Rule
from .page_index import View
from .tags import HEADINGS
from .tree import Tree

AROUND = 4
"""Boxes, from the one that holds most of the body outwards, in which the article can open. No other number was tried."""


def media_boxes(flow: Flow) -> set[int]:
    """What little text stands in a small box with a picture or a film: its caption, its credit, a teaser."""
    view, tree = flow.view, flow.view.tree
    boxes = tree.boxes
    near: dict[int, int] = {}
    for at in flow.pieces:
        for box in _up(tree, tree.pieces[at].box, 3):
            near[box] = near.get(box, 0) + tree.pieces[at].size
    media = tree.media | {boxes[box].parent for box in tree.media}
    body = {box for box, size in flow.by_parent.items() if size > 0.1 * flow.mass}
    gone: set[int] = set()
    for at in flow.pieces:
        if view.tag(at) in HEADINGS or flow.shape_share(at) >= 0.3:
            continue
        for box in _up(tree, tree.pieces[at].box, 2):
            if box in (view.container, view.seed) or box in body:
                break
            if box in media and near[box] < min(400, 0.1 * flow.mass):
                gone.add(at)
                break
    return gone


def foreign_boxes(flow: Flow) -> set[int]:
    """
    Where most of the body has one shape: paragraphs of another shape in a box that holds little else of it, but for the
    opening of the article.
    """
    top = max(flow.by_shape.values(), default=0)
    if top <= 0.6 * flow.mass:
        return set()
    main = max(flow.by_parent, key=lambda box: flow.by_parent[box])
    view = flow.view
    return {
        at
        for at in flow.pieces
        if view.tag(at) in ("p", "div")
        and flow.shape_share(at) < 0.1
        and flow.parent_share(at) < 0.12
        and main not in (view.parent(at), view.tree.pieces[at].box, view.around_list(at))
        and not _in_quote(view, at)
    } - _opening(flow, main)


def _opening(flow: Flow, main: int) -> set[int]:
    """
    Paragraphs before the box that holds most of the body, straight in one of those around it: what is free to read of a
    paid article. One alone is a standfirst.
    """
    view = flow.view
    begins = next((at for at in flow.pieces if view.long[at] and view.parent(at) == main), 0)
    around = set(_up(view.tree, main, AROUND))
    before = [
        at for at in flow.pieces if at < begins and view.parent(at) in around and view.long[at] and view.ended[at]
    ]
    return set(before) if len(before) > 1 else set()


def _in_quote(view: View, at: int) -> bool:
    return any(view.tree.boxes[box].tag == "blockquote" for box in _up(view.tree, view.tree.pieces[at].box, 3))


def other_articles(flow: Flow) -> set[int]:
    """Where several `<article>`s inside the container hold text, the first is the article."""
    view, boxes = flow.view, flow.view.tree.boxes
    outermost = [-1] * len(boxes)
    for at, box in enumerate(boxes):
        if at and view.inside[at] and at != view.container:
            around = outermost[box.parent]
            outermost[at] = around if around >= 0 else at if box.tag == "article" else -1
    held: dict[int, int] = {}
    for at in flow.pieces:
        if view.long[at]:
            article = outermost[view.tree.pieces[at].box]
            held[article] = held.get(article, 0) + view.tree.pieces[at].size
    large = [article for article, size in held.items() if article >= 0 and size > 0.1 * flow.mass]
    if len(large) < 2:
        return set()
    keep = (-1, min(large))
    return {at for at in flow.pieces if outermost[view.tree.pieces[at].box] not in keep}


def _up(tree: Tree, box: int, levels: int) -> list[int]:
    """A box and those around it, at most so many."""
    path: list[int] = []
    while box >= 0 and len(path) < levels:
        path.append(box)
        box = tree.boxes[box].parent
    return path


GROUP_RULES: tuple[Rule, ...] = (media_boxes, foreign_boxes)
