"""The body of a page whose publisher is not known: what is left when the rules of page structure have asked."""

from __future__ import annotations

from typing import NamedTuple

from .boundaries import author_notes, clip_to, closing_notes, orphan_headings, outer_lines
from .candidates import Flow, flow, without
from .declared import Said
from .group_rules import GROUP_RULES, other_articles
from .line_rules import LINE_RULES
from .noise import noise_by_piece, noise_of
from .page_index import View, view
from .thresholds import TABLE, Table
from .tree import Tree


class Body(NamedTuple):
    """
    The kept pieces by number, the page as the rules saw it, by box what kind of noise was found there, and the pieces that
    no rule on noise or on single lines took.
    """

    kept: tuple[int, ...]
    view: View
    noise: list[str]
    lines: frozenset[int] = frozenset()


def find_body(tree: Tree, said: Said, table: Table = TABLE) -> Body:
    """The body by structure; empty where the page has no long text."""
    seen = view(tree, said, table)
    if seen.container < 0:
        return Body((), seen, [""] * len(tree.boxes))
    noise = noise_of(seen)
    noisy = noise_by_piece(seen, noise)
    at_first = flow(
        seen,
        (n for n, p in enumerate(tree.pieces) if seen.inside[p.box] and not noisy[n] and seen.folded[n]),
    )
    single = without(at_first, LINE_RULES)
    lines = _less(single, set(at_first.pieces) - set(without(at_first, GROUP_RULES).pieces))
    rest = _less(lines, other_articles(lines))
    rest = without(rest, (lambda f: clip_to(f, said.linked.bodies),))
    rest = without(rest, (outer_lines,))
    rest = without(rest, (author_notes,))
    rest = without(rest, (closing_notes,))
    taken = set(at_first.pieces) - set(lines.pieces)
    why = [kind or ("line" if n in taken else "") for n, kind in enumerate(noisy)]
    rest = without(rest, (lambda f: orphan_headings(f, why),))
    return Body(rest.pieces, seen, noise, frozenset(single.pieces))


def _less(now: Flow, gone: set[int]) -> Flow:
    return flow(now.view, (at for at in now.pieces if at not in gone))
