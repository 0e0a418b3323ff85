"""Rules on single lines: by their links, by where they are, and by what the page declares."""

from __future__ import annotations

from collections.abc import Callable

from .candidates import CandidateRule, Candidates, article_lists
from .tags import HEADING_TAGS, SUBHEADING_TAGS
from .tree import Tree
from .wording import ends_with_punctuation

NEVER_LABEL_TAGS = HEADING_TAGS | {"td", "th", "dt", "dd", "pre", "summary"}
LineTest = Callable[[Candidates, int], bool]


def each_line(test: LineTest) -> CandidateRule:
    """The rule that drops every line for which the test holds."""
    return lambda candidates: {block for block in candidates.blocks if test(candidates, block)}


def is_title(candidates: Candidates, block: int) -> bool:
    """The page's title again, whole or without its end, as a heading or a paragraph."""
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    key = index.keys[block]
    if index.tag(block) not in ("h1", "h2", "div", "p") or not key:
        return False
    return any(
        len(title) >= thresholds.min_title_chars
        and (
            key == title
            or (key.count(" ") >= thresholds.min_title_start_spaces and title.startswith(key))
            or (key.startswith(title) and len(key) < thresholds.max_title_growth * len(title))
        )
        for title in index.titles
    )


def is_link_line(candidates: Candidates, block: int) -> bool:
    """A line that is mostly a link, but no linked heading among paragraphs and no sentence with the body's markup."""
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    line = index.tree.blocks[block]
    in_body = candidates.in_body_parent(block)
    if line.link_density > thresholds.min_link_line_density:
        is_short = line.length <= thresholds.max_linked_heading_chars
        return not (index.tag(block) in SUBHEADING_TAGS and in_body and is_short)
    if line.link_density <= thresholds.min_short_link_line_density:
        return False
    like_body = (
        candidates.tag_path_share(block) > thresholds.min_body_path_share
        or candidates.parent_share(block) > thresholds.min_main_parent_share
    )
    is_sentence = in_body and like_body and index.ends_sentence[block]
    return line.length <= thresholds.max_short_link_line_chars and not is_sentence


def drop_labels(candidates: Candidates) -> set[int]:
    """Labels and buttons, unless they are the items of a list in the article."""
    lists = article_lists(candidates)
    return {block for block in candidates.blocks if block not in lists and is_label(candidates, block)}


def is_label(candidates: Candidates, block: int) -> bool:
    """A short line without punctuation at its end that is not a heading, an item, a cell or a bold subheading."""
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    line = index.tree.blocks[block]
    if line.length > thresholds.max_label_chars or index.tag(block) in NEVER_LABEL_TAGS:
        return False
    if _in_list_item(index.tree, line.element) or ends_with_punctuation(line.text):
        return False
    if not candidates.in_body_parent(block):
        return True
    if candidates.tag_path_share(block) > thresholds.min_body_path_share:
        return False
    return not (line.bold_share > thresholds.min_bold_share and index.tag(block) == "p")


def is_bracketed(candidates: Candidates, block: int) -> bool:
    """A short line in brackets, or one that begins with a copyright sign."""
    index = candidates.page_index
    text = index.tree.blocks[block].text
    if text[0] == "©":
        return True
    max_spaces = index.thresholds.max_bracketed_spaces
    return text[0] in "([" and text[-1] in ")]" and index.keys[block].count(" ") <= max_spaces


def _in_list_item(tree: Tree, element: int) -> bool:
    """Whether an element is an item of a list or a cell, or a child of one."""
    return any(tree.elements[i].tag in ("li", "td", "th") for i in (element, max(0, tree.elements[element].parent)))


LINE_RULES: tuple[CandidateRule, ...] = (
    each_line(is_title),
    each_line(is_link_line),
    drop_labels,
    each_line(is_bracketed),
)
