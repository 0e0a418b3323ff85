"""
The element that holds the article: where long text is densest, whatever its class.

Each long block adds weight to the elements around it, less for each further out. From the heaviest one it pays to climb
as long as an outer element adds mostly long text.
"""

from __future__ import annotations

from collections.abc import Sequence

from .class_words import NEVER_CONTAINER_WORDS, NO_CONTAINER_WORDS, NOISE_TAGS
from .page_index import PageIndex, sum_subtrees
from .tags import LIST_TAGS, PARAGRAPH_TAGS
from .tree import Tree

TITLE_TAGS = ("h1", "h2", "h3")
"""Elements whose text is never long text of the article."""


def locate_container(index: PageIndex) -> PageIndex:
    """The page with its container, or with -1 if it has no long text at all."""
    tree = index.tree
    is_barred = _barred(index)
    is_long = [
        is_long and not is_barred[block.element] and tree.elements[block.element].tag not in TITLE_TAGS
        for block, is_long in zip(tree.blocks, index.is_long, strict=True)
    ]
    index = index._replace(is_barred=is_barred, is_long=is_long)
    densest, container = _climb(index)
    return index._replace(densest=densest, container=container, in_container=_inside(tree, container))


def _inside(tree: Tree, root: int) -> list[bool]:
    """By element, whether it is `root` or inside it."""
    inside = [False] * len(tree.elements)
    for i, element in enumerate(tree.elements):
        inside[i] = i == root or (i > 0 and inside[element.parent])
    return inside


def _barred(index: PageIndex) -> list[bool]:
    """By element, whether it cannot hold the article: by its tag, names or concealment, or those of one around it."""
    thresholds = index.thresholds
    barred = [False] * len(index.tree.elements)
    for i, element in enumerate(index.tree.elements):
        if i == 0:
            continue
        if barred[element.parent]:
            barred[i] = True
        elif element.tag in NOISE_TAGS or element.hidden or not NO_CONTAINER_WORDS.isdisjoint(element.tokens):
            barred[i] = index.is_minor(i, thresholds.max_minor_share_outside) or (
                not NEVER_CONTAINER_WORDS.isdisjoint(element.tokens)
                and index.text_mass[i] < thresholds.max_never_container_share * index.text_mass[0]
            )
    return barred


def _climb(index: PageIndex) -> tuple[int, int]:
    """The element with the densest long text, and the one to which it pays to climb from there."""
    tree, thresholds = index.tree, index.thresholds
    lengths = [block.length for block in tree.blocks]
    max_chars = thresholds.max_counted_chars
    weights = [min(n, max_chars) if is_long else 0 for n, is_long in zip(lengths, index.is_long, strict=True)]
    densest = _densest(index, weights)
    if densest < 0:
        return -1, -1
    long_text, all_text = sum_subtrees(tree, weights), sum_subtrees(tree, lengths)
    container = element = densest
    while element > 0:
        element = tree.elements[element].parent
        gain, cost = long_text[element] - long_text[container], all_text[element] - all_text[container]
        if gain > thresholds.min_climb_gain * long_text[container] and gain > thresholds.min_climb_density * cost:
            container = element
    return densest, container


def _densest(index: PageIndex, weights: Sequence[int]) -> int:
    """The element to which the long blocks add the most weight; -1 if there are none."""
    tree, thresholds = index.tree, index.thresholds
    title_words = _title_words(index)
    scores: dict[int, float] = {}
    for i, weight in enumerate(weights):
        if not weight:
            continue
        shared = title_words.intersection(index.keys[i].split()) if title_words else ()
        score = weight * (1 + thresholds.title_word_bonus * min(thresholds.max_title_words, len(shared)))
        element = _supported(tree, tree.blocks[i].element)
        for _ in range(thresholds.ancestor_levels):
            scores[element] = scores.get(element, 0.0) + score
            score *= thresholds.ancestor_decay
            element = tree.elements[element].parent
            if element < 0:
                break
    return max(scores, key=lambda i: (scores[i], tree.elements[i].depth, -i)) if scores else -1


def _title_words(index: PageIndex) -> set[str]:
    """The words of the title and the description that paragraphs of the article are likely to share."""
    thresholds = index.thresholds
    titles = index.titles[: thresholds.max_titles_matched]
    descriptions = index.descriptions[: thresholds.max_descriptions_matched]
    words = (word for key in (*titles, *descriptions) for word in key.split())
    return {word for word in words if len(word) >= thresholds.min_title_word_chars}


def _supported(tree: Tree, element: int) -> int:
    """The element to which a paragraph adds its whole weight: the one around it, or around the list it is in."""
    if tree.elements[element].tag in PARAGRAPH_TAGS and element:
        element = tree.elements[element].parent
    if tree.elements[element].tag in LIST_TAGS and element:
        element = tree.elements[element].parent
    return element
