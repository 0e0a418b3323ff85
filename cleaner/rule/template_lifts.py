"""What the slots of templates lift: a slot that names a field is a lift by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from .model import AllOf, AnyOf, BlockUnit, Condition, LiftInto, Like, Named, Not, Unit
from .slots import SLOTS
from .template import Slot
from .template_expression import slot_expressions


def group_names(slots: Iterable[Slot]) -> list[str]:
    """
    The group of each slot: its field, with a number from the second of a field on; "" for slots that lift nothing.

    >>> group_names([Slot("contributors", "names"), Slot("", "place"), Slot("contributors", "names")])
    ['contributors', '', 'contributors 2']
    """
    seen: Counter[str] = Counter()
    names = []
    for slot in slots:
        seen[slot.field] += 1
        number = seen[slot.field]
        names.append(slot.field if number == 1 or not slot.field else f"{slot.field} {number}")
    return names


def slot_lifts(unit: Unit) -> tuple[LiftInto, ...]:
    """
    The lifts of all slots that a unit's lines can have.

    >>> from .model import LineUnit
    >>> slot_lifts(LineUnit(Like(("By {authors:names}",))))
    (LiftInto(field='authors', group='authors', split=(), each=None),)
    """
    if isinstance(unit, BlockUnit):
        conditions = [test for test in (unit.opens, unit.to, unit.during) if test is not None]
    else:
        conditions = [unit.condition]
    lifts = {}
    for text in (text for condition in conditions for text in _templates(condition)):
        slots = slot_expressions(text).slots
        for slot, name in zip(slots, group_names(slots), strict=True):
            if slot.field:
                lifts[name] = LiftInto(slot.field, name, SLOTS[slot.kind].split)
    return tuple(lifts.values())


def asks_brand(condition: Condition) -> bool:
    """Whether a template anywhere in a condition has a slot for the publisher's name."""
    if isinstance(condition, Not):
        return asks_brand(condition.condition)
    return any(slot.kind == "brand" for text in _templates(condition) for slot in slot_expressions(text).slots)


def _templates(condition: Condition) -> Iterator[str]:
    """The templates that can take a line on which a condition holds."""
    if isinstance(condition, Like):
        yield from condition.texts
    elif isinstance(condition, AllOf | AnyOf):
        for part in condition.conditions:
            yield from _templates(part)
    elif isinstance(condition, Named):
        yield from _templates(condition.condition)
