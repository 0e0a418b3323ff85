"""A template as an RE2 expression: its words, and a wide expression for each slot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from typing import NamedTuple

from . import expression
from .model import Like, Matches
from .slots import SLOTS
from .template import Choice, Optional, Slot, Template, TemplateError, parse_template, slots_of

SPECIAL = frozenset(r"\.+*?()|[]{}^$")


class SlotExpressions(NamedTuple):
    """
    A template as expressions without anchors, and its slots. `greedy` takes as much as it can for each slot and optional part,
    `lazy` as little; the `full` ones do so where no optional part is missing. The n-th slot is the group `s` and n, counted
    from 0.
    """

    greedy: str
    lazy: str
    full: tuple[str, ...]
    slots: tuple[Slot, ...]

    @property
    def all(self) -> tuple[str, ...]:
        """Every expression, `greedy` first."""
        return (self.greedy, self.lazy, *self.full) if self.slots else (self.greedy,)


@cache
def slot_expressions(text: str) -> SlotExpressions:
    """
    A template as expressions. Raises TemplateError.

    >>> slot_expressions("By {authors:name}")[:2]
    ('(?i)By (?P<s0>[^0-9,;:!?()"|@<>]+)', '(?i)By (?P<s0>[^0-9,;:!?()"|@<>]+?)')
    """
    template = parse_template(text)
    greedy, lazy = (f"(?i){_expression(template, count(), mark)}" for mark in ("", "?"))
    full = (f"(?i){_expression(template, count(), mark, full=True)}" for mark in ("", "?"))
    return SlotExpressions(greedy, lazy, tuple(full) if has_optional(template) else (), tuple(slots_of(template)))


@cache
def line_expression(text: str) -> str:
    """
    The expression for a line of which a template is the whole.

    >>> line_expression("(Photo|Picture)[s]")
    '(?i)^(?:Photo|Picture)(?:s)?$'
    """
    return whole_line(slot_expressions(text).greedy)


def expressions_of(condition: Matches | Like) -> tuple[str, ...]:
    """
    Expressions that find every line on which the condition could hold: its own, or one for each template.

    >>> expressions_of(Like(("Photo: {:text}",), whole=False))
    ('(?i)Photo: (?P<s0>.+)',)
    """
    if isinstance(condition, Matches):
        return condition.patterns
    return tuple(
        line_expression(text) if condition.whole else slot_expressions(text).greedy for text in condition.texts
    )


@cache
def whole_line(greedy_or_lazy: str) -> str:
    """An expression of a template with anchors."""
    return f"(?i)^{greedy_or_lazy.removeprefix('(?i)')}$"


def has_optional(template: Template) -> bool:
    """Whether a part of a template may be missing."""
    return any(
        isinstance(part, Optional) or (isinstance(part, Choice) and any(map(has_optional, part.choices)))
        for part in template
    )


def _expression(template: Template, numbers: Iterator[int], mark: str, full: bool = False) -> str:
    """
    The expression of some parts. `mark` follows each `+` or `*` that a slot ends with, and each `?` of an optional part; if it is
    to be `full`, none is missing.
    """
    made = []
    for part in template:
        if isinstance(part, str):
            made.append("".join(f"\\{char}" if char in SPECIAL else char for char in part))
        elif isinstance(part, Slot):
            wide = SLOTS[part.kind].expression
            made.append(f"(?P<s{next(numbers)}>{wide}{mark if wide.endswith(('+', '*')) else ''})")
        elif isinstance(part, Choice):
            made.append(f"(?:{'|'.join(_expression(choice, numbers, mark, full) for choice in part.choices)})")
        else:
            made.append(f"(?:{_expression(part.parts, numbers, mark, full)}){'' if full else f'?{mark}'}")
    return "".join(made)


def template_problems(text: str) -> list[str]:
    """
    What is wrong with a template, in words that follow it; empty if nothing is.

    >>> template_problems("By {authors:people}")  # doctest: +ELLIPSIS
    ['has a slot for `people`; there are name, names, number, date, time, weekday, place, agency, email, url, ...]
    """
    if "\n" in text:
        return ["contains a line break; a condition sees a single line"]
    try:
        return expression.problems(line_expression(text), ["en"])
    except TemplateError as error:
        return [str(error)]
