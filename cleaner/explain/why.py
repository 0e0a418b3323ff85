"""
Why a line stayed: which rules came near it, and which of their clauses failed.

What happened is read off the trace. To find out which clause failed, the matcher itself runs the rule with one clause and no
other. So nothing here judges a clause by itself, and the explanation cannot differ from the run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..clean import Traced
from ..cut import MIN_VISIBLE_OF_WHOLE_PAGE, leaves_too_little
from ..document import Document
from ..edit import Match
from ..layout import apply
from ..match.matcher import Matcher
from ..resolve import resolve, unprotected, with_needs_met
from ..rule.model import BlockUnit, Rule, Seen, Where
from ..rule_name import RuleName
from ..span import Span
from ..visibility import count_visible, has_visible
from .describe import describe_condition, quote
from .near_miss import block_miss, miss


@dataclass(frozen=True, slots=True)
class RuleNearLine:
    """
    A rule that came near a line, where it is, where it was seen to act, and why it left the line. It has no reasons if it
    took the line.
    """

    rule: str
    kind: str
    verb: str
    file: str
    line: int
    seen: Seen | None
    reasons: tuple[str, ...]


def why_not(trace: Traced, number: int) -> list[RuleNearLine]:
    """The rules that came near a line, counted from 0, each with every clause that failed."""
    return [
        RuleNearLine(rule.name, rule.kind, rule.verb, rule.file, rule.line, rule.seen, reasons)
        for rule, reasons in _near(trace, number)
    ]


def unused_agencies(trace: Traced, number: int) -> list[str]:
    """The agencies' packs that would take a line, counted from 0, if nobody knew the publisher, but that its packs do not use."""
    if not trace.route.pack:
        return []
    matches = trace.rulebook.bind("", trace.document.language).matcher.matches(trace.bound.folded(trace.document))
    line = trace.document.lines[number]
    packs = {match.rule.pack for match in with_needs_met(matches) if match.verb == "drop" and _covers(match, line)}
    return sorted(pack for pack in packs - set(trace.bound.max_share) if pack.startswith("agencies/"))


def _near(trace: Traced, number: int) -> Iterator[tuple[Rule, tuple[str, ...]]]:
    rules, folded = trace.bound.matcher.written, trace.bound.folded(trace.document)
    bare = Matcher([_bare(rule) for rule in rules])
    touching = {match.rule for match in bare.matches(folded) if _covers(match, folded.lines[number])}
    for rule in rules:
        if rule.name in touching:
            yield rule, tuple(_failed(trace, rule, number))
        elif isinstance(rule.unit, BlockUnit):
            reasons = block_miss(rule.unit, folded, number)
            if reasons:
                yield rule, reasons
        else:
            missed = miss(rule.unit.condition, folded, number)
            if missed.near:
                yield rule, missed.reasons


def _bare(rule: Rule) -> Rule:
    """The rule with its verb and its condition alone."""
    return replace(rule, where=Where(), needs=(), confirm=(), unless=None, lift=(), alone=False)


def _covers(match: Match, line: Span) -> bool:
    return match.span.start < line.end and line.start < match.span.end


def _match(trace: Traced, rule: Rule, number: int) -> Match | None:
    """The match that a rule would have on a line if it were in its pack in this form."""
    rules = [rule if one.name == rule.name else one for one in trace.bound.matcher.written]
    line = trace.document.lines[number]
    matches = Matcher(rules).matches(trace.bound.folded(trace.document))
    return next((match for match in matches if match.rule == rule.name and _covers(match, line)), None)


def _failed(trace: Traced, rule: Rule, number: int) -> Iterator[str]:
    """Each clause of a rule that keeps it from a line on which its condition holds."""
    bare = _bare(rule)
    if rule.unless is not None and _match(trace, replace(bare, unless=rule.unless), number) is None:
        yield f"unless: {describe_condition(rule.unless)} holds"
    if rule.confirm and _match(trace, replace(bare, confirm=rule.confirm), number) is None:
        place = "line of the block" if isinstance(rule.unit, BlockUnit) else "line"
        yield f"confirm: none of {', '.join(map(quote, rule.confirm))} on another {place}"
    yield from _misplaced(trace, rule, number)
    if rule.alone and _is_one_of_several(trace, rule, number):
        yield "alone: the rule would take other lines of its place too"
    yield from _unmet(trace, rule)
    yield from _withheld(trace, rule, number)


def _misplaced(trace: Traced, rule: Rule, number: int) -> Iterator[str]:
    where, bare = rule.where, _bare(rule)
    if where.place == "anywhere" or _match(trace, replace(bare, where=where), number) is not None:
        return
    lines = trace.document.lines
    if where.place == "nth":
        yield f"nth {where.count}: the line is the {ordinal(number + 1)}"
        return
    low, high = where.count, len(lines)
    while high - low > 1:
        middle = (low + high) // 2
        reached = _match(trace, replace(bare, where=Where(where.place, middle)), number) is not None
        low, high = (low, middle) if reached else (middle, high)
    match = _match(trace, bare, number)
    first = next(at for at, line in enumerate(lines) if match is None or line.end > match.span.start)
    far = first + 1 if where.place == "head" else len(lines) - first
    what = "the block begins" if isinstance(rule.unit, BlockUnit) else "the line is"
    side = "from the start" if where.place == "head" else "from the end"
    skipped = f" ({_lines(far - high)} that would go anyway not counted)" if far > high else ""
    yield f"{where.place} {where.count}: {what} {ordinal(high)} {side}{skipped}"


def _is_one_of_several(trace: Traced, rule: Rule, number: int) -> bool:
    """Whether a line is in the place of its rule, but not alone there."""
    there = replace(_bare(rule), where=rule.where)
    return _match(trace, there, number) is not None and _match(trace, replace(there, alone=True), number) is None


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def ordinal(number: int) -> str:
    """
    An ordinal number.

    >>> [ordinal(number) for number in (1, 2, 3, 4, 11, 22, 113)]
    ['1st', '2nd', '3rd', '4th', '11th', '22nd', '113th']
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _unmet(trace: Traced, rule: Rule) -> Iterator[str]:
    matched = {match.rule for match in trace.cut.matches}
    for need in rule.needs:
        if need not in matched:
            yield f"needs {need.id}: it did not match"
        elif need not in _effective(trace):
            yield f"needs {need.id}: it matched but was withheld"


def _effective(trace: Traced) -> set[RuleName]:
    """The rules with an effective match, without regard to shares."""
    document, matches = trace.document, trace.cut.matches
    unkept = [match for match in unprotected(document.lines, document.text, matches) if match.verb != "keep"]
    return {match.rule for match in with_needs_met(unkept)}


def _keepers(trace: Traced, match: Match) -> list[str]:
    """The rules that keep a visible character of what a drop would take."""
    if match.verb != "drop":
        return []
    return sorted(
        {
            keep.rule
            for keep in trace.cut.matches
            if keep.verb == "keep" and _shares(trace.document, keep.span, match.span)
        }
    )


def _shares(document: Document, one: Span, other: Span) -> bool:
    return has_visible(document.text[max(one.start, other.start) : min(one.end, other.end)])


def _withheld(trace: Traced, rule: Rule, number: int) -> Iterator[str]:
    line = trace.document.lines[number]
    for match in trace.cut.matches:
        if match.rule == rule.name and _covers(match, line):
            yield from (f"kept by rule {keeper}" for keeper in _keepers(trace, match))
    pack, suspects = rule.name.pack, trace.cut.decision.suspects
    if pack in suspects:
        yield f"withheld because the pack is suspect: {suspicion(trace, pack)}"
    elif suspects and rule.verb == "drop":
        yield f"withheld because another pack is suspect: {', '.join(suspects)}"
    if rule.verb == "find":
        by_kind, by_name = rule.kind in trace.rulebook.keep_kinds, rule.name in trace.rulebook.keep_rules
        kept = f": --keep-kinds keeps {rule.kind}" if by_kind else ": --keep-rules keeps it" if by_name else ""
        yield f"a find takes nothing{kept}"
    elif rule.verb == "keep":
        yield "a keep takes nothing"


def suspicion(trace: Traced, pack: str) -> str:
    """What the cuts of a suspect pack would do to the text."""
    document = trace.document
    if document.whole_page:
        if leaves_too_little(document, apply(document, resolve(document, trace.cut.matches, {}))):
            return f"fewer than {MIN_VISIBLE_OF_WHOLE_PAGE} characters of the page would be left"
    else:
        allowed, share = trace.bound.max_share.get(pack, 1.0), unconfirmed_share(trace, pack)
        if share > allowed:
            return f"it would take {share:.2f} of the text, more than {allowed}"
    return "a second cleaning would cut the text again"


def unconfirmed_share(trace: Traced, pack: str) -> float:
    """The share of a text that the unconfirmed drops of a pack would take."""
    requests = [
        match._replace(verb="find") if match.secure and match.verb == "drop" else match
        for match in trace.cut.matches
        if match.pack == pack or match.verb == "keep"
    ]
    cuts = resolve(trace.document, requests, {}).cuts
    lost = sum(count_visible(trace.document.text[start:end]) for (start, end), _, _ in cuts)
    return lost / max(1, trace.document.visible_chars)
