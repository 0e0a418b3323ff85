"""Rules on groups of lines: small elements with media, elements unlike the body, other articles."""

from __future__ import annotations

from .candidates import CandidateRule, Candidates
from .page_index import PageIndex
from .tags import HEADING_TAGS
from .tree import Tree


def drop_media_text(candidates: Candidates) -> set[int]:
    """The little text of a small element with an image or a video: its caption, its credit, a teaser."""
    index, tree, thresholds = candidates.page_index, candidates.page_index.tree, candidates.page_index.thresholds
    elements = tree.elements
    chars_in: dict[int, int] = {}
    for block in candidates.blocks:
        for element in _outwards(tree, tree.blocks[block].element, thresholds.media_text_levels):
            chars_in[element] = chars_in.get(element, 0) + tree.blocks[block].length
    max_chars = min(thresholds.max_media_chars, thresholds.max_media_share * candidates.text_mass)
    media = tree.media | {elements[element].parent for element in tree.media}
    min_mass = thresholds.min_body_parent_share * candidates.text_mass
    never = {element for element, mass in candidates.mass_by_parent.items() if mass > min_mass}
    never |= {index.container, index.densest}
    dropped: set[int] = set()
    for block in candidates.blocks:
        if index.tag(block) in HEADING_TAGS or candidates.tag_path_share(block) >= thresholds.min_body_path_share:
            continue
        for element in _outwards(tree, tree.blocks[block].element, thresholds.media_levels):
            if element in never:
                break
            if element in media and chars_in[element] < max_chars:
                dropped.add(block)
                break
    return dropped


def drop_foreign(candidates: Candidates) -> set[int]:
    """
    Where most of the body has one tag path: paragraphs with another one inside elements that hold little else of the body,
    except for the opening of the article.
    """
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    top_mass = max(candidates.mass_by_tag_path.values(), default=0)
    if top_mass <= thresholds.min_uniform_path_share * candidates.text_mass:
        return set()
    main = max(candidates.mass_by_parent, key=lambda element: candidates.mass_by_parent[element])
    return {
        block
        for block in candidates.blocks
        if index.tag(block) in ("p", "div")
        and candidates.tag_path_share(block) < thresholds.max_foreign_path_share
        and candidates.parent_share(block) < thresholds.max_foreign_parent_share
        and main not in (index.parents[block], index.tree.blocks[block].element, index.around_list(block))
        and not _in_quote(index, block)
    } - _opening(candidates, main)


def _opening(candidates: Candidates, main: int) -> set[int]:
    """
    Paragraphs before the parent that holds most of the body, children of an element around it: the part of a paid article
    that is free to read. A single one is a standfirst.
    """
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    first = next((block for block in candidates.blocks if index.is_long[block] and index.parents[block] == main), 0)
    around = set(_outwards(index.tree, main, thresholds.opening_levels))
    before = {
        block
        for block in candidates.blocks
        if block < first and index.parents[block] in around and index.is_long[block] and index.ends_sentence[block]
    }
    return before if len(before) >= thresholds.min_opening_blocks else set()


def _in_quote(index: PageIndex, block: int) -> bool:
    path = _outwards(index.tree, index.tree.blocks[block].element, index.thresholds.quote_levels)
    return any(index.tree.elements[element].tag == "blockquote" for element in path)


def drop_other_articles(candidates: Candidates) -> set[int]:
    """Where several `<article>` elements inside the container hold text, all but the first."""
    index, elements = candidates.page_index, candidates.page_index.tree.elements
    outermost = [-1] * len(elements)
    for i, element in enumerate(elements):
        if i and index.in_container[i] and i != index.container:
            around = outermost[element.parent]
            outermost[i] = around if around >= 0 else i if element.tag == "article" else -1
    masses: dict[int, int] = {}
    for block in candidates.blocks:
        if index.is_long[block]:
            article = outermost[index.tree.blocks[block].element]
            masses[article] = masses.get(article, 0) + index.tree.blocks[block].length
    min_mass = index.thresholds.min_article_share * candidates.text_mass
    articles = [article for article, mass in masses.items() if article >= 0 and mass > min_mass]
    if len(articles) <= 1:
        return set()
    kept = (-1, min(articles))
    return {block for block in candidates.blocks if outermost[index.tree.blocks[block].element] not in kept}


def _outwards(tree: Tree, element: int, levels: int) -> list[int]:
    """An element and those around it, at most `levels` in all."""
    path: list[int] = []
    while element >= 0 and len(path) < levels:
        path.append(element)
        element = tree.elements[element].parent
    return path


GROUP_RULES: tuple[CandidateRule, ...] = (drop_media_text, drop_foreign)
