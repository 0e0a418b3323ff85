"""A template as an RE2 expression: its words, and a wide expression for each slot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count, product
from typing import NamedTuple

from ..fold import fold
from . import expression
from .grammar import MAX_PROGRAM_INSTRUCTIONS
from .model import Like, Matches
from .slots import SLOTS
from .template import Choice, Optional, Slot, Template, TemplateError, parse_template, slots_of

ESCAPED_CHARS = {char: f"\\{char}" for char in r"\.+*?()|[]{}^$"} | {"İ": "[iİ]"}
"""Characters of a template's words that an expression writes otherwise. RE2 knows no other case of `İ`, but we do (`fold.py`)."""


class SlotExpressions(NamedTuple):
    """
    A template as expressions without anchors, and its slots. The n-th slot is the group `s` and n, counted from 0.

    `greedy` finds every line that the template could read: it takes as much as it can for each slot and optional part. The
    `readings` are for each choice of the optional parts with slots that are missing two: with as much in each slot, and with as
    little. `line_readings` are those of a whole line, with anchors.
    """

    greedy: str
    readings: tuple[str, ...]
    line_readings: tuple[str, ...]
    slots: tuple[Slot, ...]


@cache
def slot_expressions(text: str) -> SlotExpressions:
    """
    A template as expressions. Raises TemplateError.

    >>> slot_expressions("Photo: {:text}").readings
    ('(?i)Photo: (?P<s0>.+)', '(?i)Photo: (?P<s0>.+?)')
    >>> len(slot_expressions("By {authors:name}[ in {:place}][.]").readings)
    4
    """
    template = parse_template(text)
    choices = product(("", "{0}"), repeat=min(_optionals(template), MAX_CHOSEN_OPTIONALS))
    readings = [f"(?i){_expression(template, count(), lazy, iter(chosen))}" for chosen in choices for lazy in ("", "?")]
    greedy = f"(?i){_expression(template, count(), '', iter(()))}"
    of_lines = [whole_line(greedy)] if _has_one_reading(template) else list(map(whole_line, readings))
    return SlotExpressions(
        greedy, tuple(dict.fromkeys(readings)), tuple(dict.fromkeys(of_lines)), tuple(slots_of(template))
    )


@cache
def longest_line(text: str) -> int:
    """
    The most code points of a line that a template is the whole of.

    >>> longest_line("By {authors:name}[ in {:place}]")
    127
    """
    return _longest(parse_template(text))


def _longest(template: Template) -> int:
    total = 0
    for part in template:
        if isinstance(part, str):
            total += len(part)
        elif isinstance(part, Slot):
            total += SLOTS[part.kind].most
        else:
            total += max(map(_longest, part.choices if isinstance(part, Choice) else [part.parts]))
    return total


def _has_one_reading(template: Template) -> bool:
    """Whether a line can be read in one way only: a single slot, with nothing but words behind it."""
    slots = sum(1 for _ in slots_of(template))
    last = next((part for part in reversed(template) if not isinstance(part, str)), None)
    return slots == 0 or (slots == 1 and isinstance(last, Slot))


MAX_CHOSEN_OPTIONALS = 3
"""Of so many optional parts with slots each choice has its readings, eight at most; any others are read where they can be."""


@cache
def line_expression(text: str) -> str:
    """
    The expression for a line of which a template is the whole.

    >>> line_expression("(Photo|Picture)[s]")
    '(?i)^(?:Picture|Photo)(?:s)?$'
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
    return _of_templates(condition.texts, condition.whole)


@cache
def _of_templates(texts: tuple[str, ...], whole: bool) -> tuple[str, ...]:
    return tuple(line_expression(text) if whole else slot_expressions(text).greedy for text in texts)


@cache
def whole_line(greedy_or_lazy: str) -> str:
    """An expression of a template with anchors."""
    return f"(?i)^{greedy_or_lazy.removeprefix('(?i)')}$"


def _optionals(template: Template) -> int:
    """How many optional parts of a template have slots."""
    found = 0
    for part in template:
        if isinstance(part, Optional):
            found += _optionals(part.parts) + any(slots_of(part.parts))
        elif isinstance(part, Choice):
            found += sum(map(_optionals, part.choices))
    return found


def _expression(template: Template, numbers: Iterator[int], lazy: str, chosen: Iterator[str]) -> str:
    """
    The expression of some parts. `lazy` follows each `+` or `*` that a slot ends with. What is `chosen` follows one optional part
    with slots after the other: `{0}` for one that is missing.
    """
    made = []
    for part in template:
        if isinstance(part, str):
            made.append("".join(ESCAPED_CHARS.get(char, char) for char in part))
        elif isinstance(part, Slot):
            wide = SLOTS[part.kind].expression
            made.append(f"(?P<s{next(numbers)}>{wide}{lazy if wide.endswith(('+', '*')) else ''})")
        elif isinstance(part, Choice):
            choices = [_expression(choice, numbers, lazy, chosen) for choice in part.choices]
            if not any(any(slots_of(choice)) for choice in part.choices):
                # RE2 takes the first that fits: `Updated` before `Updated on` would leave `on 3 May` to a slot for a date.
                choices.sort(key=len, reverse=True)
            made.append(f"(?:{'|'.join(choices)})")
        else:
            times = next(chosen, "?") if any(slots_of(part.parts)) else "?"
            made.append(f"(?:{_expression(part.parts, numbers, lazy, chosen)}){times}")
    return "".join(made)


def template_problems(text: str) -> list[str]:
    """
    What is wrong with a template, in words that follow it; empty if nothing is.

    >>> template_problems("By {authors:people}")  # doctest: +ELLIPSIS
    ['has a slot for `people`; known: name, names, ...]
    """
    if "\n" in text:
        return ["contains a line break; a condition sees a single line"]
    try:
        pattern = line_expression(fold(text))
    except TemplateError as error:
        return [str(error)]
    # Words are escaped and slots are ours, so nothing but its size can be wrong with the expression.
    too_large = bool(expression.problems(pattern, ["en"]))
    return [TOO_LARGE] if too_large else []


TOO_LARGE = f"compiles to more than {MAX_PROGRAM_INSTRUCTIONS:,} RE2 instructions: name shorter lists, or write several templates"
