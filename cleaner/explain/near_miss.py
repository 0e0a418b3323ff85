"""Why a condition does not hold on a line, and whether it nearly did: what differs, with the numbers."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from ..match.conditions import holds
from ..match.fold_rule import fold_condition, fold_literal, fold_template
from ..match.folded import FoldedDocument
from ..match.like import like_miss
from ..match.re2_fast import compiled
from ..rule.model import (
    AllOf,
    AnyOf,
    BlockUnit,
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
from .describe import describe_condition, quote

MIN_SIMILARITY = 0.75
"""
From this ratio on two texts look like versions of each other: "Share this" and "Share that", but not "Share" and "Save".
Never varied.
"""

MAX_LENGTH_RATIO = 3
"""A literal inside a line of at most three times its length nearly equals the line. Never varied."""


NOUNS = {
    "names": "list of names",
    "agencies": "list of agencies",
    "words": "text of so few words",
    "brand": "name of the publisher",
}
"""What messages call the values of a slot, where its name is not a noun in the singular."""


class NearMiss(NamedTuple):
    """Why a condition does not hold on a line, and whether it nearly did."""

    reasons: tuple[str, ...]
    near: bool = False


def miss(condition: Condition, document: FoldedDocument, number: int) -> NearMiss:
    """What is wrong with a line on which a condition does not hold."""
    if isinstance(condition, Literal):
        return _literal(condition, document.low_line(number), document.line(number))
    if isinstance(condition, Matches):
        return _matches(condition, document.line(number))
    if isinstance(condition, Like):
        return _like(condition, document, number)
    if isinstance(condition, IsKind):
        kind = document.kind(number) or "of no known kind"
        return NearMiss((f"is: the line is {kind}, not {' or '.join(condition.kinds)}",))
    if isinstance(condition, IsTitle):
        title = f"the line is not {quote(document.title)}" if document.title else "the text came without one"
        return NearMiss((f"title: {title}",))
    if isinstance(condition, Prose | TextStart):
        return NearMiss((f"{describe_condition(condition)}: it is not",))
    if isinstance(condition, LineShape):
        return NearMiss((_shape(condition, document.line(number)),))
    if isinstance(condition, Named):
        missed = miss(condition.condition, document, number)
        return missed._replace(reasons=tuple(f"@{condition.name}: {reason}" for reason in missed.reasons))
    if isinstance(condition, Not):
        return NearMiss((f"not: {describe_condition(condition.condition)} holds",))
    failing = [part for part in condition.conditions if not holds(fold_condition(part), document, number)]
    misses = [miss(part, document, number) for part in failing]
    if isinstance(condition, AnyOf):
        close = [part for part in misses if part.near]
        return NearMiss(tuple(reason for part in close or misses for reason in part.reasons), bool(close))
    return NearMiss(
        tuple(reason for part in misses for reason in part.reasons), _nearly_all(condition, failing, misses)
    )


def block_miss(unit: BlockUnit, document: FoldedDocument, number: int) -> tuple[str, ...]:
    """Why a line is in no block of a rule; empty if no block came near it."""
    if isinstance(unit.opens, TextStart):
        if number >= unit.max_lines:
            return ()
        return (
            f"to: no line from here on passes it within {unit.max_lines} lines of the start, or of one before that does",
        )
    opens = fold_condition(unit.opens)
    candidates = range(number, max(-1, number - unit.max_lines), -1)
    opening = next((line for line in candidates if holds(opens, document, line)), None)
    if opening is None:
        missed = miss(unit.opens, document, number)
        return tuple(f"from: {reason}" for reason in missed.reasons) if missed.near else ()
    begins = "" if opening == number else f" (from holds on line {opening + 1})"
    if unit.to is not None:
        return (f"to: no line up to the {unit.max_lines}th of the block passes it{begins}",)
    after = opening + 1 if opening == number else number
    if unit.during is None or after >= len(document.lines) or holds(fold_condition(unit.during), document, after):
        return ()
    reasons = miss(unit.during, document, after).reasons
    return tuple(f"while: on line {after + 1}{begins}: {reason}" for reason in reasons)


def _nearly_all(condition: AllOf, failing: list[Condition], misses: list[NearMiss]) -> bool:
    """Whether all parts nearly held: one that names words holds and only shapes fail, or those with words nearly held."""
    with_words = [isinstance(part, Literal | Matches | Like | AnyOf | Named) for part in condition.conditions]
    held = any(words and part not in failing for words, part in zip(with_words, condition.conditions, strict=True))
    rest = [
        missed
        for missed, part in zip(misses, failing, strict=True)
        if isinstance(part, Literal | Matches | Like | AnyOf | Named)
    ]
    return all(missed.near for missed in rest) and (held or bool(rest))


def _literal(condition: Literal, low: str, line: str) -> NearMiss:
    written = {fold_literal(text): text for text in condition.texts}  # compared folded, shown as written
    closest = max(written, key=lambda text: SequenceMatcher(None, low, text, autojunk=False).ratio())
    if condition.how == "equals":
        inside = next((text for text in written if text in low and len(low) <= MAX_LENGTH_RATIO * len(text)), None)
        near = inside is not None or _similar(low, closest)
        return NearMiss((f"equals: the line is {quote(line)} not {quote(written[inside or closest])}",), near)
    inside = next((text for text in written if text in low), None)
    if inside is not None:
        how = ", but not as whole words" if condition.how == "mentions" else ""
        return NearMiss((f"{condition.how}: {quote(written[inside])} is inside the line {quote(line)}{how}",), True)
    if condition.how == "starts":
        near, verb = any(_similar(low[: len(text)], text) for text in written), "start with"
    elif condition.how == "ends":
        near, verb = any(_similar(low[-len(text) :], text) for text in written), "end with"
    else:
        near, verb = _similar(low, closest), "contain"
    return NearMiss((f"{condition.how}: the line {quote(line)} does not {verb} {quote(written[closest])}",), near)


def _similar(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= MIN_SIMILARITY


def _matches(condition: Matches, line: str) -> NearMiss:
    for pattern in condition.patterns:
        bare = pattern.removeprefix("(?i)")
        flag = pattern[: len(pattern) - len(bare)]
        if compiled(f"(?i){bare}").search(line):
            return NearMiss((f"matches: only case differs from `{pattern}`; `(?i)` would make it match",), True)
        if bare.endswith("$") and not bare.endswith("\\$") and compiled(flag + bare[:-1]).search(line):
            return NearMiss((f"matches: the line goes on where `{pattern}` ends",), True)
        if bare.startswith("^") and compiled(flag + bare[1:]).search(line):
            return NearMiss((f"matches: the line begins before `{pattern}` does",), True)
    return NearMiss((f"matches: `{condition.patterns[0]}` is not found",))


def _like(condition: Like, document: FoldedDocument, number: int) -> NearMiss:
    """A line nearly reads like a template if what stands in its slots is not what they take, or can be read in two ways."""
    aligned = len(condition.written) == len(condition.texts)  # a mutant has fewer texts than were written
    written = condition.written if aligned else condition.texts
    for text, folded in zip(written, map(fold_template, condition.texts), strict=True):
        missed = like_miss(folded, condition.whole, document, number)
        if missed is None:
            continue
        if missed.readings:
            ways = " and ".join(
                f"{{{slot.field}:{slot.kind}}} as {_or_nothing(one)} or {_or_nothing(other)}"
                for slot, one, other in missed.readings
            )
            return NearMiss((f"like: the line can be read in two ways in `{text}`: {ways}",), True)
        if missed.refused:
            reasons = " and ".join(
                f"{quote(value)} is no {NOUNS.get(slot.kind, slot.kind)}" for slot, value in missed.refused
            )
            return NearMiss((f"like: {reasons} in `{text}`",), True)
    return NearMiss((f"like: the line {quote(document.line(number))} does not read like `{written[0]}`",))


def _or_nothing(value: str) -> str:
    return quote(value) if value else "nothing"


def _shape(condition: LineShape, line: str) -> str:
    if condition.name in ("short", "max_chars"):
        return f"{condition.name} {condition.size}: the line has {len(line)} characters"
    if condition.name == "all_caps":
        return "all_caps: the line has lower-case letters, or no letters"
    return "headline: the line is too long, begins in lower case or ends like a sentence"
