"""Where the article begins and ends: at the paragraphs that carry it, and where its JSON-LD body does."""

from __future__ import annotations

from collections.abc import Sequence

from .candidates import Candidates, article_lists
from .page_index import PageIndex
from .tags import HEADING_TAGS
from .wording import comparison_key

MAX_JSON_LD_CHARS, MAX_JSON_LD_LINES = 1_000_000, 2_000
"""Characters of a JSON-LD body and lines of a page that are compared: at most 0.2 s."""


def find_headline(index: PageIndex) -> int:
    """The page's headline: the first `<h1>` that agrees with a declared title, else the first one; -1 for none."""
    first = -1
    for i, key in enumerate(index.keys):
        if index.tag(i) != "h1" or " " not in key:
            continue
        if any(key in title or title in key for title in index.titles):
            return i
        first = i if first < 0 else first
    return first


def drop_outside_json_ld(candidates: Candidates, bodies: tuple[str, ...]) -> set[int]:
    """
    What comes before the first and after the last line that is in the JSON-LD body, if that body covers most of the text.
    """
    if not bodies:
        return set()
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    blocks = index.tree.blocks
    body = comparison_key(" ".join(bodies)[:MAX_JSON_LD_CHARS])
    lines = [block for block in candidates.blocks if blocks[block].length >= thresholds.min_json_ld_line_chars]
    if len(lines) > MAX_JSON_LD_LINES:
        return set()
    matched = [block for block in lines if index.keys[block][: thresholds.json_ld_prefix_chars] in body]
    total = sum(blocks[block].length for block in lines)
    if not matched or sum(blocks[block].length for block in matched) <= thresholds.min_json_ld_share * total:
        return set()
    return {
        block
        for block in candidates.blocks
        if (block < matched[0] or block > matched[-1])
        and (blocks[block].length < thresholds.min_json_ld_kept_chars or index.keys[block] not in body)
    }


def drop_outer_lines(candidates: Candidates) -> set[int]:
    """What comes before the first and after the last paragraph that carries the body, unless it continues the body."""
    index = candidates.page_index
    long = [block for block in candidates.blocks if index.is_long[block]]
    carriers = [block for block in long if _carries_body(candidates, block)] or long
    if not carriers:
        return set()
    first, last = carriers[0], carriers[-1]
    before = [block for block in candidates.blocks if block < first]
    dropped = {block for block in before if not (_is_set_like(index, block, first) and index.ends_sentence[block])}
    after = [block for block in candidates.blocks if block > last]
    lists = article_lists(candidates)
    end = last
    for block in after:
        if _continues_body(index, block, last) or block in lists:
            end = block
        elif index.tag(block) not in HEADING_TAGS:
            break
    return dropped | {block for block in after if block > end}


def _carries_body(candidates: Candidates, block: int) -> bool:
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    main_path = candidates.tag_path_share(block) > thresholds.min_carrier_path_share
    long_enough = index.tree.blocks[block].length >= thresholds.min_carrier_chars
    if not (index.ends_sentence[block] or long_enough or main_path):
        return False
    return main_path or candidates.parent_share(block) > thresholds.min_carrier_parent_share


def _is_set_like(index: PageIndex, block: int, carrier: int) -> bool:
    """Whether a line has the parent and the tag of a carrier, and some words."""
    return (
        index.parents[block] == index.parents[carrier]
        and index.tag(block) == index.tag(carrier)
        and index.keys[block].count(" ") >= index.thresholds.min_continuation_spaces
    )


def _continues_body(index: PageIndex, block: int, last: int) -> bool:
    """Whether a line after the last carrier is one more sentence like it."""
    if index.tag(block) == "li" or not index.ends_sentence[block]:
        return index.ends_sentence[block]
    line, elements = index.tree.blocks[block], index.tree.elements
    same_classes = elements[line.element].classes == elements[index.tree.blocks[last].element].classes
    few_links = line.link_density < index.thresholds.max_continuation_link_density
    return same_classes and few_links and _is_set_like(index, block, last)


def drop_orphan_headings(candidates: Candidates, reasons: Sequence[str]) -> set[int]:
    """
    Headings and announcements of what was dropped: those whose next block went as a line or as noise other than a caption.
    `reasons` says why each block went, "" if for neither.
    """
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    kept = set(candidates.blocks)
    dropped: set[int] = set()
    for block in candidates.blocks:
        below = block + 1
        if below >= len(reasons) or below in kept or reasons[below] in ("", "caption"):
            continue
        line = index.tree.blocks[block]
        is_announcement = line.text[-1] in ":：" and line.length <= thresholds.max_announcement_chars
        is_outside = candidates.parent_share(block) < thresholds.max_orphan_parent_share
        if is_announcement or (index.tag(block) in HEADING_TAGS and is_outside):
            dropped.add(block)
    return dropped


def drop_closing_notes(candidates: Candidates) -> set[int]:
    """
    Paragraphs in italics at the very end that have links or do not end like a sentence, and headings with nothing below.

    Whole sentences in italics stay: they name contributors and corrections, which the rules of packs capture.
    """
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    dropped: set[int] = set()
    for block in reversed(candidates.blocks[thresholds.min_kept_blocks :]):
        line = index.tree.blocks[block]
        is_note = line.italic_share > thresholds.min_note_italic_share and (
            line.link_density > thresholds.min_note_link_density or not index.ends_sentence[block]
        )
        if not (is_note or index.tag(block) in HEADING_TAGS):
            break
        dropped.add(block)
    return dropped


def drop_author_notes(candidates: Candidates) -> set[int]:
    """Paragraphs about the author at the very end: they begin with the full name of one of the page's authors."""
    index = candidates.page_index
    names = tuple(f"{name} " for name in index.authors if " " in name)
    dropped: set[int] = set()
    for block in reversed(candidates.blocks[index.thresholds.min_kept_blocks :]):
        if not (names and index.keys[block].startswith(names)):
            break
        dropped.add(block)
    return dropped
