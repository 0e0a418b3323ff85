"""
What the rules look up about a page: comparison keys and markup by text block, sums of long text by element.

Text is long from 80 characters on if little of it is links: paragraphs are, and little else on a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .declared import Declared
from .tags import LIST_PART_TAGS
from .thresholds import THRESHOLDS, Thresholds
from .tree import TextBlock, Tree
from .wording import comparison_key, ends_like_sentence

TagPath = tuple[str, str, str, str]
"""Tag and classes of a block's element and of its parent: paragraphs of one article share it."""

MAX_LIST_LEVELS = 12
"""Elements from an item or a cell to the outermost list, at most: three nested lists; never varied."""


class PageIndex(NamedTuple):
    """
    A page with its sums. `keys`, `is_long`, `ends_sentence`, `parents` and `tag_paths` go by text block; `text_mass` (long
    text inside an element), `is_barred` (cannot hold the article) and `in_container` go by element.

    `densest` is the element with the densest long text, `container` the one that holds the article; -1 for none.
    `titles`, `descriptions` and `authors` are the comparison keys of what the page declares.
    """

    tree: Tree
    keys: list[str]
    is_long: list[bool]
    ends_sentence: list[bool]
    text_mass: list[int]
    class_text_mass: dict[str, int]
    parents: list[int]
    tag_paths: list[TagPath]
    is_barred: list[bool]
    in_container: list[bool]
    container: int
    densest: int
    titles: tuple[str, ...]
    descriptions: tuple[str, ...]
    authors: tuple[str, ...]
    thresholds: Thresholds

    def is_minor(self, element: int, share: float) -> bool:
        """Whether an element, and all elements of its class together, hold less than this share of the long text."""
        bound = share * self.text_mass[0]
        classes = self.tree.elements[element].classes
        return self.text_mass[element] < bound and (not classes or self.class_text_mass.get(classes, 0) < bound)

    def tag(self, block: int) -> str:
        """The tag of a block's element."""
        return self.tree.elements[self.tree.blocks[block].element].tag

    def around_list(self, block: int) -> int:
        """The element around the whole list or table that a block is in; without one, the parent of its element."""
        elements, element = self.tree.elements, self.parents[block]
        for _ in range(MAX_LIST_LEVELS):
            if element <= 0 or elements[element].tag not in LIST_PART_TAGS:
                break
            element = elements[element].parent
        return element


def index_wordings(tree: Tree, declared: Declared, thresholds: Thresholds = THRESHOLDS) -> PageIndex:
    """A page without sums and container, which is enough where selectors give the body."""
    return PageIndex(
        tree=tree,
        keys=[comparison_key(block.text) for block in tree.blocks],
        is_long=[],
        ends_sentence=[ends_like_sentence(block.text) for block in tree.blocks],
        text_mass=[],
        class_text_mass={},
        parents=[],
        tag_paths=[],
        is_barred=[],
        in_container=[],
        container=-1,
        densest=-1,
        titles=_keys(declared.titles, 1),
        descriptions=_keys(declared.descriptions, thresholds.min_description_chars),
        authors=tuple(
            name
            for name in _keys(declared.authors, thresholds.min_author_chars)
            if len(name) <= thresholds.max_author_chars
        ),
        thresholds=thresholds,
    )


def index_page(tree: Tree, declared: Declared, thresholds: Thresholds = THRESHOLDS) -> PageIndex:
    """A page with its sums, whose container is still to be found."""
    counted = [min(b.length, thresholds.max_counted_chars) if _is_long(b, thresholds) else 0 for b in tree.blocks]
    text_mass = sum_subtrees(tree, counted)
    return index_wordings(tree, declared, thresholds)._replace(
        is_long=[bool(chars) for chars in counted],
        text_mass=text_mass,
        class_text_mass=_class_text_mass(tree, text_mass),
        parents=[max(0, tree.elements[block.element].parent) for block in tree.blocks],
        tag_paths=[_tag_path(tree, block.element) for block in tree.blocks],
    )


def sum_subtrees(tree: Tree, weights: Sequence[int]) -> list[int]:
    """By element, the sum of the weights of all blocks inside it."""
    sums = [0] * len(tree.elements)
    for block, weight in zip(tree.blocks, weights, strict=True):
        sums[block.element] += weight
    for element in range(len(sums) - 1, 0, -1):
        sums[tree.elements[element].parent] += sums[element]
    return sums


def _tag_path(tree: Tree, element: int) -> TagPath:
    own = tree.elements[element]
    parent = tree.elements[max(0, own.parent)]
    return own.tag, own.classes, parent.tag, parent.classes


def _keys(wordings: Sequence[str], min_chars: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for key in map(comparison_key, wordings) if len(key) >= min_chars))


def _is_long(block: TextBlock, thresholds: Thresholds) -> bool:
    return block.length >= thresholds.min_long_chars and block.link_density < thresholds.max_long_link_density


def _class_text_mass(tree: Tree, text_mass: Sequence[int]) -> dict[str, int]:
    """The long text in all elements of a class; an element inside one of the same class is not counted again."""
    sums: dict[str, int] = {}
    for i, element in enumerate(tree.elements):
        if text_mass[i] and element.classes and element.classes != tree.elements[element.parent].classes:
            sums[element.classes] = sums.get(element.classes, 0) + text_mass[i]
    return sums
