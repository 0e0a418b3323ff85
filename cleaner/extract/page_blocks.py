"""Pieces into blocks: what kind each is, and the cells of a table's row in one line."""

from __future__ import annotations

from collections.abc import Iterable

from ..page import Block
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
    made: list[tuple[str, list[str]]] = []
    last_owner = last_cell = -1
    for at in pieces:
        piece = tree.pieces[at]
        kind, owner = _kind(tree, piece.box)
        cell = -1
        if kind == "table-row":
            owner, cell = tree.boxes[owner].parent, owner
        if kind == "table-row" and owner == last_owner and made:
            made[-1][1].append(piece.text if cell == last_cell else CELL_GAP + piece.text)
        elif kind == "list-item" and owner == last_owner:
            made.append(("paragraph", [piece.text]))
        else:
            made.append((kind, [piece.text]))
        last_owner, last_cell = owner, cell
    return tuple(Block(kind, _joined(texts)) for kind, texts in made)


def _joined(texts: list[str]) -> str:
    """The pieces of a row: those of one cell with a space between them."""
    return texts[0] + "".join(text if text.startswith(CELL_GAP) else " " + text for text in texts[1:])


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
