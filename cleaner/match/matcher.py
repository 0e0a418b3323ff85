"""
Compiled rules: `match` gives every match in place that a set of rules asks for on a document.

Three steps: the scan says where rules could hold, the tests say where they do, and places are counted. What a drop would
take anywhere does not count for the place of a line, and nothing else about a line depends on lines that can go; so
cleaning a cleaned text moves no line into anybody's reach (law 5).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from ..document import Document
from ..edit import Match, unprotected, visible
from ..rule.model import BlockUnit, LineUnit, Rule, SpanUnit
from ..span import Span, difference, union
from .blocks import Sight, asked_by, blocks, openings, sight, solid
from .capture import lifts_of
from .compile import fold_rule
from .conditions import found_groups, occurrences
from .folded import FoldedDocument
from .prefilter.candidate_lines import Scan
from .stability import steady

NO_GROUPS: Mapping[str, Span] = MappingProxyType({})


class Hit(NamedTuple):
    """Where a rule's test holds, its place not yet asked: first and last line, the span, and named groups in it."""

    rule: int
    first: int
    last: int
    span: Span
    groups: Mapping[str, Span] = NO_GROUPS


class MatchResult(NamedTuple):
    """
    All matches in place, and how far they can be trusted to be all there are once lines are gone: `open` holds for each
    line on which a block opens how many lines after it can still decide about that block (see `stable_without`).
    """

    matches: list[Match]
    open: dict[int, int]
    seen: Sight

    def stable_without(self, gone: Sequence[int]) -> bool:
        """Whether no block can close anew when these lines, in order, are gone and joined those around them."""
        for line, bound in self.open.items():
            first = bisect_left(gone, line)
            if first < len(gone) and gone[first] == line:
                continue
            if first < len(gone) and self.seen.solid[gone[first]] - self.seen.solid[line + 1] < bound:
                return False
        return True


NOTHING = MatchResult([], {}, sight(set(), 0))


SEVERAL = 3
"""Lines on which a test could hold, from which on they are looked through together first."""


class Matcher:
    """The rules that are bound to a document's publisher and language, compiled once."""

    def __init__(self, rules: Sequence[Rule], scan: Scan | None = None):
        """`rules` are as written; `scan` is given where another matcher looks for its rules in the same texts."""
        self.written = tuple(rules)
        self.rules = tuple(map(fold_rule, rules))
        self.counted = {number for number, rule in enumerate(self.rules) if rule.where.place == "nth"}
        # Only what these rules drop calls for a rule on the n-th line: when it is gone they act no more.
        self.callers = {need for number in self.counted for need in self.rules[number].needs}
        self.asked = [asked_by(rule) for rule in self.rules]
        self.scan = scan if scan is not None else Scan()
        first = self.scan.add(way.test for asked in self.asked for way in asked.ways)
        owned = ((number, way) for number, asked in enumerate(self.asked) for way in asked.ways)
        self.ways = dict(enumerate(owned, first))

    def matches(self, document: Document | FoldedDocument) -> list[Match]:
        """Every match in place, its guards checked; which of them act is for `resolve` to say."""
        return self.match(document).matches

    def match(self, document: Document | FoldedDocument) -> MatchResult:
        """The same, with what is needed to know whether that will be all."""
        view = document if isinstance(document, FoldedDocument) else FoldedDocument(document)
        where = self._where(view)
        if not where:
            return NOTHING
        hits = [hit for number, lines in where.items() for hit in self._on_lines(view, number, lines)]
        hits = self._steady(view, hits)
        opened = {
            number: lines
            for number in where
            if isinstance(self.rules[number].unit, BlockUnit)
            and (lines := openings(self.asked[number].to, view, where[number]))
        }
        if not hits and not opened:
            return NOTHING
        if not opened:
            return MatchResult(
                self._requests(view, self._in_place(view, self._called_for(view, hits))), {}, NOTHING.seen
            )
        seen = sight(self._taken(view, [hit for hit in hits if hit.rule not in self.counted]), len(view.lines))
        plain = sight(set(), len(view.lines))
        reach: dict[int, int] = {}
        for number, lines in opened.items():
            rule = self.rules[number]
            assert isinstance(rule.unit, BlockUnit)
            found, ends = blocks(rule.unit, self.asked[number], view, lines, plain if rule.verb == "keep" else seen)
            hits += [Hit(number, first, last, view.block(first, last)) for first, last in found]
            if rule.verb != "keep":
                reach |= {line: max(reach.get(line, 0), bound) for line, bound in ends.items()}
        placed = self._in_place(view, self._called_for(view, hits))
        return MatchResult(self._requests(view, placed), reach, seen)

    def _where(self, view: FoldedDocument) -> dict[int, Collection[int]]:
        """For each rule, in order, the lines on which its test, or the first of its block, holds."""
        where: dict[int, Collection[int]] = {}
        found = self.scan.find(view)
        for way in sorted(self.ways.keys() & found.keys()):
            (number, (_, ask, scout)), lines = self.ways[way], found[way]
            if number in self.counted:
                nth = self.rules[number].where.count - 1
                lines = {nth} & set(lines)
            if (
                scout is not None
                and len(lines) >= SEVERAL
                and not scout(b"\n".join([view.rows[line] for line in lines]))
            ):
                continue
            held = [line for line in lines if ask(view, line)]
            if held:
                where[number] = sorted({*where.get(number, ()), *held})
        return where

    def _on_lines(self, view: FoldedDocument, number: int, lines: Iterable[int]) -> Iterable[Hit]:
        """Hits of a line or span rule."""
        rule, excuses = self.rules[number], self.asked[number].unless
        if isinstance(rule.unit, BlockUnit):
            return
        for line in lines:
            if excuses is not None and excuses(view, line):
                continue
            if isinstance(rule.unit, LineUnit):
                groups = found_groups(rule.unit.test, view, line) if rule.lift else NO_GROUPS
                yield Hit(number, line, line, view.lines[line], groups)
            else:
                for span, groups in occurrences(rule.unit, view, line):
                    yield Hit(number, line, line, span, groups)

    def _cuts(self, hit: Hit) -> bool:
        rule = self.rules[hit.rule]
        return rule.verb == "drop" and isinstance(rule.unit, SpanUnit)

    def _steady(self, view: FoldedDocument, hits: list[Hit]) -> list[Hit]:
        """The hits without those that would cut a line so that its rest is seen anew."""
        cuts: dict[int, dict[int, list[Span]]] = {}
        for hit in hits:
            if self._cuts(hit):
                cuts.setdefault(hit.first, {}).setdefault(hit.rule, []).append(hit.span)
        if not cuts:
            return hits
        may = steady(self.rules, self.asked, view, cuts, self._where)
        return [hit for hit in hits if not self._cuts(hit) or (hit.first, hit.rule) in may]

    def _taken(self, view: FoldedDocument, hits: Iterable[Hit]) -> set[int]:
        """The lines that the drops among the hits would take if they acted anywhere."""
        taken: set[int] = set()
        parts: dict[int, list[Span]] = {}
        for hit in hits:
            if self._cuts(hit):
                parts.setdefault(hit.first, []).append(hit.span)
        whole = [hit for hit in hits if self.rules[hit.rule].verb == "drop" and not self._cuts(hit)]
        for start, end in union(Span(hit.first, hit.last + 1) for hit in whole):
            taken.update(range(start, end))
        for line, spans in parts.items():
            if line not in taken and not any(visible(view.text[a:b]) for a, b in difference([view.lines[line]], spans)):
                taken.add(line)
        return taken

    def _called_for(self, view: FoldedDocument, hits: list[Hit]) -> list[Hit]:
        """The hits without those on an n-th line that nothing calls for: nothing that will go, or not they themselves."""
        if not any(hit.rule in self.counted for hit in hits):
            return hits
        keeps = [hit for hit in hits if self.rules[hit.rule].verb == "keep"]
        some = [hit for hit in hits if hit.rule in self.counted or self.rules[hit.rule].name in self.callers]
        asked = self._requests(view, self._in_place(view, keeps) + some)
        able = {(match.rule, match.span) for match in unprotected(view.lines, view.text, asked) if match.verb != "keep"}
        called = {
            hit.rule
            for hit in some
            if self.rules[hit.rule].verb == "drop" and (self.rules[hit.rule].name, hit.span) in able
        }
        names = {self.rules[number].name for number in called}

        def acts(hit: Hit) -> bool:
            rule = self.rules[hit.rule]
            return (rule.name, hit.span) in able and names.issuperset(rule.needs)

        return [hit for hit in hits if hit.rule not in self.counted or acts(hit)]

    def _in_place(self, view: FoldedDocument, hits: list[Hit]) -> list[Hit]:
        """
        The hits whose rule acts where they stand. What nothing confirms takes no lines. For a keep every line counts:
        lines that go can then only bring it nearer.
        """
        if all(self.rules[hit.rule].where.place in ("anywhere", "nth") for hit in hits):
            return hits
        count = len(view.lines)
        taken = self._taken(view, [hit for hit in hits if _confirmed(self.rules[hit.rule], view, hit)])
        before = solid(taken, count)
        placed = []
        for hit in hits:
            rule = self.rules[hit.rule]
            counts: Sequence[int] = range(count + 1) if rule.verb == "keep" else before
            if rule.where.place == "head":
                fits = counts[hit.first] < rule.where.count
            elif rule.where.place == "tail":
                fits = counts[-1] - counts[hit.first + 1] < rule.where.count
            else:
                fits = True
            if fits:
                placed.append(hit)
        return placed

    def _requests(self, view: FoldedDocument, hits: list[Hit]) -> list[Match]:
        """
        The matches of hits that are confirmed. Of blocks of one rule that end together only the first lifts: those
        inside it say nothing of their own.
        """
        matches = []
        beyond: dict[int, int] = {}
        for hit in sorted(hits, key=lambda hit: hit.first):
            rule = self.rules[hit.rule]
            if not _confirmed(rule, view, hit):
                continue
            lifts = rule.lift and (not isinstance(rule.unit, BlockUnit) or hit.last > beyond.get(hit.rule, -1))
            beyond[hit.rule] = max(hit.last, beyond.get(hit.rule, -1))
            found = lifts_of(rule, view, hit.first, hit.last, hit.span, hit.groups) if lifts else ()
            secure = bool(rule.confirm) or (isinstance(rule.unit, BlockUnit) and rule.unit.to is not None)
            matches.append(Match(rule.name, rule.kind, rule.verb, hit.span, found, rule.needs, secure))
        return matches


def _confirmed(rule: Rule, view: FoldedDocument, hit: Hit) -> bool:
    """
    Whether one of the phrases stands on another line of the block, or, for a line or span, of the document; and where
    a rule asks for none.
    """
    if not rule.confirm:
        return True
    first, last = view.lines[hit.first], view.lines[hit.last]
    if isinstance(rule.unit, BlockUnit):
        return any(view.within(phrase, first.end, last.end) for phrase in rule.confirm)
    size = len(view.low)
    return any(view.within(phrase, 0, first.start) or view.within(phrase, last.end, size) for phrase in rule.confirm)
