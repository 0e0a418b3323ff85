"""
A page as the rules see it: how much long text every box holds, and which box holds the article.

Text counts as long from 80 letters on, if little of it is links: paragraphs are, and little else on a page. Where it is
dense stands the article; no class name is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .declared import Said
from .tags import LIST_PARTS, LISTS, PARAGRAPHS
from .thresholds import NEVER_CONTAINER, NO_CONTAINER, NOISE_TAGS, TABLE, Table
from .tree import Piece, Tree

_NOT_WORD = re.compile(r"[\W_]+")
_ENDED = re.compile(
    r"(?:[.!?…。！？؟।॥።၊။][”\"'»«)\]’“*]*|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?|[:;=]-?[()])\s*$"
)


Shape = tuple[str, str, str, str]
"""Tag and classes of the box that a piece stands in, and of the box around it."""

LIST_DEPTH = 12
"""Boxes between a cell or an item and what is around the outermost list, at most: three lists in one another."""


def fold(text: str) -> str:
    """
    The letters and digits of a text, lower case, with single spaces.

    >>> fold("“Hello”, she said – again.")
    'hello she said again'
    """
    return _NOT_WORD.sub(" ", text.lower()).strip()


def is_ended(text: str) -> bool:
    """
    Whether a text ends like a sentence, or with a face.

    >>> is_ended("He said “no.”"), is_ended("That was fun 😉"), is_ended("So it was :)"), is_ended("Read more")
    (True, True, True, False)
    """
    return _ENDED.search(text[-12:]) is not None


class View(NamedTuple):
    """
    A page with its sums. Lists `folded`, `long`, `ended`, `parents`, `shapes` go by piece; `mass` (long text in and
    below a box), `outside` (in a box that cannot hold the article) and `inside` (in the container) by box.
    """

    tree: Tree
    folded: list[str]
    long: list[bool]
    ended: list[bool]
    mass: list[int]
    class_mass: dict[str, int]
    parents: list[int]
    shapes: list[Shape]
    outside: list[bool]
    inside: list[bool]
    container: int
    seed: int
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    authors: tuple[str, ...]
    table: Table

    def is_minor(self, box: int, share: float) -> bool:
        """Whether a box, and all boxes of its class together, hold less than this share of the long text."""
        bound = share * self.mass[0]
        classes = self.tree.boxes[box].classes
        return self.mass[box] < bound and (not classes or self.class_mass.get(classes, 0) < bound)

    def tag(self, piece: int) -> str:
        """The tag of the box that a piece stands in."""
        return self.tree.boxes[self.tree.pieces[piece].box].tag

    def parent(self, piece: int) -> int:
        """The number of the box around the box that a piece stands in; of pieces straight in `<body>`, that."""
        return self.parents[piece]

    def around_list(self, piece: int) -> int:
        """The number of the box around the whole list or table that a piece stands in; else its box's parent."""
        boxes, box = self.tree.boxes, self.parent(piece)
        for _ in range(LIST_DEPTH):
            if box <= 0 or boxes[box].tag not in LIST_PARTS:
                break
            box = boxes[box].parent
        return box

    def shape(self, piece: int) -> Shape:
        """What pieces of one kind have in common: tag and classes of their box and of the box around it."""
        return self.shapes[piece]


def plain_view(tree: Tree, said: Said, table: Table = TABLE) -> View:
    """A page without its sums and its container: all that is asked of one whose body is known."""
    return View(
        tree=tree,
        folded=[fold(piece.text) for piece in tree.pieces],
        long=[],
        ended=[is_ended(piece.text) for piece in tree.pieces],
        mass=[],
        class_mass={},
        parents=[],
        shapes=[],
        outside=[],
        inside=[],
        container=-1,
        seed=-1,
        titles=_folded(said.titles, 1),
        descriptions=_folded(said.descriptions, 20),
        authors=tuple(name for name in _folded(said.authors, 4) if len(name) < 60),
        table=table,
    )


def view(tree: Tree, said: Said, table: Table = TABLE) -> View:
    """The sums of a page and its container; -1 where there is no long text at all."""
    capped = [min(p.size, table.weight_cap) if _is_long(p, table) else 0 for p in tree.pieces]
    mass = _summed(tree, capped)
    seen = plain_view(tree, said, table)._replace(
        long=[bool(size) for size in capped],
        mass=mass,
        class_mass=_class_mass(tree, mass),
        parents=[max(0, tree.boxes[piece.box].parent) for piece in tree.pieces],
        shapes=[_shape(tree, piece.box) for piece in tree.pieces],
    )
    outside = _outside(seen)
    long = [
        is_long and not outside[piece.box] and tree.boxes[piece.box].tag not in ("h1", "h2", "h3")
        for piece, is_long in zip(tree.pieces, seen.long, strict=True)
    ]
    seed, container = _container(seen._replace(long=long))
    return seen._replace(outside=outside, long=long, seed=seed, container=container, inside=_below(tree, container))


def _shape(tree: Tree, box: int) -> Shape:
    own = tree.boxes[box]
    around = tree.boxes[max(0, own.parent)]
    return own.tag, own.classes, around.tag, around.classes


def _folded(texts: Sequence[str], least: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(fold, texts) if len(text) >= least))


def _is_long(piece: Piece, table: Table) -> bool:
    return piece.size >= table.long and piece.link < table.link_poor


def _summed(tree: Tree, weights: Sequence[int]) -> list[int]:
    """The weights of pieces, summed over the subtree of every box."""
    sums = [0] * len(tree.boxes)
    for piece, weight in zip(tree.pieces, weights, strict=True):
        sums[piece.box] += weight
    for at in range(len(sums) - 1, 0, -1):
        sums[tree.boxes[at].parent] += sums[at]
    return sums


def _class_mass(tree: Tree, mass: Sequence[int]) -> dict[str, int]:
    """The long text below all boxes of one class; a box inside one of its own class counts once."""
    sums: dict[str, int] = {}
    for at, box in enumerate(tree.boxes):
        if mass[at] and box.classes and box.classes != tree.boxes[box.parent].classes:
            sums[box.classes] = sums.get(box.classes, 0) + mass[at]
    return sums


def _below(tree: Tree, root: int) -> list[bool]:
    """By box, whether it is `root` or inside it."""
    inside = [False] * len(tree.boxes)
    for at, box in enumerate(tree.boxes):
        inside[at] = at == root or (at > 0 and inside[box.parent])
    return inside


def _outside(seen: View) -> list[bool]:
    """By box, whether it is or stands in one that cannot hold the article, by tag, concealment or name."""
    table = seen.table
    outside = [False] * len(seen.tree.boxes)
    for at, box in enumerate(seen.tree.boxes):
        if at == 0:
            continue
        if outside[box.parent]:
            outside[at] = True
        elif box.tag in NOISE_TAGS or box.hidden or not NO_CONTAINER.isdisjoint(box.tokens):
            named = not NEVER_CONTAINER.isdisjoint(box.tokens)
            outside[at] = seen.is_minor(at, table.minor_outside) or (
                named and seen.mass[at] < table.never_container * seen.mass[0]
            )
    return outside


def _container(seen: View) -> tuple[int, int]:
    """The box with the densest long text, and the one to which it pays to climb from there."""
    tree, table = seen.tree, seen.table
    sizes = [piece.size for piece in tree.pieces]
    weights = [min(s, table.weight_cap) if is_long else 0 for s, is_long in zip(sizes, seen.long, strict=True)]
    seed = _seed(seen, weights)
    if seed < 0:
        return -1, -1
    total, everything = _summed(tree, weights), _summed(tree, sizes)
    container = at = seed
    while at > 0:
        at = tree.boxes[at].parent
        gain, cost = total[at] - total[container], everything[at] - everything[container]
        if gain > table.climb_gain * total[container] and gain > table.climb_cost * cost:
            container = at
    return seed, container


def _seed(seen: View, weights: Sequence[int]) -> int:
    """The box around the most long text: it counts for the box it stands in, and less for each one further out."""
    tree, table = seen.tree, seen.table
    title = {word for text in (*seen.titles[:3], *seen.descriptions[:1]) for word in text.split() if len(word) >= 4}
    own: dict[int, float] = {}
    for at, weight in enumerate(weights):
        if not weight:
            continue
        shared = min(4, len(title.intersection(seen.folded[at].split()))) if title else 0
        value = weight * (1 + table.title_word * shared)
        box = _around(tree, tree.pieces[at].box)
        for _ in range(table.levels):
            own[box] = own.get(box, 0.0) + value
            value *= table.decay
            box = tree.boxes[box].parent
            if box < 0:
                break
    return max(own, key=lambda box: (own[box], tree.boxes[box].depth, -box)) if own else -1


def _around(tree: Tree, box: int) -> int:
    """The box that a paragraph counts for: the one around it, and around the list that it stands in."""
    if tree.boxes[box].tag in PARAGRAPHS and box:
        box = tree.boxes[box].parent
    if tree.boxes[box].tag in LISTS and box:
        box = tree.boxes[box].parent
    return box
