"""Matching: every match that a set of rules has on a document, in seven steps."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from ..document import Document
from ..edit import Match
from ..resolve import unprotected
from ..rule.model import BlockUnit, Rule
from ..span import Span
from .blocks import Transparent, block_lines, start_block
from .capture import lifts_of
from .compiled_rules import CompiledRules, Hit
from .fold_rule import fold_rule
from .folded import FoldedDocument
from .place import hits_in_place, only_lines, removable_lines
from .prefilter import ByLiterals, Prefilter
from .stability import stable_cuts


class Steps(NamedTuple):
    """
    What the steps of matching left: the hits on single lines that `hold`, those of them that are `stable`, where blocks
    open, by rule, the `blocks` that were found, all hits that have their prerequisites, and those of them that are `placed`.
    """

    hold: Sequence[Hit] = ()
    stable: Sequence[Hit] = ()
    openings: Mapping[int, Sequence[int]] = {}
    blocks: Sequence[Hit] = ()
    prerequisites: Sequence[Hit] = ()
    placed: Sequence[Hit] = ()


class FoundBlocks(NamedTuple):
    """The hits of blocks, and of a `MatchResult` what tells whether they could close elsewhere."""

    hits: list[Hit]
    reach: Mapping[int, int]
    transparent: Transparent
    starts: frozenset[tuple[int, int]]


class MatchResult(NamedTuple):
    """
    All matches, and what tells whether removing lines could create new ones.

    `reach` has for each line that opens a block the number of opaque lines after it within which a line that goes could make the
    block close elsewhere; `starts` the same after the last line, or -1, of each block from the start of the text. `undecided` are
    lines of which a rule with `alone` would take one if it were the only one. `blocked` says that a cut was withheld that might
    not be if other lines went. `steps` is how the matches came about.
    """

    matches: list[Match]
    reach: Mapping[int, int]
    transparent: Transparent
    starts: frozenset[tuple[int, int]] = frozenset()
    undecided: frozenset[int] = frozenset()
    blocked: bool = False
    steps: Steps = Steps()

    def stable_without(self, gone: Sequence[int]) -> bool:
        """Whether nothing new can match once these lines, in order, are gone, and some spans are cut."""
        if self.blocked or not self.undecided.issubset(gone):
            return False
        if any(self.starts_anew(*start, gone) for start in self.starts):
            return False
        for opening, reach in self.reach.items():
            at = bisect_left(gone, opening)
            if at < len(gone) and gone[at] != opening and self.transparent.opaque_between(opening, gone[at]) < reach:
                return False
        return True

    def starts_anew(self, last: int, reach: int, gone: Sequence[int]) -> bool:
        """
        Whether a block from the start of the text up to a line could end elsewhere once these lines, in order, are gone. It could
        not if they are those of the block. Behind it only opaque lines matter; inside it any line may be one that closes it.
        """
        taken = last + 1 if 0 <= last < len(gone) and gone[last] == last else 0
        near = takewhile(lambda line: self.transparent.opaque_between(last, line) < reach, gone[taken:])
        return any(line <= last or line not in self.transparent.lines for line in near)


NO_BLOCKS = Transparent.of(set(), 0)
NO_MATCHES = MatchResult([], {}, NO_BLOCKS)


class Matcher:
    """
    The rules that are bound to a document's publisher and language, compiled once.

    A match has passed seven steps. Each asks one question about the hits that the steps before it left:

    | step | asked about | a hit passes where |
    |---|---|---|
    | 1 candidate lines | all | the prefilter cannot rule the line out |
    | 2 hold | all | the condition holds on the line, and `unless` does not (blocks: see 4) |
    | 3 stable cuts | drops of spans | what they leave of the line triggers no new match (`stability`) |
    | 4 blocks | blocks | they end within their limit, and `unless` holds on none of their lines (`blocks`) |
    | 5 nth prerequisites | rules on the n-th line | all rules that they need would act, and no keep protects the line |
    | 6 place | head and tail | few enough lines that count are before or after it; with `alone`, it is the only one (`place`) |
    | 7 confirm and lift | rules with `confirm` | another line has one of the phrases; then its values are lifted |

    Where a hit depends on other lines, only those count that no drop would take (4, 6), and lines that go can take a
    confirming phrase away but never add one (7). So cleaning a cleaned text changes nothing (law 5), unless a block then
    closes elsewhere or a rule is left with a single line, which `MatchResult.stable_without` rules out. A rule on the n-th
    line counts every line; so it must need a drop that acts anywhere (5). In a cleaned text that drop has no match, and the
    rule does not act again.

    `resolve.resolve` decides which matches act.
    """

    def __init__(self, rules: Sequence[Rule], prefilter: Prefilter | None = None):
        """`rules` are as written. `prefilter` finds candidate lines: by required literals, if none is given."""
        self.written = tuple(rules)
        self.rules = tuple(map(fold_rule, rules))
        self.compiled = CompiledRules(self.rules, prefilter or ByLiterals())
        # Names that rules on the n-th line need.
        self._prerequisites = {name for number in self.compiled.nth for name in self.rules[number].needs}

    def matches(self, document: Document | FoldedDocument) -> list[Match]:
        """All matches."""
        return self.match(document).matches

    def match(self, document: Document | FoldedDocument) -> MatchResult:
        """All matches, and whether removing lines could create new ones."""
        folded = document if isinstance(document, FoldedDocument) else FoldedDocument(document)
        holding = self.compiled.holding_lines(folded)  # steps 1 and 2
        if not holding:
            return NO_MATCHES
        hits = [hit for number, lines in holding.items() for hit in self.compiled.hits(folded, number, lines)]
        stable, blocked = self._stable(folded, hits, holding)
        openings = self._openings(folded, holding)
        found = self._blocks(folded, openings, stable)
        ready = self._with_prerequisites(folded, stable + found.hits)
        placed, undecided = self._in_place(folded, ready)
        steps = Steps(hits, stable, openings, found.hits, ready, placed)
        matches = self._confirmed(folded, placed)
        return MatchResult(matches, found.reach, found.transparent, found.starts, undecided, blocked, steps)

    def _stable(
        self, document: FoldedDocument, hits: list[Hit], holding: Mapping[int, Sequence[int]]
    ) -> tuple[list[Hit], bool]:
        """Step 3: drop the cuts that are not stable. Whether one might be if other lines went."""
        cutting = self.compiled.cutting
        cuts: dict[int, dict[int, list[Span]]] = {}
        for hit in hits:
            if hit.rule in cutting:
                cuts.setdefault(hit.first, {}).setdefault(hit.rule, []).append(hit.span)
        if not cuts:
            return hits, False
        stable = stable_cuts(self.compiled, document, cuts, holding)
        left = [hit for hit in hits if hit.rule not in cutting or (hit.first, hit.rule) in stable.allowed]
        return left, stable.blocked

    def _openings(self, document: FoldedDocument, holding: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """For each rule about blocks, in order, the lines on which one opens."""
        return {
            number: lines
            for number in holding
            if isinstance(self.rules[number].unit, BlockUnit)
            and (lines := self.compiled.openings(document, number, holding[number]))
        }

    def _blocks(self, document: FoldedDocument, openings: Mapping[int, Sequence[int]], hits: list[Hit]) -> FoundBlocks:
        """Step 4: the hits of blocks, their reach, and the lines that they look through."""
        if not openings:
            return FoundBlocks([], {}, NO_BLOCKS, frozenset())
        count = len(document.lines)
        opaque_hits = self.compiled.nth | self.compiled.alone
        droppable = [hit for hit in hits if hit.rule not in opaque_hits]
        transparent = Transparent.of(removable_lines(self.compiled, document, droppable), count)
        opaque = Transparent.of(set(), count)
        found: list[Hit] = []
        reach: dict[int, int] = {}
        starts: set[tuple[int, int]] = set()
        for number, lines in openings.items():
            unit, its = self.rules[number].unit, self.compiled.predicates[number]
            assert isinstance(unit, BlockUnit)
            if number in self.compiled.starting:
                assert its.to is not None
                last = start_block(its.to, its.unless, unit.max_lines, document, transparent)
                blocks = [(0, last)] if last >= 0 else []
                starts.add((last, unit.max_lines))
            elif self.rules[number].verb == "keep":
                blocks, _ = block_lines(unit, its, document, lines, opaque)
            else:
                blocks, bounds = block_lines(unit, its, document, lines, transparent)
                reach |= {line: max(reach.get(line, 0), bound) for line, bound in bounds.items()}
            found += [Hit(number, first, last, document.span(first, last)) for first, last in blocks]
        return FoundBlocks(found, reach, transparent, frozenset(starts))

    def _with_prerequisites(self, document: FoldedDocument, hits: list[Hit]) -> list[Hit]:
        """
        Step 5: drop the hits on an n-th line unless all that their rule needs would act, and they themselves would. What would
        act is a drop that no keep protects.
        """
        nth = self.compiled.nth
        if not any(hit.rule in nth for hit in hits):
            return hits
        keeps = [hit for hit in hits if self.rules[hit.rule].verb == "keep"]
        involved = [hit for hit in hits if hit.rule in nth or self.rules[hit.rule].name in self._prerequisites]
        matches = self._confirmed(document, self._in_place(document, keeps)[0] + involved)
        unkept = {
            (match.rule, match.span)
            for match in unprotected(document.lines, document.text, matches)
            if match.verb != "keep"
        }
        acting = {
            rule.name
            for hit in involved
            if (rule := self.rules[hit.rule]).verb == "drop" and (rule.name, hit.span) in unkept
        }

        def met(hit: Hit) -> bool:
            rule = self.rules[hit.rule]
            return (rule.name, hit.span) in unkept and acting.issuperset(rule.needs)

        return [hit for hit in hits if hit.rule not in nth or met(hit)]

    def _in_place(self, document: FoldedDocument, hits: list[Hit]) -> tuple[list[Hit], frozenset[int]]:
        """
        Step 6: the hits whose rule acts where they are, and the lines among which rules with `alone` do not decide. Lines that
        only an unconfirmed hit would take do count.
        """
        if all(self.rules[hit.rule].where.place in ("anywhere", "nth") for hit in hits):
            return hits, frozenset()
        compiled, count = self.compiled, len(document.lines)
        confirmed = [hit for hit in hits if is_confirmed(self.rules[hit.rule], document, hit)]
        placed = hits_in_place(compiled, hits, removable_lines(compiled, document, confirmed), count)
        if not any(hit.rule in compiled.alone for hit in hits):
            return placed, frozenset()
        rest = [hit for hit in placed if hit.rule not in compiled.alone]
        sure = [hit for hit in rest if is_confirmed(self.rules[hit.rule], document, hit)]
        only, undecided = only_lines(compiled, placed, removable_lines(compiled, document, sure))
        # For other rules only the line counts as gone that such a rule takes.
        decided = {(hit.rule, hit.first) for hit in only}
        counted = [hit for hit in confirmed if hit.rule not in compiled.alone or (hit.rule, hit.first) in decided]
        return hits_in_place(compiled, rest, removable_lines(compiled, document, counted), count) + only, undecided

    def _confirmed(self, document: FoldedDocument, hits: list[Hit]) -> list[Match]:
        """
        Step 7: the matches, with the values that they lift. Of blocks of one rule that end together only the first lifts:
        the others are inside it.
        """
        matches = []
        ends: dict[int, int] = {}
        for hit in sorted(hits, key=lambda hit: hit.first):
            rule = self.rules[hit.rule]
            if not is_confirmed(rule, document, hit):
                continue
            block = isinstance(rule.unit, BlockUnit)
            end = ends.get(hit.rule, -1)
            ends[hit.rule] = max(hit.last, end)
            lifts = rule.lift and (not block or hit.last > end)
            lifted = lifts_of(rule, document, hit.first, hit.last, hit.span, hit.groups) if lifts else ()
            secure = bool(rule.confirm) or (isinstance(rule.unit, BlockUnit) and rule.unit.to is not None)
            matches.append(Match(rule.name, rule.kind, rule.verb, hit.span, lifted, rule.needs, secure))
        return matches


def is_confirmed(rule: Rule, document: FoldedDocument, hit: Hit) -> bool:
    """
    Whether a rule has no `confirm`, or one of its phrases is on a later line of the block or, for a line or span, on any other
    line of the document.
    """
    if not rule.confirm:
        return True
    first, last = document.lines[hit.first], document.lines[hit.last]
    if isinstance(rule.unit, BlockUnit):
        return any(document.has_phrase(phrase, first.end, last.end) for phrase in rule.confirm)
    size = len(document.low)
    return any(
        document.has_phrase(phrase, 0, first.start) or document.has_phrase(phrase, last.end, size)
        for phrase in rule.confirm
    )
