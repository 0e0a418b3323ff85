"""Why a rule takes nothing of an example: what differs between the example and the rule's condition."""

from __future__ import annotations

from ..document import Document
from ..explain.near_miss import block_miss, miss
from ..match.conditions import holds
from ..match.fold_rule import fold_condition
from ..match.folded import FoldedDocument
from ..rule.model import BlockUnit, Condition, Rule, TextStart

MOST_REASONS = 2
"""Of a long list of conditions a message says what is wrong with two. Never varied."""


def untaken(rule: Rule, document: Document) -> str:
    """
    Why no line of an example meets the condition of a rule that takes none of it; "" if one does, so that something else
    keeps the rule away.
    """
    folded = FoldedDocument(document)
    if isinstance(rule.unit, BlockUnit):
        return " and ".join((block_miss(rule.unit, folded, 0) or _not_opened(rule.unit, folded))[:MOST_REASONS])
    condition = fold_condition(rule.unit.condition)
    lines = range(len(document.lines))
    if any(holds(condition, folded, line) for line in lines):
        return ""
    return " and ".join(_closest(rule.unit.condition, folded)[:MOST_REASONS])


def _closest(condition: Condition, folded: FoldedDocument) -> tuple[str, ...]:
    """What is wrong with the line that is nearest to the condition, or else with the first."""
    missed = [miss(condition, folded, line) for line in range(len(folded.lines))]
    return next((one for one in missed if one.near), missed[0]).reasons


def _not_opened(unit: BlockUnit, folded: FoldedDocument) -> tuple[str, ...]:
    """Why no line of the example opens the block; empty if one does."""
    opens = fold_condition(unit.opens)
    if isinstance(unit.opens, TextStart) or any(holds(opens, folded, line) for line in range(len(folded.lines))):
        return ()
    return tuple(f"from: {reason}" for reason in _closest(unit.opens, folded))
