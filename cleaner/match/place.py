"""
Where a rule acts (`where`): anywhere, among the first or last n lines, or on the n-th line.

Which lines count:

| | head, tail of a drop or find | head, tail of a keep | nth |
|---|---|---|---|
| a line that a drop would take if it acted anywhere | no | yes | yes |
| any other line | yes | yes | yes |

A line that a rule with `alone` could take counts, unless it is the one that it takes. For such a rule itself it does not.

So cleaning a cleaned text brings no line within reach of a drop or find (law 5). It can bring a line within reach of a
keep, which only ever keeps more. `Matcher` says how rules on the n-th line keep to that law.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from ..span import Span, difference, union
from ..visibility import has_visible
from .blocks import opaque_rank
from .compiled_rules import CompiledRules, Hit
from .folded import FoldedDocument


def removable_lines(compiled: CompiledRules, document: FoldedDocument, hits: Iterable[Hit]) -> set[int]:
    """The lines that drops among the hits would take if they acted anywhere: whole, or cut so that nothing visible is left."""
    whole: list[Span] = []
    cuts: dict[int, list[Span]] = {}
    for hit in hits:
        if hit.rule in compiled.cutting:
            cuts.setdefault(hit.first, []).append(hit.span)
        elif compiled.rules[hit.rule].verb == "drop":
            whole.append(Span(hit.first, hit.last + 1))
    removable: set[int] = set()
    for start, end in union(whole):
        removable.update(range(start, end))
    for line, spans in cuts.items():
        if line not in removable:
            left = difference([document.lines[line]], spans)
            if not any(has_visible(document.text[start:end]) for start, end in left):
                removable.add(line)
    return removable


def hits_in_place(compiled: CompiledRules, hits: list[Hit], removable: Collection[int], line_count: int) -> list[Hit]:
    """The hits whose rule acts where they are. `removable` lines do not count, but for a keep."""
    counted = opaque_rank(removable, line_count)
    every = range(line_count + 1)

    def in_place(hit: Hit) -> bool:
        rule = compiled.rules[hit.rule]
        before: Sequence[int] = every if rule.verb == "keep" else counted
        if rule.where.place == "head":
            return before[hit.first] < rule.where.count
        if rule.where.place == "tail":
            return before[-1] - before[hit.first + 1] < rule.where.count
        return True

    return [hit for hit in hits if in_place(hit)]


def only_lines(
    compiled: CompiledRules, placed: Iterable[Hit], taken: Collection[int]
) -> tuple[list[Hit], frozenset[int]]:
    """
    Of the hits that are in their place, those of rules with `alone` that have a single one on a line that no other rule has
    `taken`; and the lines of the other hits of such rules: if these stay, and others go, one could be the only line left.
    """
    by_rule: dict[int, list[Hit]] = {}
    for hit in placed:
        if hit.rule in compiled.alone:
            by_rule.setdefault(hit.rule, []).append(hit)
    only: list[Hit] = []
    undecided: set[int] = set()
    for its in by_rule.values():
        free = [hit for hit in its if hit.first not in taken]
        if len(free) == 1:
            only += free
        if len(its) > 1 or not free:
            undecided.update(hit.first for hit in its)
    return only, frozenset(undecided)
