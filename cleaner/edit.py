"""
From requests to decisions: matches ask, `resolve` decides. (`layout.py` writes what is decided, and takes it back.)

Dropping is set union, keeping wins, and no rule sees another's result; so the order of rules and matches cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from .document import VISIBLE_NOT, Document
from .rule_name import RuleName
from .span import LineIndex, Span, union


@dataclass(frozen=True, slots=True, order=True)
class Lift:
    """A value taken out of the text: into which field, the value, and where it stood."""

    field: str
    span: Span
    value: str


class Match(NamedTuple):
    """
    One rule's request about one span.

    `verb` is "drop", "keep" or "find" (asks for nothing to go). `needs` are rules of the same pack, all
    of which must have an effective match. `secure` is said of matches that a phrase of their own confirmed or that
    their own last line closed: they do not count towards `max_share`.
    """

    rule: RuleName
    kind: str
    verb: str
    span: Span
    lifts: tuple[Lift, ...] = ()
    needs: tuple[RuleName, ...] = ()
    secure: bool = False

    @property
    def pack(self) -> str:
        """The short name of the rule's pack."""
        return self.rule.pack


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """A removed span: `[start, end)` of `Document.text`. The ledger holds it, so its fields are defined as in `record.py`."""

    start: Annotated[int, Meta(ge=0, description="Where it began, in code points of the decoded and repaired text.")]
    end: Annotated[int, Meta(ge=0, description="Where it ended: the code point after its last one.")]
    at: Annotated[int, Meta(ge=0, description="Where it was removed from, in code points of the cleaned text.")]
    rules: Annotated[tuple[str, ...], Meta(description="The full names of all rules that took it, sorted.")]
    kind: Annotated[str, Meta(description="The kind of the first of them.")]
    text: Annotated[str, Meta(description="The text that was removed.")]


class Layout(NamedTuple):
    """
    The white space of the text without the edits: how paragraphs stood before they got one shape.

    `gap` is the most common white space between two paragraphs, `gaps` the exceptions by number: gap 0 is before the
    first paragraph, gap n after the n-th (both "" unless said). `mended` are paragraphs that a cut made repair anew, as
    they were before that.
    """

    gap: str = "\n"
    gaps: tuple[tuple[int, str], ...] = ()
    mended: tuple[tuple[int, str], ...] = ()


class Decision(NamedTuple):
    """What goes, what was lifted, and which packs asked for too much."""

    cuts: tuple[tuple[Span, tuple[RuleName, ...], str], ...] = ()
    lifts: tuple[tuple[RuleName, Lift], ...] = ()
    suspects: tuple[str, ...] = ()


class Applied(NamedTuple):
    """The cleaned text, all that brings `Document.text` back, and the numbers of the lines of which nothing is left."""

    text: str
    edits: tuple[Edit, ...] = ()
    layout: Layout = Layout()
    gone: tuple[int, ...] = ()


def visible(text: str) -> bool:
    """
    Whether anything in it can be seen: a character that is neither white space nor a control or format character.

    >>> visible(" \\u200b\\n"), visible(" .")
    (False, True)
    """
    if text.isspace() or not text:
        return False
    if text.isascii():
        return any(char > " " and char != "\x7f" for char in text)
    from unicodedata import category

    return any(category(char) not in VISIBLE_NOT and not char.isspace() for char in text)


def count_visible(text: str) -> int:
    """Characters that are not white space, the measure of shares."""
    return sum(map(len, text.split()))


def resolve(document: Document, matches: Iterable[Match], max_share: Mapping[str, float]) -> Decision:
    """
    Decide what goes and what is lifted.

    A match whose drop would lose a visible character to a `keep` is withheld: a half-cut byline is no byline. A match
    is effective when it is not withheld and everything it needs has an effective match. A pack whose insecure drops
    exceed its share of the visible text is a suspect and has no effective match at all; and then nothing is cut, for a text
    that one pack takes for cruft is not what the others were written for either, and what they left of it could pass
    that pack. `max_share` maps a pack's name to its share; a pack that is not in it has none.
    """
    asked = list(matches)
    if not asked:
        return Decision()
    effective = _satisfied(
        [match for match in unprotected(document.lines, document.text, asked) if match.verb != "keep"]
    )
    suspects = _suspects(document, effective, max_share)
    effective = [match for match in effective if match.pack not in suspects]
    lifts = {(match.rule, lift) for match in effective for lift in match.lifts}
    drops = [match for match in effective if match.verb == "drop"] if not suspects else []
    return Decision(_cuts(drops), tuple(sorted(lifts)), tuple(sorted(suspects)))


def unprotected(lines: LineIndex, text: str, matches: Sequence[Match]) -> list[Match]:
    """
    The matches without the drops that a `keep` withholds. What a rule asks of one line stands or falls together: of two
    places in it, one kept, neither goes.
    """
    kept = union(match.span for match in matches if match.verb == "keep")
    if not kept:
        return list(matches)
    ends = [keep.end for keep in kept]

    def place(match: Match) -> tuple[str, int]:
        return match.rule, bisect_right(lines.starts, match.span.start)

    withheld = {place(match) for match in matches if match.verb == "drop" and _loses(text, match.span, kept, ends)}
    return [match for match in matches if match.verb != "drop" or place(match) not in withheld]


def _loses(text: str, drop: Span, kept: list[Span], ends: list[int]) -> bool:
    """Whether a drop would take a visible character of a kept span."""
    for number in range(bisect_right(ends, drop.start), len(kept)):  # a slice would copy all of them for each drop
        keep = kept[number]
        if keep.start >= drop.end:
            return False
        if visible(text[max(keep.start, drop.start) : min(keep.end, drop.end)]):
            return True
    return False


def _satisfied(matches: list[Match]) -> list[Match]:
    """Matches whose needs are met. `needs` is acyclic (the loader sees to it), so sweeping ends after its depth."""
    while True:
        present = {match.rule for match in matches}
        still = [match for match in matches if all(need in present for need in match.needs)]
        if len(still) == len(matches):
            return still
        matches = still


def _suspects(document: Document, matches: list[Match], max_share: Mapping[str, float]) -> set[str]:
    drops: dict[str, list[Span]] = {}
    for match in matches:
        if match.verb == "drop" and not match.secure and match.pack in max_share:
            drops.setdefault(match.pack, []).append(match.span)
    return {pack for pack, spans in drops.items() if _takes_too_much(document, spans, max_share[pack])}


def _takes_too_much(document: Document, drops: list[Span], share: float) -> bool:
    together = union(drops)
    # In a repaired line no space follows a space: half of it at least can be seen.
    if 2 * sum(end - start for start, end in together) <= share * sum(document.lines.sizes):
        return False
    lost = sum(count_visible(document.text[start:end]) for start, end in together)
    # Mostly a short stretch of the text is enough to see that far more stays; counting all of it takes 30 µs.
    return lost > share * count_visible(document.text[: PROBE * lost]) and lost > share * document.visible


PROBE = 4
"""How many times of what is lost is looked at first: enough where a half of that is visible, at the usual share of .6."""


def _cuts(drops: Iterable[Match]) -> tuple[tuple[Span, tuple[RuleName, ...], str], ...]:
    """Disjoint spans in order, each with the names of all rules that cover it, sorted, and the kind of the first."""
    kinds: dict[RuleName, str] = {}
    changes: dict[int, list[tuple[RuleName, int]]] = {}
    for match in drops:
        kinds[match.rule] = match.kind
        changes.setdefault(match.span.start, []).append((match.rule, 1))
        changes.setdefault(match.span.end, []).append((match.rule, -1))
    cuts: list[tuple[Span, tuple[RuleName, ...], str]] = []
    active: dict[RuleName, int] = {}
    last = 0
    for place in sorted(changes):
        if active and last < place:
            rules = tuple(sorted(active))
            if cuts and cuts[-1][0].end == last and cuts[-1][1] == rules:
                cuts[-1] = (Span(cuts[-1][0].start, place), rules, cuts[-1][2])
            else:
                cuts.append((Span(last, place), rules, kinds[rules[0]]))
        for rule, change in changes[place]:
            active[rule] = active.get(rule, 0) + change
            if not active[rule]:
                del active[rule]
        last = place
    return tuple(cuts)
