"""Where the article begins and ends: at the paragraphs that carry it, and where its JSON-LD body does."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Flow, lists_in
from .page_index import View, fold
from .tags import HEADINGS

LONGEST_BODY, MOST_LINES = 1_000_000, 2_000
"""Characters of a JSON-LD body and lines of a page that are compared with each other: 0.2 s at the worst."""


SHORTEST = 20
"""Letters from which a line that is in the JSON-LD body is no accident: closing sentences are shorter than most lines."""

ANNOUNCED = 12
"""
Letters below which a line with a colon announces nothing but what follows it: `More:`, `Tags:`. With 80 sentences of 30
blogs and of two news pages went as well.
"""


def headline(view: View) -> int:
    """The piece that is the page's headline: the first `<h1>` that the titles name, else the first; -1 for none."""
    first = -1
    for at, text in enumerate(view.folded):
        if view.tag(at) != "h1" or " " not in text:
            continue
        if any(text in title or title in text for title in view.titles):
            return at
        first = at if first < 0 else first
    return first


def clip_to(flow: Flow, bodies: tuple[str, ...]) -> set[int]:
    """What is not in the JSON-LD body before the first or after the last long line that is, where that covers the text."""
    if not bodies:
        return set()
    view = flow.view
    body = fold(" ".join(bodies)[:LONGEST_BODY])
    long = [at for at in flow.pieces if view.tree.pieces[at].size >= 60]
    if len(long) > MOST_LINES:
        return set()
    found = [at for at in long if view.folded[at][:150] in body]
    total = sum(view.tree.pieces[at].size for at in long)
    if not found or sum(view.tree.pieces[at].size for at in found) <= view.table.jsonld_share * total:
        return set()
    ends = {at for at in flow.pieces if at < found[0] or at > found[-1]}
    return {at for at in ends if view.tree.pieces[at].size < SHORTEST or view.folded[at] not in body}


def outer_lines(flow: Flow) -> set[int]:
    """What stands before the first and after the last paragraph that carries the body and does not go on with it."""
    view = flow.view
    anchors = [at for at in flow.pieces if view.long[at] and _is_main(flow, at)]
    anchors = anchors or [at for at in flow.pieces if view.long[at]]
    if not anchors:
        return set()
    first, last = anchors[0], anchors[-1]
    gone = {at for at in flow.pieces if at < first and not (_goes_with(flow, at, first) and view.ended[at])}
    after = [at for at in flow.pieces if at > last]
    lists = lists_in(flow)
    end = last
    for at in after:
        if _goes_on(flow, at, last) or at in lists:
            end = at
        elif view.tag(at) not in HEADINGS:
            break
    return gone | {at for at in after if at > end}


def _is_main(flow: Flow, at: int) -> bool:
    view, table = flow.view, flow.view.table
    sentence = view.ended[at] or view.tree.pieces[at].size > 200 or flow.shape_share(at) > table.main_shape
    return sentence and (flow.parent_share(at) > table.main_parent or flow.shape_share(at) > table.main_shape)


def _goes_with(flow: Flow, at: int, anchor: int) -> bool:
    view = flow.view
    return (
        view.parent(at) == view.parent(anchor) and view.tag(at) == view.tag(anchor) and view.folded[at].count(" ") >= 2
    )


def _goes_on(flow: Flow, at: int, last: int) -> bool:
    view, piece = flow.view, flow.view.tree.pieces[at]
    if view.tag(at) == "li":
        return view.ended[at]
    classes = view.tree.boxes[piece.box].classes == view.tree.boxes[view.tree.pieces[last].box].classes
    return _goes_with(flow, at, last) and classes and view.ended[at] and piece.link < 0.2


def orphan_headings(flow: Flow, noise: Sequence[str]) -> set[int]:
    """Headings and announcements over what went: the very next line of the page is noise, but no caption, or went by itself."""
    view = flow.view
    kept = set(flow.pieces)
    gone: set[int] = set()
    for at in flow.pieces:
        below = at + 1
        if below >= len(noise) or below in kept or noise[below] in ("", "caption"):
            continue
        announced = view.tree.pieces[at].text[-1] in ":：" and view.tree.pieces[at].size < ANNOUNCED
        if announced or (view.tag(at) in HEADINGS and flow.parent_share(at) < view.table.orphan_parent):
            gone.add(at)
    return gone


def closing_notes(flow: Flow) -> set[int]:
    """
    Paragraphs at the very end in italics that have a link or end like no sentence, and headings with nothing below.

    Sentences in italics stay: they name contributors and corrections, which rules of a pack lift.
    """
    view = flow.view
    gone: set[int] = set()
    for at in reversed(flow.pieces[3:]):
        piece = view.tree.pieces[at]
        note = piece.italic > view.table.italic and (piece.link > view.table.note_link or not view.ended[at])
        if not (note or view.tag(at) in HEADINGS):
            break
        gone.add(at)
    return gone


def author_notes(flow: Flow) -> set[int]:
    """Who wrote it, at the very end: paragraphs that begin with the full name of one of the page's authors."""
    view = flow.view
    names = tuple(f"{name} " for name in view.authors if " " in name)
    gone: set[int] = set()
    for at in reversed(flow.pieces[3:]):
        if not (names and view.folded[at].startswith(names)):
            break
        gone.add(at)
    return gone
