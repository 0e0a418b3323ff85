"""
Which cuts are stable: what they leave of a line must not trigger any new match, so that cleaning is idempotent (law 5).

A span is cut only if the residue of its line, as it will be written, gives no rule a match that the whole line did not give,
and lacks nothing that blocks or keeps depend on. Which of several rules will really cut is not known yet, so all
combinations are tried. The answer depends on the line and the bound rules alone; it is the same when the cleaned text is
cleaned again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import combinations
from typing import NamedTuple

from ..document import Document
from ..page import PageFields
from ..repair import repair_residue
from ..repair.quotes import straighten_residue
from ..rule.model import BlockUnit, LineUnit, Rule
from ..span import LineIndex, Span, difference
from ..visibility import has_visible
from .compiled_rules import CompiledRules
from .folded import FoldedDocument

MAX_CUTTING_RULES = 4
"""If more rules would cut one line, none does: at most 15 residues of a line are tried, not 2 to the power of many."""


class Observation(NamedTuple):
    """What a rule, given by its number, sees on a line: the part that the line plays for it; of spans and phrases the text."""

    rule: int
    part: str
    text: str = ""


MUST_REMAIN = frozenset({"line keep", "span keep", "opens keep", "to", "unless", "alone drop", "alone find"})
"""
Parts that a residue must still play: otherwise a block would reach further, a keep would hold less, or a line would be the only
one of its place.
"""

MUST_REMAIN_BESIDE_KEEPS = frozenset({"line drop", "during"})
"""Without these a block ends earlier. A block that a keep or `unless` held back might then no longer be held back."""

PARTS_OF_BLOCKS = frozenset({"to", "during", "unless"})
"""Parts that only matter on lines that a block of the rule could hold."""

Cuts = Mapping[int, Mapping[int, Sequence[Span]]]
"""For each line the spans that each rule, by number, would cut out of it."""


class Residue(NamedTuple):
    """What is left of a line if just these rules cut it."""

    line: int
    rules: frozenset[int]
    text: str


class StableCuts(NamedTuple):
    """
    Which rule may cut which line, as pairs of line and rule; and whether one may not only because of a block that could hold the
    line. Were the beginning of that block gone, it might.
    """

    allowed: Set[tuple[int, int]]
    blocked: bool


def stable_cuts(
    compiled: CompiledRules, document: FoldedDocument, cuts: Cuts, holding: Mapping[int, Sequence[int]]
) -> StableCuts:
    """
    The cuts that are stable. `holding` are, for each rule, in order, the lines on which its first condition holds.
    """
    tried = {line: by_rule for line, by_rule in cuts.items() if len(by_rule) <= MAX_CUTTING_RULES}
    residues = [residue for line, by_rule in tried.items() for residue in _residues(document, line, by_rule)]
    wholes = [document.text[start:end] for start, end in map(document.lines.__getitem__, tried)]
    texts = [*wholes, *(residue.text for residue in residues)]
    seen = _observations(compiled, _as_document(texts, document).as_called(document.called))
    before = dict(zip(tried, seen, strict=False))
    must_remain = MUST_REMAIN | MUST_REMAIN_BESIDE_KEEPS if any(map(_holds_back, compiled.rules)) else MUST_REMAIN
    unstable: dict[int, list[frozenset[int]]] = {}
    blocks, blocked = _Blocks(compiled, document, holding), False
    for residue, after in zip(residues, seen[len(tried) :], strict=True):
        whole = before[residue.line]
        lost = [one for one in whole - after if one.part in must_remain]
        in_block = any(one.part in PARTS_OF_BLOCKS and blocks.may_hold(one.rule, residue.line) for one in lost)
        anyway = any(one.part not in PARTS_OF_BLOCKS for one in lost) or _is_new(whole, after, residue.rules)
        blocked |= in_block and not anyway
        if in_block or anyway:
            unstable.setdefault(residue.line, []).append(residue.rules)
    allowed = {
        (line, rule)
        for line, by_rule in tried.items()
        for rule in by_rule
        # A rule on the n-th line acts once and never again: it depends on the other rules here, they do not depend on it.
        if not any(rule in compiled.nth or not rules & compiled.nth for rules in unstable.get(line, ()))
    }
    return StableCuts(allowed, blocked)


def _residues(document: FoldedDocument, line: int, by_rule: Mapping[int, Sequence[Span]]) -> Iterator[Residue]:
    """What each combination of rules would leave of a line, where it leaves anything visible."""
    whole = document.lines[line]
    repair = straighten_residue if document.straight_quotes else repair_residue
    for size in range(1, len(by_rule) + 1):
        for rules in combinations(sorted(by_rule), size):
            left = difference([whole], [span for rule in rules for span in by_rule[rule]])
            text = "".join(document.text[start:end] for start, end in left)
            text = repair(text) if has_visible(text) else ""
            if text:
                yield Residue(line, frozenset(rules), text)


def _as_document(lines: Sequence[str], document: FoldedDocument) -> FoldedDocument:
    """Single lines as a document of the same kind, so that the rules can be matched against all of them at once."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    fields = PageFields(title=document.title)
    return FoldedDocument(Document("", "\n".join(lines), LineIndex.of(spans), document.language, fields=fields))


def _holds_back(rule: Rule) -> bool:
    return rule.verb == "keep" or (isinstance(rule.unit, BlockUnit) and rule.unless is not None)


class _Blocks:
    """Where the blocks of each rule could be: from the first line that opens one to the last that closes one."""

    def __init__(self, compiled: CompiledRules, document: FoldedDocument, holding: Mapping[int, Sequence[int]]):
        self._compiled, self._document, self._holding = compiled, document, holding
        self._last: dict[int, int] = {}

    def may_hold(self, rule: int, line: int) -> bool:
        """
        Whether a block of a rule could hold a line. If not, the line may be cut whatever it is to the rule: a first paragraph is
        often the prose that guards a block which only begins far below.
        """
        return rule in self._holding and self._holding[rule][0] <= line <= self._last_closing(rule)

    def _last_closing(self, rule: int) -> int:
        last = self._last.get(rule)
        if last is None:
            to, last = self._compiled.predicates[rule].to, len(self._document.lines) - 1
            while to is not None and last >= 0 and not to(self._document, last):
                last -= 1
            self._last[rule] = last
        return last


def _is_new(before: Counter[Observation], after: Counter[Observation], cutting: frozenset[int]) -> bool:
    """Whether a residue shows anything new, or would be cut again."""
    return bool(after - before) or any(part == "span drop" and rule in cutting for rule, part, _ in after)


def _observations(compiled: CompiledRules, document: FoldedDocument) -> list[Counter[Observation]]:
    """For each line all that rules see on it."""
    seen: list[Counter[Observation]] = [Counter() for _ in document.lines]
    for number, lines in compiled.holding_lines(document).items():
        rule = compiled.rules[number]
        if number in compiled.starting:
            continue
        if isinstance(rule.unit, BlockUnit):
            for line in compiled.openings(document, number, lines):
                seen[line][Observation(number, f"opens {rule.verb}")] += 1
        elif number not in compiled.nth:
            whole = isinstance(rule.unit, LineUnit)
            part = "alone" if rule.alone else "line" if whole else "span"
            for hit in compiled.hits(document, number, lines):
                text = "" if whole else document.text[hit.span.start : hit.span.end]
                seen[hit.first][Observation(number, f"{part} {rule.verb}", text)] += 1
    for number, (rule, its) in enumerate(zip(compiled.rules, compiled.predicates, strict=True)):
        parts = (("to", its.to), ("during", its.during), ("unless", its.unless))
        for part, holds in parts if isinstance(rule.unit, BlockUnit) else ():
            for line in range(len(seen)) if holds is not None else ():
                seen[line][Observation(number, part)] += holds is not None and holds(document, line)
        for phrase in rule.confirm:
            for line in range(len(seen)):
                seen[line][Observation(number, "phrase", phrase)] += phrase in document.low_line(line)
    return seen
