"""Why a rule takes nothing of an example: what differs between the example and the rule's condition."""

from __future__ import annotations

from ..document import Document
from ..explain.near_miss import block_miss, miss
from ..match.conditions import holds
from ..match.fold_rule import fold_condition
from ..match.folded import FoldedDocument
from ..rule.model import BlockUnit, Rule

MOST_REASONS = 2
"""Of a long list of conditions a message says what is wrong with two. Never varied."""


def untaken(rule: Rule, document: Document) -> str:
    """
    Why no line of an example meets the condition of a rule that takes none of it; "" if one does, so that something else
    keeps the rule away.
    """
    folded = FoldedDocument(document)
    if isinstance(rule.unit, BlockUnit):
        return " and ".join(block_miss(rule.unit, folded, 0)[:MOST_REASONS])
    condition = fold_condition(rule.unit.condition)
    lines = range(len(document.lines))
    if any(holds(condition, folded, line) for line in lines):
        return ""
    missed = [miss(rule.unit.condition, folded, line) for line in lines]
    closest = next((one for one in missed if one.near), missed[0])
    return " and ".join(closest.reasons[:MOST_REASONS])
