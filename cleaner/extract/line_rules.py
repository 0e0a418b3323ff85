"""Rules on single lines: what a line is, told by its links, its place among the others and what the page says."""

from __future__ import annotations

import re
from collections.abc import Callable

from .candidates import Flow, Rule, lists_in
from .tags import HEADINGS
from .tree import Tree

_OPEN = re.compile(r"[.!?…。！？:：;,，、؛،][”\"'»)\]’“*]*\s*$")

NO_LABELS = HEADINGS | {"td", "th", "dt", "dd", "pre", "summary"}
LineTest = Callable[[Flow, int], bool]


def each(test: LineTest) -> Rule:
    """The rule that drops every line for which the test holds."""
    return lambda flow: {piece for piece in flow.pieces if test(flow, piece)}


def is_title(flow: Flow, at: int) -> bool:
    """The page's title once more, whole or without its end, in a heading or a box of its own."""
    view = flow.view
    text = view.folded[at]
    if view.tag(at) not in ("h1", "h2", "div", "p") or not text:
        return False
    return any(
        len(title) > 10
        and (
            text == title
            or (text.count(" ") >= 3 and title.startswith(text))
            or (text.startswith(title) and len(text) < 1.2 * len(title))
        )
        for title in view.titles
    )


def is_link_line(flow: Flow, at: int) -> bool:
    """A line that is a link, or mostly; not a linked heading among paragraphs, nor a sentence of the body's shape."""
    view, piece = flow.view, flow.view.tree.pieces[at]
    among = flow.parent_share(at) > 0.1
    if piece.link > view.table.link_line:
        return not (view.tag(at) in ("h2", "h3", "h4") and among and piece.size < 60)
    body_like = among and (flow.shape_share(at) > 0.3 or flow.parent_share(at) > 0.5) and view.ended[at]
    return piece.link > view.table.link_short and piece.size < view.table.link_short_size and not body_like


def labels(flow: Flow) -> set[int]:
    """Short lines that end like no sentence and are no headings, items, cells or bold subheadings: labels, buttons."""
    lists = lists_in(flow)
    return {at for at in flow.pieces if at not in lists and is_label(flow, at)}


def is_label(flow: Flow, at: int) -> bool:
    """Whether a line, taken by itself, is a label."""
    view, piece = flow.view, flow.view.tree.pieces[at]
    if piece.size >= 60 or view.tag(at) in NO_LABELS or is_item(view.tree, piece.box):
        return False
    if _OPEN.search(piece.text[-12:]) or not _is_foreign(flow, at):
        return False
    return not (flow.parent_share(at) > 0.1 and piece.bold > 0.9 and view.tag(at) == "p")


def is_bracketed(flow: Flow, at: int) -> bool:
    """A short line in brackets, or one that begins with a copyright sign."""
    text = flow.view.tree.pieces[at].text
    return text[0] == "©" or (text[0] in "([" and text[-1] in ")]" and flow.view.folded[at].count(" ") < 20)


def is_item(tree: Tree, box: int) -> bool:
    """Whether a box is an item of a list or a cell, or straight in one."""
    return any(tree.boxes[at].tag in ("li", "td", "th") for at in (box, max(0, tree.boxes[box].parent)))


def _is_foreign(flow: Flow, at: int) -> bool:
    return not (flow.parent_share(at) > 0.1 and flow.shape_share(at) > 0.3)


LINE_RULES: tuple[Rule, ...] = (each(is_title), each(is_link_line), labels, each(is_bracketed))
