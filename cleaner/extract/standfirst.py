"""
The standfirst: the visible sentences between headline and body that say what the article is about.

The declared description is often another text, or cut off, so it only helps to recognise the visible one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from .boundaries import find_headline
from .by_structure import Body
from .class_words import NOT_STANDFIRST_TAGS, NOT_STANDFIRST_WORDS, STANDFIRST_WORDS, SURE_STANDFIRST_WORDS
from .noise import noise_kind
from .page_index import PageIndex
from .tags import PARAGRAPH_TAGS, SUBHEADING_TAGS
from .tree import Element, Tree

_DATE_OR_TIME = re.compile(r"\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


def find_standfirst(body: Body) -> int:
    """The number of the text block that is the standfirst, -1 for none."""
    index = body.page_index
    if not body.kept:
        return -1
    first = body.kept[0]
    headline = find_headline(index)
    start = headline + 1 if headline >= 0 else max(0, first - index.thresholds.standfirst_look_back)
    best_score, standfirst = index.thresholds.min_standfirst_score - 1, -1
    for block in range(start, first):
        score = _score(index, block)
        if score > best_score:
            best_score, standfirst = score, block
    return standfirst


def find_opening(body: Body, standfirst: int) -> list[int]:
    """
    Paragraphs between standfirst and body that could be standfirsts too: the article's opening is in a separate element.
    """
    index = body.page_index
    between = range(standfirst + 1, body.kept[0]) if standfirst >= 0 else ()
    return [
        block
        for block in between
        if index.is_long[block]
        and index.ends_sentence[block]
        and (block in body.lines or _is_beside_container(index, block))
        and index.tag(block) in PARAGRAPH_TAGS
        and _can_be_standfirst(index, block)
        and not _is_description(index, index.keys[block])
    ]


def _is_beside_container(index: PageIndex, block: int) -> bool:
    """Whether a block is in a sibling of the container that is not noise."""
    elements = index.tree.elements
    is_sibling = index.parents[block] == elements[index.container].parent
    return is_sibling and not noise_kind(elements[index.tree.blocks[block].element])


def _score(index: PageIndex, block: int) -> int:
    """The points of a line as a standfirst; 0 if it cannot be one."""
    if not _can_be_standfirst(index, block):
        return 0
    thresholds, line = index.thresholds, index.tree.blocks[block]
    element = index.tree.elements[line.element]
    parent = index.tree.elements[max(0, element.parent)]
    is_named, is_heading = not STANDFIRST_WORDS.isdisjoint(element.tokens), element.tag in SUBHEADING_TAGS
    return (
        thresholds.standfirst_class_points * is_named
        + thresholds.standfirst_class_heading_points * (is_named and is_heading)
        + thresholds.standfirst_parent_class_points * (not STANDFIRST_WORDS.isdisjoint(parent.tokens))
        + thresholds.standfirst_description_points * _is_description(index, index.keys[block])
        + thresholds.standfirst_heading_points * (is_heading or element.tag == "p")
        + thresholds.standfirst_sentence_points * index.ends_sentence[block]
        + thresholds.standfirst_long_points * (line.length >= thresholds.min_long_standfirst_chars)
    )


def _can_be_standfirst(index: PageIndex, block: int) -> bool:
    """Whether nothing speaks against a line: links, its length, names around it, the title, an author, a date."""
    thresholds, line, key = index.thresholds, index.tree.blocks[block], index.keys[block]
    if line.link_density >= thresholds.max_standfirst_link_density:
        return False
    if key.count(" ") < thresholds.min_standfirst_spaces or index.tag(block) == "h1":
        return False
    path = list(islice(_outwards(index.tree, line.element), thresholds.standfirst_levels))
    named = next((element for element in path if not SURE_STANDFIRST_WORDS.isdisjoint(element.tokens)), None)
    is_own_name = named is path[0]
    if line.length < (thresholds.min_named_standfirst_chars if is_own_name else thresholds.min_standfirst_chars):
        return False
    for element in path[: path.index(named)] if named else path:
        if element.tag in NOT_STANDFIRST_TAGS or not NOT_STANDFIRST_WORDS.isdisjoint(element.tokens):
            return False
    if any(len(title) >= thresholds.min_title_chars and (title in key or key in title) for title in index.titles):
        return False
    if any(name in key for name in index.authors):
        return False
    is_long_and_named = named is not None and line.length >= thresholds.min_long_standfirst_chars
    return index.ends_sentence[block] or is_long_and_named or not _DATE_OR_TIME.search(line.text)


def _outwards(tree: Tree, element: int) -> Iterator[Element]:
    """An element and those around it."""
    while element >= 0:
        yield tree.elements[element]
        element = tree.elements[element].parent


def _is_description(index: PageIndex, key: str) -> bool:
    """Whether a line is one of the declared descriptions, or starts like one."""
    thresholds = index.thresholds
    same_chars = thresholds.same_description_chars
    return any(
        key == description
        or (len(key) > thresholds.min_standfirst_chars and key[:same_chars] == description[:same_chars])
        for description in index.descriptions
    )
