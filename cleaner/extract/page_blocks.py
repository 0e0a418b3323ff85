"""Text blocks into blocks of a page: the kind of each, and the cells of a table row in one line."""

from __future__ import annotations

from collections.abc import Iterable

from ..page import Block
from .tree import Tree

BLOCK_KIND_OF_TAG = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("td", "th"), "table-row"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quote",
    "pre": "preformatted",
}
"""The kind of a text block is that of the first of these tags around it, within `MAX_KIND_LEVELS` elements."""

MAX_KIND_LEVELS = 4
"""Never varied."""

CELL_SEPARATOR = " | "


def build_blocks(tree: Tree, numbers: Iterable[int]) -> tuple[Block, ...]:
    """The blocks of a page from these text blocks, in document order."""
    built: list[tuple[str, list[str]]] = []
    last_owner = last_cell = -1
    for i in numbers:
        text = tree.blocks[i].text
        kind, owner = _kind(tree, tree.blocks[i].element)
        cell = -1
        if kind == "table-row":
            owner, cell = tree.elements[owner].parent, owner
        if kind == "table-row" and owner == last_owner and built:
            built[-1][1].append(text if cell == last_cell else CELL_SEPARATOR + text)
        elif kind == "list-item" and owner == last_owner:
            built.append(("paragraph", [text]))
        else:
            built.append((kind, [text]))
        last_owner, last_cell = owner, cell
    return tuple(Block(kind, _joined(texts)) for kind, texts in built)


def _joined(texts: list[str]) -> str:
    """The texts of a row, with a space between those of one cell."""
    return texts[0] + "".join(text if text.startswith(CELL_SEPARATOR) else " " + text for text in texts[1:])


def _kind(tree: Tree, element: int) -> tuple[str, int]:
    """The kind of a text block in this element, and the element that decides it."""
    for _ in range(MAX_KIND_LEVELS):
        kind = BLOCK_KIND_OF_TAG.get(tree.elements[element].tag)
        if kind:
            return kind, element
        element = tree.elements[element].parent
        if element < 0:
            break
    return "paragraph", -1
