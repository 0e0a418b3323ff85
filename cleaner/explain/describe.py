"""Conditions and texts in the words of a message."""

from __future__ import annotations

from ..rule.model import (
    AllOf,
    Condition,
    IsKind,
    IsTitle,
    Like,
    LineShape,
    Literal,
    Matches,
    Named,
    Not,
    Prose,
    TextStart,
)

MAX_QUOTED_CHARS = 60
"""Characters of a line that a message quotes."""


def quote(text: str) -> str:
    """
    A text in quotes, shortened if it is long.

    >>> quote("Share")
    '"Share"'
    """
    return f'"{text}"' if len(text) <= MAX_QUOTED_CHARS else f'"{text[: MAX_QUOTED_CHARS - 1]}…"'


def describe_condition(condition: Condition) -> str:
    """
    A condition in the words of a pack.

    >>> describe_condition(AllOf((Literal("starts", ("by ",)), Not(LineShape("max_chars", 80)))))
    'all of (starts "by ", not (max_chars 80))'
    """
    if isinstance(condition, Literal):
        named = condition.how == "equals" and len(condition.written) == 1
        return f"in {condition.written[0]}" if named else f"{condition.how} {_texts(condition)}"
    if isinstance(condition, Matches):
        return f"matches {' or '.join(condition.patterns)}"
    if isinstance(condition, Like):
        return f"like {_texts(condition)}"
    if isinstance(condition, Named):
        return f"@{condition.name}"
    if isinstance(condition, IsKind):
        return f"is {' or '.join(condition.kinds)}"
    if isinstance(condition, IsTitle):
        return "title"
    if isinstance(condition, Prose):
        return f"prose {condition.size}"
    if isinstance(condition, TextStart):
        return "start"
    if isinstance(condition, LineShape):
        return f"{condition.name} {condition.size}" if condition.size else condition.name
    if isinstance(condition, Not):
        return f"not ({describe_condition(condition.condition)})"
    parts = ", ".join(map(describe_condition, condition.conditions))
    return f"{'all' if isinstance(condition, AllOf) else 'any'} of ({parts})"


def _texts(condition: Literal | Like) -> str:
    """The texts of a condition as its pack has them."""
    return " or ".join(text if text.startswith("@") else quote(text) for text in condition.written or condition.texts)
