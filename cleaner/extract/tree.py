"""
A page as boxes and pieces: its block-level elements, and the lines of text in them, in document order.

One walk over the parsed tree, with a stack of its own instead of recursion. Boxes point to their parents by number and
parents come before children, so that every sum over a subtree or along a path is one loop over the list.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .limits import Limits, over
from .tags import BLOCK_TAGS, MEDIA_TAGS, SILENT_TAGS

LINK, BOLD, ITALIC = 1, 2, 4
LEAVES = SILENT_TAGS | MEDIA_TAGS | {"br"}
STYLE_TAGS = {"a": LINK, "b": BOLD, "strong": BOLD, "i": ITALIC, "em": ITALIC}
TOKEN_ATTRIBUTES = ("class", "id", "data-testid", "data-component", "role", "itemprop")

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"([a-z0-9])([A-Z])")
_WORD = re.compile(r"[a-z]+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff]")


class Box(NamedTuple):
    """A block-level element. `parent` is its number among the boxes (-1: none), `tokens` the words of its names."""

    parent: int
    tag: str
    classes: str
    tokens: tuple[str, ...]
    hidden: bool
    depth: int


class Piece(NamedTuple):
    """A line of text of one box. `size` is in letters, wide scripts three each; `link`, `bold`, `italic` are shares."""

    box: int
    text: str
    size: int
    link: float
    bold: float
    italic: float


class Tree(NamedTuple):
    """
    Boxes and pieces in document order. `media` are the boxes that hold an image, a film or a frame, `chosen` those of
    the elements that the caller asked for.
    """

    boxes: list[Box]
    pieces: list[Piece]
    media: frozenset[int]
    chosen: frozenset[int]


def size_of(text: str) -> int:
    """
    Length in letters: one of Chinese, Japanese, Korean or Thai says about as much as three of an alphabet.

    >>> size_of("abc"), size_of("新闻")
    (3, 6)
    """
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))


def words_of(names: str) -> tuple[str, ...]:
    """
    The words in class names and other names, split at case, digits and signs.

    >>> words_of("articleBody social-share2")
    ('article', 'body', 'social', 'share')
    """
    return tuple(_WORD.findall(_CAMEL.sub(r"\1 \2", names).lower()))


def read_tree(
    parser: LexborHTMLParser,
    limits: Limits,
    choose: Container[int] = frozenset(),
    skip: Container[int] = frozenset(),
    only: Iterable[LexborNode] | None = None,
) -> Tree:
    """
    The boxes and pieces of a parsed page, without the elements whose `mem_id` is in `skip`. Those in `choose` become
    boxes whatever they are. With `only`, in document order, nothing but these elements is read; what is around them
    becomes boxes without pieces of their own, and what is not read counts for no limit.

    Raises:
        DocumentError: with reason `limit`, where the page is deeper or has more nodes than `limits` allow.
    """
    walk = _Walk(limits, choose, skip)
    for node in only or ():
        walk.run_only(node)
    if only is None and parser.body is not None:
        walk.run(parser.body.first_child)
    return Tree(walk.boxes, walk.pieces, frozenset(walk.media), frozenset(walk.chosen))


class _Walk:
    """The state of one walk: what was found, the box and the line that are open, and how the line is set."""

    def __init__(self, limits: Limits, choose: Container[int], skip: Container[int]) -> None:
        self.limits, self.choose, self.skip = limits, choose, skip
        self.boxes = [Box(-1, "body", "", (), False, 0)]
        self.pieces: list[Piece] = []
        self.media: set[int] = set()
        self.chosen: set[int] = set()
        self.words: dict[str, tuple[str, ...]] = {}
        self.around: dict[int, tuple[int, int]] = {}
        self.done: set[int] = set()
        self.nodes = 0
        self.at = 0
        self._new_line()

    def run(self, node: LexborNode | None, style: int = 0, depth: int = 0) -> None:
        """Read the siblings from this node on, which stand in so many elements, and all below them."""
        frames: list[tuple[LexborNode | None, int, int]] = []
        nodes, most = self.nodes, self.limits.depth - depth
        while node is not None or frames:
            if node is None:
                node, box, style = frames.pop()
                if box != self.at:
                    if self.parts:
                        self.end_line()
                    self.at = box
                continue
            nodes += 1
            if nodes > self.limits.nodes:
                raise over("nodes", nodes, self.limits.nodes)
            tag = node.tag or "-"
            if tag == "-text":
                self.add(node.text_content or "", style)
                node = node.next
            elif tag in LEAVES or tag[0] == "-" or (self.skip and node.mem_id in self.skip):
                self.leaf(tag)
                node = node.next
            elif tag == "button" and self.parts:  # in the middle of a line: it is none, and ends none
                node = node.next
            else:
                frames.append((node.next, self.at, style))
                if len(frames) > most:
                    raise over("depth", depth + len(frames), self.limits.depth)
                style |= self.enter(node, tag)
                node = node.first_child
        self.nodes = nodes
        self.end_line()

    def run_only(self, node: LexborNode) -> None:
        """Read one element and all below it, unless it stands in one that was read or is left out."""
        path = [node]
        while (above := path[-1].parent) is not None and above.tag not in ("body", "html"):
            path.append(above)
        if any(one.mem_id in self.done or one.mem_id in self.skip or one.tag in LEAVES for one in path):
            return
        self.at = style = 0
        for one in reversed(path):
            if one.mem_id not in self.around:
                style |= self.enter(one, one.tag or "-")
                self.around[one.mem_id] = self.at, style
            self.at, style = self.around[one.mem_id]
        self.done.add(node.mem_id)
        self.run(node.first_child, style, len(path))

    def enter(self, node: LexborNode, tag: str) -> int:
        """Open a box for an element that begins a line; what an inline element adds to the style."""
        wanted = bool(self.choose) and node.mem_id in self.choose
        if tag not in BLOCK_TAGS and not wanted:
            return STYLE_TAGS.get(tag, 0)
        if self.parts:
            self.end_line()
        # What is in a heading is the heading. (Not in h1: so pages of 2011 lost their titles.)
        if tag == "div" and self.boxes[self.at].tag in ("h2", "h3", "h4") and not wanted:
            return 0
        self.boxes.append(self.box(node, tag))
        self.at = len(self.boxes) - 1
        if wanted:
            self.chosen.add(self.at)
        return 0

    def box(self, node: LexborNode, tag: str) -> Box:
        """The box of an element inside the open box."""
        depth = self.boxes[self.at].depth + 1
        attributes = node.attributes
        if not attributes:
            return Box(self.at, tag, "", (), False, depth)
        names = " ".join([attributes[name] or "" for name in TOKEN_ATTRIBUTES if name in attributes])[:1000]
        tokens = self.words.get(names)
        if tokens is None:
            tokens = self.words[names] = words_of(names)
        style = attributes.get("style")
        hidden = (
            "hidden" in attributes
            or attributes.get("aria-hidden") == "true"
            or bool(style and _HIDDEN.search(style[:1000]))
        )
        return Box(self.at, tag, attributes.get("class") or "", tokens, hidden, depth)

    def leaf(self, tag: str) -> None:
        """An element that is not entered; a `<br>` ends the line, but preformatted text keeps its lines."""
        if tag in MEDIA_TAGS:
            self.media.add(self.at)
        elif tag == "br" and self.boxes[self.at].tag == "pre":
            self.parts.append("\n")
        elif tag == "br":
            self.end_line()

    def add(self, text: str, style: int) -> None:
        """Text of the open line; white space at its start is none."""
        if not self.parts and text.isspace() and self.boxes[self.at].tag != "pre":
            return
        self.parts.append(text)
        size = len(text.strip())
        self.total += size
        if style:
            self.link += size if style & LINK else 0
            self.bold += size if style & BOLD else 0
            self.italic += size if style & ITALIC else 0

    def end_line(self) -> None:
        """Make a piece of the open line, if there is anything in it."""
        if self.total:
            raw, total = "".join(self.parts), self.total
            text = raw.strip("\r\n") if self.boxes[self.at].tag == "pre" else " ".join(raw.split())
            shares = (self.link / total, self.bold / total, self.italic / total)
            self.pieces.append(Piece(self.at, text, size_of(text), *shares))
        self._new_line()

    def _new_line(self) -> None:
        self.parts: list[str] = []
        self.total = self.link = self.bold = self.italic = 0
