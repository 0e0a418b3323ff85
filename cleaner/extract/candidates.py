"""
The text blocks that may be the body, and where most of their long text is.

A rule is a function from the candidates to the blocks that it would drop. No rule sees what another one drops;
`apply_rules` decides, and overrules one that would drop too much of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .page_index import PageIndex, TagPath
from .tags import CELL_TAGS, PARAGRAPH_TAGS


class Candidates(NamedTuple):
    """Text blocks by number, in order; their long text in characters by parent and by tag path, and its sum."""

    page_index: PageIndex
    blocks: tuple[int, ...]
    mass_by_parent: dict[int, int]
    mass_by_tag_path: dict[TagPath, int]
    text_mass: int

    def parent_share(self, block: int) -> float:
        """The share of the long text that has the same parent as this block."""
        return self.mass_by_parent.get(self.page_index.parents[block], 0) / self.text_mass

    def tag_path_share(self, block: int) -> float:
        """The share of the long text that has the tag path of this block."""
        return self.mass_by_tag_path.get(self.page_index.tag_paths[block], 0) / self.text_mass

    def in_body_parent(self, block: int) -> bool:
        """Whether the parent of this block holds body text."""
        return self.parent_share(block) > self.page_index.thresholds.min_body_parent_share


CandidateRule = Callable[[Candidates], set[int]]


def candidates_of(index: PageIndex, blocks: Iterable[int]) -> Candidates:
    """These blocks as candidates."""
    numbers = tuple(blocks)
    mass_by_parent: dict[int, int] = {}
    mass_by_tag_path: dict[TagPath, int] = {}
    text_mass = 0
    for block in numbers:
        if index.is_long[block]:
            length = index.tree.blocks[block].length
            parent, tag_path = index.parents[block], index.tag_paths[block]
            mass_by_parent[parent] = mass_by_parent.get(parent, 0) + length
            mass_by_tag_path[tag_path] = mass_by_tag_path.get(tag_path, 0) + length
            text_mass += length
    return Candidates(index, numbers, mass_by_parent, mass_by_tag_path, max(1, text_mass))


def without(candidates: Candidates, dropped: set[int]) -> Candidates:
    """The candidates that are not dropped."""
    return candidates_of(candidates.page_index, (block for block in candidates.blocks if block not in dropped))


def apply_rules(candidates: Candidates, rules: Iterable[CandidateRule]) -> Candidates:
    """What the rules leave; a rule that would drop too much long text is wrong about this page and drops nothing."""
    index = candidates.page_index
    dropped: set[int] = set()
    for rule in rules:
        blocks = rule(candidates)
        mass = sum(index.tree.blocks[block].length for block in blocks if index.is_long[block])
        if mass <= index.thresholds.max_dropped_share * candidates.text_mass:
            dropped |= blocks
    return without(candidates, dropped)


def article_lists(candidates: Candidates) -> set[int]:
    """
    The blocks of lists that are part of the article: several lines with one tag path and few links, inside an element that
    holds body text. They are items, cells, or paragraphs that do not end like sentences.

    Lines of a single element have to be more: a few are an address or a signature.
    """
    index, thresholds = candidates.page_index, candidates.page_index.thresholds
    min_mass = thresholds.min_body_parent_share * candidates.text_mass
    blocks: set[int] = set()
    for run in _list_runs(candidates):
        elements = {index.tree.blocks[block].element for block in run}
        min_lines = thresholds.min_list_lines if len(elements) > 1 else thresholds.min_list_lines_in_element
        if len(run) >= min_lines and candidates.mass_by_parent.get(index.around_list(run[0]), 0) > min_mass:
            blocks.update(run)
    return blocks


def _list_runs(candidates: Candidates) -> Iterator[list[int]]:
    """Runs of consecutive blocks that could be a list."""
    index = candidates.page_index
    max_link_density = index.thresholds.max_list_link_density
    run: list[int] = []
    for block in candidates.blocks:
        tag = index.tag(block)
        listed = tag in CELL_TAGS or (tag in PARAGRAPH_TAGS and not index.ends_sentence[block])
        listed = listed and index.tree.blocks[block].link_density <= max_link_density
        if run and not (listed and _in_one_list(index, run[-1], block)):
            yield run
            run = []
        if listed:
            run.append(block)
    if run:
        yield run


def _in_one_list(index: PageIndex, block: int, next_block: int) -> bool:
    """Whether two blocks have the same tag path and the same list around them."""
    if index.tag_paths[block] != index.tag_paths[next_block]:
        return False
    return index.around_list(block) == index.around_list(next_block)
