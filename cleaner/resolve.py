"""
Decide what is cut: dropping is the union of spans, keeping wins, and no rule sees the result of another.

So the order of rules and of matches cannot matter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from .document import Document
from .edit import CutSpan, Decision, Match
from .rule_name import RuleName
from .span import LineIndex, Span, union
from .visibility import count_visible, has_visible


def resolve(document: Document, matches: Iterable[Match], max_share: Mapping[str, float]) -> Decision:
    """
    Decide what is cut and what is lifted.

    A drop that would take a visible character from a `keep` is withheld as a whole: half a byline is not a byline. A match
    is effective if it is not withheld and all rules that it needs have an effective match.

    A pack whose drops, secure ones apart, exceed its share of the visible text is a suspect, and none of its matches is
    effective. Then nothing is cut at all: the other packs were not written for such a text either, and after their cuts
    the suspect could fall under its share and cut in a second cleaning (law 5). `max_share` maps the name of a pack to its
    share; packs that are not in it have none.
    """
    requests = list(matches)
    if not requests:
        return Decision()
    effective = with_needs_met(
        [match for match in unprotected(document.lines, document.text, requests) if match.verb != "keep"]
    )
    suspects = _suspects(document, effective, max_share)
    effective = [match for match in effective if match.pack not in suspects]
    lifts = {(match.rule, lift) for match in effective for lift in match.lifts}
    drops = [match for match in effective if match.verb == "drop"] if not suspects else []
    return Decision(cuts_of(drops), tuple(sorted(lifts)), tuple(sorted(suspects)))


def unprotected(lines: LineIndex, text: str, matches: Sequence[Match]) -> list[Match]:
    """
    The matches without the drops that a `keep` withholds. The drops of one rule in one line are withheld together: if one
    of two places is kept, neither is cut.
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
    """Whether a drop would take a visible character from a kept span."""
    for number in range(bisect_right(ends, drop.start), len(kept)):  # a slice would copy them for every drop
        keep = kept[number]
        if keep.start >= drop.end:
            return False
        if has_visible(text[max(keep.start, drop.start) : min(keep.end, drop.end)]):
            return True
    return False


def with_needs_met(matches: list[Match]) -> list[Match]:
    """
    The matches of rules that need nothing, or whose needs all have such a match. A rule that is lost loses those that need
    it; each need is looked at once, because a pack may have a chain of thousands.
    """
    needing: dict[RuleName, set[RuleName]] = {}
    for match in matches:
        for need in match.needs:
            needing.setdefault(need, set()).add(match.rule)
    missing = list(needing.keys() - {match.rule for match in matches})
    lost: set[RuleName] = set()
    while missing:
        new = needing.get(missing.pop(), set()) - lost
        lost |= new
        missing += new
    return [match for match in matches if match.rule not in lost] if lost else matches


def _suspects(document: Document, matches: list[Match], max_share: Mapping[str, float]) -> set[str]:
    drops: dict[str, list[Span]] = {}
    for match in matches:
        if match.verb == "drop" and not match.secure and match.pack in max_share:
            drops.setdefault(match.pack, []).append(match.span)
    return {pack for pack, spans in drops.items() if _takes_too_much(document, spans, max_share[pack])}


def _takes_too_much(document: Document, drops: list[Span], share: float) -> bool:
    together = union(drops)
    # A repaired line has no two spaces in a row, so at least half of its characters are visible.
    if 2 * sum(end - start for start, end in together) <= share * sum(document.lines.sizes):
        return False
    lost = sum(count_visible(document.text[start:end]) for start, end in together)
    # A short stretch of the text is usually enough to see that far more stays; counting all of it takes 30 µs.
    return lost > share * count_visible(document.text[: PROBE_RATIO * lost]) and lost > share * document.visible_chars


PROBE_RATIO = 4
"""How much of the text is counted first, as a multiple of what is lost: enough at the usual share of .6, if half is visible."""


def cuts_of(drops: Iterable[Match]) -> tuple[CutSpan, ...]:
    """Disjoint spans in order, each with the names of all rules that cover it, sorted, and the kind of the first."""
    kinds: dict[RuleName, str] = {}
    changes: dict[int, list[tuple[RuleName, int]]] = {}
    for match in drops:
        kinds[match.rule] = match.kind
        changes.setdefault(match.span.start, []).append((match.rule, 1))
        changes.setdefault(match.span.end, []).append((match.rule, -1))
    cuts: list[CutSpan] = []
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
