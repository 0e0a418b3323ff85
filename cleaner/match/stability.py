"""
What is left of a line out of which spans are cut must not be seen anew by any rule (law 5).

A span is cut only where the rest of its line, as it will stand, gives no rule a match that the line did not give, and
takes nothing from it that blocks or keeps rest upon. Which of several rules will really cut is not known when this is
asked; so every choice of them is tried. The answer depends on the line and the bound rules alone, which is why it is the
same when the cleaned text is cleaned again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ..document import Document
from ..edit import visible
from ..repair import repair_residue
from ..rule.model import BlockUnit, LineUnit, Rule, SpanUnit
from ..span import Lines, Span, difference
from .blocks import Asked, openings
from .conditions import occurrences
from .folded import FoldedDocument

MAX_RULES = 4
"""Where more rules than these would cut one line none does: 16 rests of a line are tried, not 2 to the power of many."""

Fact = tuple[int, str, str]
"""What a rule finds on a line: the rule's number, what the line is to it, and of spans and phrases their text."""

FIRM = frozenset({"line keep", "span keep", "opens keep", "to", "unless"})
"""Facts that may not go: without them a block would reach further, or a keep would hold less."""

FIRM_BESIDE_KEEPS = frozenset({"line drop", "during"})
"""Without these a block ends sooner; where it was held back by a keep or by `unless`, it would be no more."""

Cuts = Mapping[int, Mapping[int, list[Span]]]
"""For each line the spans that each rule, by number, would cut out of it."""

Finder = Callable[[FoldedDocument], Mapping[int, Iterable[int]]]
"""For each rule by number, in order, the lines on which its test, or the first of its block, holds."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One choice of the rules that cut a line, and the rest that they would leave."""

    line: int
    chosen: frozenset[int]
    rest: str


def steady(
    rules: Sequence[Rule],
    asked: Sequence[Asked],
    view: FoldedDocument,
    cuts: Cuts,
    find: Finder,
) -> set[tuple[int, int]]:
    """Which rule may cut which line, as (line, rule). `asked` are the questions of each rule."""
    few = {line: by_rule for line, by_rule in cuts.items() if len(by_rule) <= MAX_RULES}
    trials = [trial for line, by_rule in few.items() for trial in _trials(view, line, by_rule)]
    wholes = [view.text[view.lines[line].start : view.lines[line].end] for line in few]
    facts = _facts(rules, asked, _view_of([*wholes, *(trial.rest for trial in trials)], view.language), find)
    before = dict(zip(few, facts, strict=False))
    firm = FIRM | FIRM_BESIDE_KEEPS if any(_holds_back(rule) for rule in rules) else FIRM
    bad: dict[int, list[frozenset[int]]] = {}
    for trial, after in zip(trials, facts[len(few) :], strict=True):
        if _seen_anew(before[trial.line], after, trial.chosen, firm):
            bad.setdefault(trial.line, []).append(trial.chosen)
    counted = frozenset(number for number, rule in enumerate(rules) if rule.where.place == "nth")
    return {
        (line, rule)
        for line, by_rule in few.items()
        for rule in by_rule
        # A rule on the n-th line acts once and never again: it depends on the others here, they not on it.
        if not any(rule in counted or not chosen & counted for chosen in bad.get(line, ()))
    }


def _trials(view: FoldedDocument, line: int, by_rule: Mapping[int, list[Span]]) -> Iterator[Trial]:
    whole = view.lines[line]
    for size in range(1, len(by_rule) + 1):
        for chosen in combinations(sorted(by_rule), size):
            left = difference([whole], [span for rule in chosen for span in by_rule[rule]])
            rest = "".join(view.text[start:end] for start, end in left)
            rest = repair_residue(rest) if visible(rest) else ""
            if rest:
                yield Trial(line, frozenset(chosen), rest)


def _view_of(lines: Sequence[str], language: str) -> FoldedDocument:
    """A view of single lines, as of a document."""
    spans, at = [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return FoldedDocument(Document("", "\n".join(lines), Lines.of(spans), language))


def _holds_back(rule: Rule) -> bool:
    return rule.verb == "keep" or (isinstance(rule.unit, BlockUnit) and rule.unless is not None)


def _seen_anew(before: Counter[Fact], after: Counter[Fact], chosen: frozenset[int], firm: frozenset[str]) -> bool:
    """Whether a rest shows rules what its line did not, or lacks what others rest upon, or would be cut once more."""
    gained = after - before
    lost = {what for _, what, _ in before - after}
    return bool(gained) or not firm.isdisjoint(lost) or any(what == "span drop" and n in chosen for n, what, _ in after)


def _facts(rules: Sequence[Rule], asked: Sequence[Asked], view: FoldedDocument, find: Finder) -> list[Counter[Fact]]:
    """For each line all that rules see on it."""
    facts: list[Counter[Fact]] = [Counter() for _ in view.lines]
    everywhere = range(len(view.lines))
    for number, lines in find(view).items():
        rule = rules[number]
        if isinstance(rule.unit, BlockUnit):
            for line in openings(asked[number].to, view, lines):
                facts[line][number, f"opens {rule.verb}", ""] += 1
        elif rule.where.place != "nth":
            for line in lines:
                facts[line].update(_local(number, rule, asked[number], view, line))
    for number, (rule, its) in enumerate(zip(rules, asked, strict=True)):
        block = isinstance(rule.unit, BlockUnit)
        for what, ask in (("to", its.to), ("during", its.during), ("unless", its.unless)) if block else ():
            for line in everywhere if ask is not None else ():
                facts[line][number, what, ""] += ask is not None and ask(view, line)
        for phrase in rule.confirm:
            for line in everywhere:
                facts[line][number, "phrase", phrase] += phrase in view.low_line(line)
    return facts


def _local(number: int, rule: Rule, asked: Asked, view: FoldedDocument, line: int) -> Iterator[Fact]:
    """What a line or span rule sees on a line."""
    if asked.unless is not None and asked.unless(view, line):
        return
    if isinstance(rule.unit, LineUnit):
        yield number, f"line {rule.verb}", ""
    elif isinstance(rule.unit, SpanUnit):
        for (start, end), _ in occurrences(rule.unit, view, line):
            yield number, f"span {rule.verb}", view.text[start:end]
