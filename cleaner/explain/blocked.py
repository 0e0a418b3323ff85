"""Why a block that could have held a line does not."""

from __future__ import annotations

from ..match.compile import fold_condition
from ..match.conditions import holds
from ..match.folded import FoldedDocument
from ..rule.model import BlockUnit
from .near_miss import miss


def block_miss(unit: BlockUnit, view: FoldedDocument, number: int) -> tuple[str, ...]:
    """Why a line is in no block of a rule; empty where none came near it."""
    opens = fold_condition(unit.opens)
    opening = next(
        (line for line in range(number, max(-1, number - unit.max_lines), -1) if holds(opens, view, line)), None
    )
    if opening is None:
        missed = miss(unit.opens, view, number)
        return tuple(f"from: {reason}" for reason in missed.reasons) if missed.near else ()
    begins = "" if opening == number else f" (from holds on line {opening + 1})"
    if unit.to is not None:
        return (f"to: no line up to the {unit.max_lines}th of the block passes it{begins}",)
    after = opening + 1 if opening == number else number
    if unit.during is None or after >= len(view.lines) or holds(fold_condition(unit.during), view, after):
        return ()
    reasons = miss(unit.during, view, after).reasons
    return tuple(f"while: on line {after + 1}{begins}: {reason}" for reason in reasons)
