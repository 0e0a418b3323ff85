"""The body of a page without a pack: what the rules of page structure leave of the container."""

from __future__ import annotations

from typing import NamedTuple

from .boundaries import (
    drop_author_notes,
    drop_closing_notes,
    drop_orphan_headings,
    drop_outer_lines,
    drop_outside_json_ld,
)
from .candidates import Candidates, apply_rules, candidates_of, without
from .container import locate_container
from .declared import Declared
from .group_rules import GROUP_RULES, drop_other_articles
from .line_rules import LINE_RULES
from .noise import noise_by_block, noise_by_element
from .page_index import PageIndex, index_page
from .thresholds import THRESHOLDS, Thresholds
from .tree import Tree


class Body(NamedTuple):
    """
    The text blocks that were kept, the page as the rules saw it, the kind of noise of each element, and the blocks that
    neither noise nor a rule on single lines took.
    """

    kept: tuple[int, ...]
    page_index: PageIndex
    noise: list[str]
    lines: frozenset[int] = frozenset()


def find_body(tree: Tree, declared: Declared, thresholds: Thresholds = THRESHOLDS) -> Body:
    """The body by structure; empty where the page has no long text."""
    index = locate_container(index_page(tree, declared, thresholds))
    if index.container < 0:
        return Body((), index, [""] * len(tree.elements))
    noise = noise_by_element(index)
    reasons = noise_by_block(index, noise)
    inside = (i for i, block in enumerate(tree.blocks) if index.in_container[block.element])
    all_lines = candidates_of(index, (i for i in inside if not reasons[i] and index.keys[i]))
    lines = apply_rules(all_lines, LINE_RULES)
    body = without(lines, set(all_lines.blocks) - set(apply_rules(all_lines, GROUP_RULES).blocks))
    for i in set(all_lines.blocks).difference(body.blocks):
        reasons[i] = "line"
    body = _trim(without(body, drop_other_articles(body)), declared, reasons)
    return Body(body.blocks, index, noise, frozenset(lines.blocks))


def _trim(body: Candidates, declared: Declared, reasons: list[str]) -> Candidates:
    """The body without what is beyond its ends, one rule after the other."""
    body = apply_rules(body, (lambda candidates: drop_outside_json_ld(candidates, declared.json_ld.bodies),))
    for rule in (drop_outer_lines, drop_author_notes, drop_closing_notes):
        body = apply_rules(body, (rule,))
    return apply_rules(body, (lambda candidates: drop_orphan_headings(candidates, reasons),))
