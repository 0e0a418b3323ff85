"""
A page as elements and text blocks: its block-level elements, and the lines of text in them, in document order.

One walk over the parsed tree, with a stack of its own instead of recursion. Elements and blocks are known by their
number. An element holds its parent's number, and parents come before children, so every sum over a subtree or along a
path is one loop over the list.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, NamedTuple

from .limits import Limits, over_limit
from .tags import BLOCK_TAGS, MEDIA_TAGS, SILENT_TAGS, SUBHEADING_TAGS

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

LINK, BOLD, ITALIC = 1, 2, 4
"""Bits of the style of a text node."""

STYLE_OF_TAG = {"a": LINK, "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
LEAF_TAGS = SILENT_TAGS | MEDIA_TAGS | {"br"}
NAMING_ATTRIBUTES = ("class", "id", "data-testid", "data-component", "role", "itemprop")
MAX_ATTRIBUTE_CHARS = 1000
"""Characters of an element's names and of its style that are read; never varied."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL_CASE = re.compile(r"([a-z0-9])([A-Z])")
_WORD = re.compile(r"[a-z]+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")


class Element(NamedTuple):
    """A block-level element: its parent's number (-1 for none) and `tokens`, the words of its class, id and role."""

    parent: int
    tag: str
    classes: str
    tokens: tuple[str, ...]
    hidden: bool
    depth: int


class TextBlock(NamedTuple):
    """A line of text in an element. `length` counts wide scripts three a character; the last three are shares of it."""

    element: int
    text: str
    length: int
    link_density: float
    bold_share: float
    italic_share: float


class Tree(NamedTuple):
    """
    Elements and text blocks in document order. `media` are the elements that hold an image, a video or a frame, and
    `selected` those that the caller selected.
    """

    elements: list[Element]
    blocks: list[TextBlock]
    media: frozenset[int]
    selected: frozenset[int]


def weighted_length(text: str) -> int:
    """
    Length in characters, where one of Chinese, Japanese, Korean or Thai counts as three: it says about as much.

    >>> weighted_length("abc"), weighted_length("新闻")
    (3, 6)
    """
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def split_names(names: str) -> tuple[str, ...]:
    """
    The words in class names and ids, split at case, digits and punctuation.

    >>> split_names("articleBody social-share2")
    ('article', 'body', 'social', 'share')
    """
    return tuple(_WORD.findall(_CAMEL_CASE.sub(r"\1 \2", names).lower()))


def read_tree(
    parser: LexborHTMLParser,
    limits: Limits,
    selected: Container[int] = frozenset(),
    skipped: Container[int] = frozenset(),
    roots: Iterable[LexborNode] | None = None,
) -> Tree:
    """
    The elements and text blocks of a parsed page, without the nodes whose `mem_id` is in `skipped`. Nodes in `selected`
    become elements whatever their tag. With `roots`, in document order, only these nodes are read; those around them
    become elements without text of their own, and what is not read counts for no limit.

    Raises:
        DocumentError: with reason `limit`, if the page is deeper or has more nodes than `limits` allow.
    """
    walk = _Walk(limits, selected, skipped)
    for node in roots or ():
        walk.run_root(node)
    if roots is None and parser.body is not None:
        walk.run(parser.body.first_child)
    return Tree(walk.elements, walk.blocks, frozenset(walk.media), frozenset(walk.selected))


class _Walk:
    """The state of one walk: what was read, the current element, and the current line with its style."""

    def __init__(self, limits: Limits, to_select: Container[int], to_skip: Container[int]) -> None:
        self.limits, self.to_select, self.to_skip = limits, to_select, to_skip
        self.elements = [Element(-1, "body", "", (), False, 0)]
        self.blocks: list[TextBlock] = []
        self.media: set[int] = set()
        self.selected: set[int] = set()
        self.tokens: dict[str, tuple[str, ...]] = {}
        self.around: dict[int, tuple[int, int]] = {}
        self.roots_read: set[int] = set()
        self.nodes = 0
        self.current = 0
        self._new_line()

    def run(self, node: LexborNode | None, style: int = 0, depth: int = 0) -> None:
        """Read a node at this depth, its next siblings, and everything below them."""
        stack: list[tuple[LexborNode | None, int, int]] = []
        nodes, max_stack = self.nodes, self.limits.depth - depth
        while node is not None or stack:
            if node is None:
                node, element, style = stack.pop()
                if element != self.current:
                    if self.parts:
                        self.end_line()
                    self.current = element
                continue
            nodes += 1
            if nodes > self.limits.nodes:
                raise over_limit("nodes", nodes, self.limits.nodes)
            tag = node.tag or "-"
            if tag == "-text":
                self.add_text(node.text_content or "", style)
                node = node.next
            elif tag in LEAF_TAGS or tag[0] == "-" or (self.to_skip and node.mem_id in self.to_skip):
                self.leaf(tag)
                node = node.next
            elif tag == "button" and self.parts:  # a button inside a line neither adds to it nor ends it
                node = node.next
            else:
                stack.append((node.next, self.current, style))
                if len(stack) > max_stack:
                    raise over_limit("depth", depth + len(stack), self.limits.depth)
                style |= self.enter(node, tag)
                node = node.first_child
        self.nodes = nodes
        self.end_line()

    def run_root(self, node: LexborNode) -> None:
        """Read a node and everything below it, unless it is inside one that was read, skipped or is never read."""
        path = [node]
        while (parent := path[-1].parent) is not None and parent.tag not in ("body", "html"):
            path.append(parent)
        if any(n.mem_id in self.roots_read or n.mem_id in self.to_skip or n.tag in LEAF_TAGS for n in path):
            return
        self.current = style = 0
        for ancestor in reversed(path):
            if ancestor.mem_id not in self.around:
                style |= self.enter(ancestor, ancestor.tag or "-")
                self.around[ancestor.mem_id] = self.current, style
            self.current, style = self.around[ancestor.mem_id]
        self.roots_read.add(node.mem_id)
        self.run(node.first_child, style, len(path))

    def enter(self, node: LexborNode, tag: str) -> int:
        """Start an element for a block-level node; the style that an inline node adds."""
        is_selected = bool(self.to_select) and node.mem_id in self.to_select
        if tag not in BLOCK_TAGS and not is_selected:
            return STYLE_OF_TAG.get(tag, 0)
        if self.parts:
            self.end_line()
        # A <div> in a heading is part of the heading. (Not in h1: pages of 2011 lost their titles that way.)
        if tag == "div" and self.elements[self.current].tag in SUBHEADING_TAGS and not is_selected:
            return 0
        self.elements.append(self.element(node, tag))
        self.current = len(self.elements) - 1
        if is_selected:
            self.selected.add(self.current)
        return 0

    def element(self, node: LexborNode, tag: str) -> Element:
        """The element of a node inside the current element."""
        depth = self.elements[self.current].depth + 1
        attributes = node.attributes
        if not attributes:
            return Element(self.current, tag, "", (), False, depth)
        names = " ".join([attributes[name] or "" for name in NAMING_ATTRIBUTES if name in attributes])
        names = names[:MAX_ATTRIBUTE_CHARS]
        tokens = self.tokens.get(names)
        if tokens is None:
            tokens = self.tokens[names] = split_names(names)
        style = attributes.get("style")
        hidden = (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or bool(style and _HIDDEN_STYLE.search(style[:MAX_ATTRIBUTE_CHARS]))
        )
        return Element(self.current, tag, attributes.get("class") or "", tokens, hidden, depth)

    def leaf(self, tag: str) -> None:
        """A node that is not entered; a `<br>` ends the line, but preformatted text keeps its lines together."""
        if tag in MEDIA_TAGS:
            self.media.add(self.current)
        elif tag == "br" and self.elements[self.current].tag == "pre":
            self.parts.append("\n")
        elif tag == "br":
            self.end_line()

    def add_text(self, text: str, style: int) -> None:
        """Add text to the current line; white space at its start is dropped."""
        if not self.parts and text.isspace() and self.elements[self.current].tag != "pre":
            return
        self.parts.append(text)
        chars = len(text.strip())
        self.chars += chars
        if style:
            self.link_chars += chars if style & LINK else 0
            self.bold_chars += chars if style & BOLD else 0
            self.italic_chars += chars if style & ITALIC else 0

    def end_line(self) -> None:
        """Make a text block of the current line, unless it is empty."""
        if self.chars:
            raw, chars = "".join(self.parts), self.chars
            text = raw.strip("\r\n") if self.elements[self.current].tag == "pre" else " ".join(raw.split())
            shares = (self.link_chars / chars, self.bold_chars / chars, self.italic_chars / chars)
            self.blocks.append(TextBlock(self.current, text, weighted_length(text), *shares))
        self._new_line()

    def _new_line(self) -> None:
        self.parts: list[str] = []
        self.chars = self.link_chars = self.bold_chars = self.italic_chars = 0
