"""
Compiled rules: `find` gives every match in place that a set of rules asks for on a document.

Three steps: the scan says where rules could hold, the tests say where they do, and places are counted. The place of a
line is the number of lines before (after) it that no drop would take if it acted anywhere: what is dropped anyway does
not count, and so cleaning a cleaned text moves no line into anybody's reach (law 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ..document import Document
from ..edit import Match, visible
from ..span import Span, difference
from .blocks import blocks
from .lifting import lifts_of
from .match import anchors, found_groups, holds, occurrences
from .model import BlockUnit, LineUnit, Literal, Matches, Rule, SpanUnit
from .scan import Scan
from .view import View


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule's test holds, its place not yet asked: first and last line, the span, and named groups in it."""

    rule: int
    first: int
    last: int
    span: Span
    groups: dict[str, Span] = field(default_factory=dict)


class Matcher:
    """The rules that are bound to a document's publisher and language, compiled once."""

    def __init__(self, rules: Sequence[Rule]):
        self.rules = tuple(rules)
        wanted: list[Literal | Matches] = []
        self.owners: list[int] = []
        self.anywhere: list[int] = []  # rules without an anchor: every line is a candidate
        for number, rule in enumerate(self.rules):
            found = anchors(rule.unit.opens if isinstance(rule.unit, BlockUnit) else rule.unit.test)
            if found is None:
                self.anywhere.append(number)
                continue
            wanted += found
            self.owners += [number] * len(found)
        self.scan = Scan(wanted)

    def find(self, document: Document | View) -> list[Match]:
        """Every match in place, its guards checked; which of them act is for `resolve` to say."""
        if not self.rules:
            return []
        view = document if isinstance(document, View) else View(document)
        candidates = self._candidates(view)
        hits = [hit for number in candidates for hit in self._on_lines(view, number, candidates[number])]
        clear = self._taken(view, hits, {"drop"}, everywhere=True)
        for number in candidates:
            rule = self.rules[number]
            if isinstance(rule.unit, BlockUnit):
                openings = _numbers(candidates[number], len(view.lines))
                hits += [
                    Hit(number, first, last, view.block(first, last))
                    for first, last in blocks(rule, view, openings, clear)
                ]
        if not hits:
            return []
        placed = self._in_place(view, hits)
        return [match for hit in placed if (match := self._request(view, hit)) is not None]

    def _candidates(self, view: View) -> dict[int, set[int] | None]:
        """For each rule that could match, the lines where, or None for every line."""
        candidates: dict[int, set[int] | None] = dict.fromkeys(self.anywhere)
        for anchor, lines in self.scan.find(view).items():
            owner = self.owners[anchor]
            known = candidates.get(owner, set())
            candidates[owner] = None if lines is None or known is None else known | lines
        return candidates

    def _on_lines(self, view: View, number: int, lines: set[int] | None) -> Iterable[Hit]:
        """Hits of a line or span rule."""
        rule = self.rules[number]
        if isinstance(rule.unit, BlockUnit):
            return
        nth = rule.where.count - 1 if rule.where.place == "nth" else None
        for line in _numbers(lines, len(view.lines)) if nth is None else range(nth, min(nth + 1, len(view.lines))):
            if isinstance(rule.unit, LineUnit):
                if holds(rule.unit.test, view, line) and not self._excused(rule, view, line):
                    groups = found_groups(rule.unit.test, view, line) if rule.lift else {}
                    yield Hit(number, line, line, view.lines[line], groups)
            elif not self._excused(rule, view, line):
                for span, groups in occurrences(rule.unit, view, line):
                    yield Hit(number, line, line, span, groups)

    @staticmethod
    def _excused(rule: Rule, view: View, line: int) -> bool:
        return rule.unless is not None and holds(rule.unless, view, line)

    def _taken(self, view: View, hits: Iterable[Hit], verbs: set[str], everywhere: bool = False) -> set[int]:
        """
        The lines that drops would take if they acted anywhere. A rule on the n-th line counts where it stands, which it
        has been asked for already; with `everywhere` it does not count at all.
        """
        taken: set[int] = set()
        parts: dict[int, list[Span]] = {}
        for hit in hits:
            rule = self.rules[hit.rule]
            if rule.verb not in verbs or (everywhere and rule.where.place == "nth"):
                continue
            if isinstance(rule.unit, SpanUnit):
                parts.setdefault(hit.first, []).append(hit.span)
            else:
                taken.update(range(hit.first, hit.last + 1))
        for line, spans in parts.items():
            if line not in taken and not any(visible(view.text[a:b]) for a, b in difference([view.lines[line]], spans)):
                taken.add(line)
        return taken

    def _in_place(self, view: View, hits: list[Hit]) -> list[Hit]:
        """The hits whose rule acts where they stand."""
        if all(self.rules[hit.rule].where.place in ("anywhere", "nth") for hit in hits):
            return hits
        taken = self._taken(view, hits, {"drop"})
        before = list(accumulate((line not in taken for line in range(len(view.lines))), initial=0))
        placed = []
        for hit in hits:
            where = self.rules[hit.rule].where
            if where.place == "head":
                fits = before[hit.first] < where.count
            elif where.place == "tail":
                fits = before[-1] - before[hit.first + 1] < where.count
            else:
                fits = True
            if fits:
                placed.append(hit)
        return placed

    def _request(self, view: View, hit: Hit) -> Match | None:
        """The match of a hit, or None where its `confirm` is not met."""
        rule = self.rules[hit.rule]
        if rule.confirm and not _confirmed(rule, view, hit):
            return None
        unit = rule.unit
        secure = bool(rule.confirm) or (isinstance(unit, BlockUnit) and unit.to is not None)
        lifts = lifts_of(rule, view, hit.first, hit.last, hit.span, hit.groups) if rule.lift else ()
        pack = rule.name.rsplit("/", 1)[0]
        return Match(rule.name, pack, rule.kind, rule.verb, hit.span, lifts, rule.needs, secure)


def _numbers(lines: set[int] | None, count: int) -> Iterable[int]:
    return range(count) if lines is None else sorted(lines)


def _confirmed(rule: Rule, view: View, hit: Hit) -> bool:
    """Whether one of the phrases stands on another line of the block, or, for a line or span, of the document."""
    if isinstance(rule.unit, BlockUnit):
        if hit.first == hit.last:
            return False
        inside = (view.lines[hit.first + 1].start, view.lines[hit.last].end)
        return any(view.low.find(phrase, *inside) >= 0 for phrase in rule.confirm)
    before, after = view.lines[hit.first].start, view.lines[hit.first].end
    return any(view.low.find(phrase, 0, before) >= 0 or view.low.find(phrase, after) >= 0 for phrase in rule.confirm)
