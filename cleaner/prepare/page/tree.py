"""
A page as boxes and pieces: its block-level elements, and the lines of text in them, in document order.

One walk over the parsed tree, with a stack of its own instead of recursion. Boxes point to their parents by number and
parents come before children, so that every sum over a subtree or along a path is one loop over the list.
"""

from __future__ import annotations

import re
from collections.abc import Container
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .limits import Limits, over
from .tags import BLOCK_TAGS, MEDIA_TAGS, SILENT_TAGS

LINK, BOLD, ITALIC = 1, 2, 4
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


class _Line:
    """The text of the line that is being read, and how much of it is linked, bold, italic."""

    __slots__ = ("bold", "italic", "link", "parts", "total")

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.parts: list[str] = []
        self.total = self.link = self.bold = self.italic = 0

    def add(self, text: str, style: int) -> None:
        self.parts.append(text)
        size = len(text.strip())
        self.total += size
        if style:
            self.link += size if style & LINK else 0
            self.bold += size if style & BOLD else 0
            self.italic += size if style & ITALIC else 0

    def close(self, box: int, pieces: list[Piece], preformatted: bool) -> None:
        if self.total:
            raw = "".join(self.parts)
            text = raw.strip("\r\n") if preformatted else " ".join(raw.split())
            total = self.total
            pieces.append(Piece(box, text, size_of(text), self.link / total, self.bold / total, self.italic / total))
        if self.parts:
            self.clear()


def read_tree(
    parser: LexborHTMLParser,
    limits: Limits,
    choose: Container[int] = frozenset(),
    skip: Container[int] = frozenset(),
) -> Tree:
    """
    The boxes and pieces of a parsed page, without the elements whose `mem_id` is in `skip`. Those in `choose` become
    boxes whatever they are.

    Raises:
        DocumentError: with reason `limit`, where the page is deeper or has more nodes than `limits` allow.
    """
    boxes = [Box(-1, "body", "", (), False, 0)]
    pieces: list[Piece] = []
    media: set[int] = set()
    chosen: set[int] = set()
    line = _Line()
    frames: list[tuple[LexborNode | None, int, int]] = []
    node, at, style, nodes = (parser.body.first_child if parser.body else None), 0, 0, 0
    while True:
        if node is None:
            if not frames:
                break
            node, up, style = frames.pop()
            if up != at:
                line.close(at, pieces, boxes[at].tag == "pre")
                at = up
            continue
        nodes += 1
        tag = node.tag or ""
        if tag == "-text":
            line.add(node.text_content or "", style)
        elif tag == "br":
            _break(line, at, boxes, pieces)
        elif tag in MEDIA_TAGS:
            media.add(at)
        if tag[:1] in ("-", "") or tag in SILENT_TAGS or tag == "br" or (skip and node.mem_id in skip):
            node = node.next
            continue
        frames.append((node.next, at, style))
        wanted = bool(choose) and node.mem_id in choose
        if tag in BLOCK_TAGS or wanted:
            line.close(at, pieces, boxes[at].tag == "pre")
            boxes.append(_box(node, tag, at, boxes[at].depth + 1))
            at = len(boxes) - 1
            if wanted:
                chosen.add(at)
        else:
            style |= STYLE_TAGS.get(tag, 0)
        if len(frames) > limits.depth:
            raise over("depth", len(frames), limits.depth)
        if nodes > limits.nodes:
            raise over("nodes", nodes, limits.nodes)
        node = node.first_child
    line.close(0, pieces, False)
    return Tree(boxes, pieces, frozenset(media), frozenset(chosen))


def _break(line: _Line, at: int, boxes: list[Box], pieces: list[Piece]) -> None:
    """A `<br>` ends a line, but not inside preformatted text, which keeps its lines."""
    if boxes[at].tag == "pre":
        line.parts.append("\n")
    else:
        line.close(at, pieces, False)


def _box(node: LexborNode, tag: str, parent: int, depth: int) -> Box:
    attributes = node.attributes
    if not attributes:
        return Box(parent, tag, "", (), False, depth)
    names = " ".join([attributes.get(name) or "" for name in TOKEN_ATTRIBUTES if name in attributes])
    style = attributes.get("style")
    hidden = (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(style and _HIDDEN.search(style[:1000]))
    )
    return Box(parent, tag, attributes.get("class") or "", words_of(names[:1000]), hidden, depth)
