"""
What a cut took, set apart from the text: a span for each rule, and what hangs on the rules.

A *tie* says that keeping a rule can change more than the rule's own spans. Where none of the rules that one keeps has a tie, the
record that `rejoin.py` makes is the one that cleaning anew would give. What other matches hang on is found in `match/ties.py`;
here is what the decision, and the look at a second cleaning, hang on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .cut import Cut
from .document import Document
from .edit import CutSpan, Decision, Match
from .ledger import Provenance
from .match.folded import FoldedDocument
from .match.rulebook import Bound
from .match.ties import Found, matching_ties, one_of_each
from .resolve import resolve, unprotected
from .rule_name import RuleName
from .span import Span, union
from .stand_off import SetApart, Taken, Tie


def set_apart(
    document: Document, folded: FoldedDocument, bound: Bound, cut: Cut, provenance: Provenance, text: bool
) -> SetApart:
    """A document's text (if `text` says so) with what was taken from it beside it."""
    kinds = bound.matcher.compiled.drop_kinds
    found = _ties(document, folded, bound, cut) if cut.matches or cut.result.steps.hold else set()
    return SetApart(
        document.id,
        provenance,
        document.text if text else "",
        [Taken(start, end, kinds[rule], str(rule)) for (start, end), rule in spans_by_rule(cut.decision)],
        sorted(Tie(kinds[rule], str(rule), reason) for rule, reason in found if rule in kinds),
    )


def spans_by_rule(decision: Decision) -> list[tuple[Span, RuleName]]:
    """What each rule took, in the order of the text; pieces of one rule that touch are one."""
    pieces: dict[RuleName, list[Span]] = {}
    for span, rules, _ in decision.cuts:
        for rule in rules:
            pieces.setdefault(rule, []).append(span)
    return sorted((span, rule) for rule, spans in pieces.items() for span in union(spans))


def _ties(document: Document, folded: FoldedDocument, bound: Bound, cut: Cut) -> set[Found]:
    compiled = bound.matcher.compiled
    needed = compiled.needed
    found = matching_ties(compiled, folded, cut.result)
    found |= {(rule, "kept") for rule in _kept_from(document, cut.matches, needed)}
    if cut.decision.suspects:
        return found | {(rule, "suspect") for rule in _suspected(document, bound, cut)}
    return found | {(rule, "second-look") for rule in _looked_at(document, folded, bound, cut, needed)}


def _kept_from(document: Document, matches: Sequence[Match], needed: frozenset[RuleName]) -> Iterator[RuleName]:
    """The rules with a drop that a `keep` withholds, of which something would come if they took nothing."""
    left = {id(match) for match in unprotected(document.lines, document.text, matches)}
    return (match.rule for match in matches if id(match) not in left and (match.lifts or match.rule in needed))


def _suspected(document: Document, bound: Bound, cut: Cut) -> Iterator[RuleName]:
    """The rules because of which nothing was cut."""
    drops = [match for match in cut.matches if match.verb == "drop"]
    suspects = set() if document.whole_page else set(resolve(document, cut.matches, bound.max_share).suspects)
    if suspects:  # by their share, towards which secure matches do not count
        drops = [match for match in drops if match.pack in suspects and not match.secure]
    return (match.rule for match in drops)


def _looked_at(
    document: Document, folded: FoldedDocument, bound: Bound, cut: Cut, needed: frozenset[RuleName]
) -> Iterable[RuleName]:
    """
    The rules without whose cuts another look at the cleaned text may be taken, or the look that was taken may find another text.

    A look is taken if a line that opens a block stays and a line within its reach goes. So what counts are the rules that take
    an opening line, and those that take anything near a block from the start of the text. Where only the block's own rule takes
    its opening line, nothing hangs on it: once it takes nothing, neither would its block.
    """
    gone, cuts, result = cut.applied.gone, cut.decision.cuts, cut.result
    every = {rule for _, rules, _ in cuts for rule in rules}
    if not cuts:
        return set()
    if not result.undecided.issubset(gone) or result.blocked:
        return every
    if not gone or any(result.starts_anew(*start, gone) for start in result.starts):
        return every if gone else set()
    near_start = _near_start(document, cut)
    if not result.reach:
        return near_start
    openers = _openers(folded, bound, result.steps.openings, needed)

    def loses_in_reach(opening: int, after: int) -> bool:
        return result.transparent.opaque_between(opening, after) < result.reach.get(opening, 0)

    takers: list[tuple[set[RuleName], set[RuleName]]] = []
    for opening, its in openers.items():
        at = bisect_right(gone, opening)
        if at == len(gone) or not loses_in_reach(opening, gone[at]):
            continue
        if not at or gone[at - 1] != opening:  # it stays, so a look was taken
            return every
        whole, partly = _takers(document.lines[opening], cuts)
        if not whole or any(rule in needed or (verb == "drop" and rule not in whole) for rule, verb in its):
            takers.append((whole, partly))
    return near_start | one_of_each(takers)


def _near_start(document: Document, cut: Cut) -> set[RuleName]:
    """The rules that cut something within reach of a block from the start of the text."""
    rank = cut.result.transparent.opaque_rank
    last = max((bisect_left(rank, rank[end + 1] + reach) - 1 for end, reach in cut.result.starts), default=-1)
    if last < 0:
        return set()
    limit = document.lines[min(last, len(document.lines) - 1)].end
    return {rule for (start, _), rules, _ in cut.decision.cuts for rule in rules if start < limit}


def _openers(
    document: FoldedDocument, bound: Bound, openings: Mapping[int, Sequence[int]], needed: frozenset[RuleName]
) -> dict[int, list[tuple[RuleName, str]]]:
    """
    For each line the rules, and their verbs, that open a block there which could still do something if other lines went: the
    document has a line after it that could close it, and a phrase that confirms it.
    """
    openers: dict[int, list[tuple[RuleName, str]]] = {}
    for number, lines in openings.items():
        rule, its = bound.matcher.compiled.rules[number], bound.matcher.compiled.predicates[number]
        confirmed = not rule.confirm or any(phrase in document.low for phrase in rule.confirm)
        if not confirmed or not (rule.verb == "drop" or rule.name in needed):
            continue
        closes = its.to or its.during
        last = len(document.lines) - 1
        while closes is not None and last >= 0 and not closes(document, last):
            last -= 1
        for line in lines:
            if line < last or closes is None:
                openers.setdefault(line, []).append((rule.name, rule.verb))
    return openers


def _takers(line: Span, cuts: Sequence[CutSpan]) -> tuple[set[RuleName], set[RuleName]]:
    """The rules that take all of a line, and those that take something of it."""
    pieces: list[tuple[int, frozenset[RuleName]]] = []
    at = bisect_right(cuts, line.start, key=lambda cut: cut[0].end)
    while at < len(cuts) and cuts[at][0].start < line.end:
        (start, end), rules, _ = cuts[at]
        pieces.append((min(end, line.end) - max(start, line.start), frozenset(rules)))
        at += 1
    some: set[RuleName] = set().union(*(rules for _, rules in pieces))
    covered = sum(size for size, _ in pieces) == line.end - line.start
    return some.intersection(*(rules for _, rules in pieces)) if covered else set(), some
