"""Pieces into blocks: what kind each is, and the cells of a table's row in one line."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.page import Block

from .tree import Tree

KIND_OF_TAG = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("td", "th"), "table-row"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "preformatted",
}
"""The kind of a piece is that of the first of these tags on the way up, at most `LOOK_UP` boxes."""

LOOK_UP = 4
CELL_GAP = " | "
"""Between the cells of a row."""


def blocks_of(tree: Tree, pieces: Iterable[int]) -> tuple[Block, ...]:
    """The blocks of these pieces, which are in document order."""
    made: list[Block] = []
    last_owner = last_cell = -1
    for at in pieces:
        piece = tree.pieces[at]
        kind, owner = _kind(tree, piece.box)
        if kind == "list-item" and owner == last_owner:
            kind = "paragraph"
        if kind == "table-row":
            row = tree.boxes[owner].parent
            if row == last_owner and made:
                gap = CELL_GAP if owner != last_cell else " "
                made[-1] = Block(kind, made[-1].text + gap + piece.text)
            else:
                made.append(Block(kind, piece.text))
            last_owner, last_cell = row, owner
            continue
        last_owner, last_cell = owner, -1
        made.append(Block(kind, piece.text))
    return tuple(made)


def _kind(tree: Tree, box: int) -> tuple[str, int]:
    """The kind of a piece in this box, and the box that gives it."""
    for _ in range(LOOK_UP):
        kind = KIND_OF_TAG.get(tree.boxes[box].tag)
        if kind:
            return kind, box
        box = tree.boxes[box].parent
        if box < 0:
            break
    return "paragraph", -1
