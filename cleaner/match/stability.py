"""
Which cuts are stable: what they leave of a line must not trigger any new match, so that cleaning is idempotent (law 5).

A span is cut only if the residue of its line, as it will be written, gives no rule a match that the whole line did not give,
and lacks nothing that blocks or keeps depend on. Which of several rules will really cut is not known yet, so all
combinations are tried. The answer depends on the line and the bound rules alone; it is the same when the cleaned text is
cleaned again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from ..document import Document
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


MUST_REMAIN = frozenset({"line keep", "span keep", "opens keep", "to", "unless"})
"""Parts that a residue must still play: otherwise a block would reach further, or a keep would hold less."""

MUST_REMAIN_BESIDE_KEEPS = frozenset({"line drop", "during"})
"""Without these a block ends earlier. A block that a keep or `unless` held back might then no longer be held back."""

Cuts = Mapping[int, Mapping[int, Sequence[Span]]]
"""For each line the spans that each rule, by number, would cut out of it."""


class Residue(NamedTuple):
    """What is left of a line if just these rules cut it."""

    line: int
    rules: frozenset[int]
    text: str


def stable_cuts(compiled: CompiledRules, document: FoldedDocument, cuts: Cuts) -> set[tuple[int, int]]:
    """Which rule may cut which line, as pairs of line and rule."""
    tried = {line: by_rule for line, by_rule in cuts.items() if len(by_rule) <= MAX_CUTTING_RULES}
    residues = [residue for line, by_rule in tried.items() for residue in _residues(document, line, by_rule)]
    wholes = [document.text[start:end] for start, end in map(document.lines.__getitem__, tried)]
    texts = [*wholes, *(residue.text for residue in residues)]
    seen = _observations(compiled, _as_document(texts, document.language).as_called(document.called))
    before = dict(zip(tried, seen, strict=False))
    must_remain = MUST_REMAIN | MUST_REMAIN_BESIDE_KEEPS if any(map(_holds_back, compiled.rules)) else MUST_REMAIN
    unstable: dict[int, list[frozenset[int]]] = {}
    for residue, after in zip(residues, seen[len(tried) :], strict=True):
        if not _is_stable(before[residue.line], after, residue.rules, must_remain):
            unstable.setdefault(residue.line, []).append(residue.rules)
    return {
        (line, rule)
        for line, by_rule in tried.items()
        for rule in by_rule
        # A rule on the n-th line acts once and never again: it depends on the other rules here, they do not depend on it.
        if not any(rule in compiled.nth or not rules & compiled.nth for rules in unstable.get(line, ()))
    }


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


def _as_document(lines: Sequence[str], language: str) -> FoldedDocument:
    """Single lines as a document, so that the rules can be matched against all of them at once."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return FoldedDocument(Document("", "\n".join(lines), LineIndex.of(spans), language))


def _holds_back(rule: Rule) -> bool:
    return rule.verb == "keep" or (isinstance(rule.unit, BlockUnit) and rule.unless is not None)


def _is_stable(
    before: Counter[Observation], after: Counter[Observation], cutting: frozenset[int], must_remain: frozenset[str]
) -> bool:
    """Whether a residue shows nothing new, lacks nothing that must remain, and would not be cut again."""
    lost = {part for _, part, _ in before - after}
    cut_again = any(part == "span drop" and rule in cutting for rule, part, _ in after)
    return not (after - before) and must_remain.isdisjoint(lost) and not cut_again


def _observations(compiled: CompiledRules, document: FoldedDocument) -> list[Counter[Observation]]:
    """For each line all that rules see on it."""
    seen: list[Counter[Observation]] = [Counter() for _ in document.lines]
    for number, lines in compiled.holding_lines(document).items():
        rule = compiled.rules[number]
        if isinstance(rule.unit, BlockUnit):
            for line in compiled.openings(document, number, lines):
                seen[line][Observation(number, f"opens {rule.verb}")] += 1
        elif number not in compiled.nth:
            whole = isinstance(rule.unit, LineUnit)
            for hit in compiled.hits(document, number, lines):
                text = "" if whole else document.text[hit.span.start : hit.span.end]
                seen[hit.first][Observation(number, f"{'line' if whole else 'span'} {rule.verb}", text)] += 1
    for number, (rule, its) in enumerate(zip(compiled.rules, compiled.predicates, strict=True)):
        parts = (("to", its.to), ("during", its.during), ("unless", its.unless))
        for part, holds in parts if isinstance(rule.unit, BlockUnit) else ():
            for line in range(len(seen)) if holds is not None else ():
                seen[line][Observation(number, part)] += holds is not None and holds(document, line)
        for phrase in rule.confirm:
            for line in range(len(seen)):
                seen[line][Observation(number, "phrase", phrase)] += phrase in document.low_line(line)
    return seen
