"""
Places prove themselves: texts just inside and just outside the place of a rule (`where`), made from its first `strips`.

What stands between the example and the end that the place counts from are *fillers*, lines that could be an article's. Of
`FILLERS` the first is used that is neutral: without its place, the rule matches exactly where it matches in the example
alone, so it takes no filler, and none continues or excuses its block. Where none is neutral, the place of a drop says nothing:
lines that go do not count, so a rule that takes every line between itself and the end acts wherever it stands. For a `keep`,
a `find` and an `nth`, fillers that match count as any line does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from ..document import Document
from ..match.blocks import opaque_rank
from ..match.folded import FoldedDocument
from ..match.matcher import Matcher, is_confirmed
from ..match.place import removable_lines
from ..match.prefilter import EveryLine
from ..rule.model import Rule, RulePack, Where
from ..span import Span
from .examples import ExampleOutcome, ReadExample, example_document

SENTENCE = "It rained."
FILLERS = (SENTENCE, "0", " ".join([SENTENCE] * 200))
"""
A short sentence, a line that is no sentence, and a paragraph of 2,199 characters: longer than any `max_chars` of a bundled
rule, of which the highest is 900.
"""


class Framed(NamedTuple):
    """An example among fillers: the document, and by how much the example moved."""

    document: Document
    shift: int


def try_places(pack: RulePack, read: ReadExample) -> Iterator[ExampleOutcome]:
    """Try the place of every rule that has one and an example."""
    for rule in pack.rules:
        if rule.where.place != "anywhere" and rule.strips:
            line = rule.strips[0].line
            yield ExampleOutcome(rule.name, "where", rule.file, line, place_problem(rule, read))


def place_problem(rule: Rule, read: ReadExample) -> str:
    """
    What is wrong with a rule's place, "" if it bites: just inside the rule takes its first example, just outside not. "" too
    where the rule does not find the example at all, which the example itself reports.
    """
    # On a few lines, finding candidates costs less than preparing to rule them out.
    placed = Matcher([replace(rule, needs=())], EveryLine())
    anywhere = Matcher([replace(rule, needs=(), where=Where())], EveryLine())
    document = example_document(rule.strips[0], read)
    hit = min((match.span for match in placed.matches(document)), default=None)
    if hit is None:
        return ""
    place, side = f"`{rule.where.place} {rule.where.count}`", "after" if rule.where.place == "tail" else "before"
    room = _room(rule, anywhere, document, hit)
    outside = _outside(rule, anywhere, document, hit, room + 1, read)
    if outside is None:
        return (
            f"{place} does not bite: whatever stands {side} the example, the rule takes that too, and lines that go do not "
            "count; leave `where` out, or let the rule take less"
        )
    filler, framed = outside
    if _takes(placed, framed, hit):
        return f"{place} does not bite: the rule also takes the example with {room + 1} lines {side} it"
    if not _takes(placed, _frame(rule, filler, room, read), hit):
        return f"{place} is narrower than it says: the rule leaves the example with only {room} lines {side} it"
    return ""


def _room(rule: Rule, anywhere: Matcher, document: Document, hit: Span) -> int:
    """How many more lines can stand between a hit and its end of the text so that it is still in its place."""
    if rule.where.place == "nth":
        return 0
    folded = FoldedDocument(document)
    hits = [one for one in anywhere.match(folded).steps.placed if is_confirmed(anywhere.rules[0], folded, one)]
    gone = set() if rule.verb == "keep" else removable_lines(anywhere.compiled, folded, hits)
    counted = opaque_rank(gone, len(document.lines))
    first = next(one.first for one in hits if one.span == hit)
    taken = counted[first] if rule.where.place == "head" else counted[-1] - counted[first + 1]
    return rule.where.count - 1 - taken


def _outside(
    rule: Rule, anywhere: Matcher, document: Document, hit: Span, count: int, read: ReadExample
) -> tuple[str, Framed] | None:
    """The first neutral filler, and the example with so many of them; None if no filler is neutral."""
    alone = _spans(anywhere, document)
    every_line_counts = rule.verb != "drop" or rule.where.place == "nth"
    for filler in FILLERS:
        framed = _frame(rule, filler, count, read)
        neutral = _spans(anywhere, framed.document) == {
            Span(start + framed.shift, end + framed.shift) for start, end in alone
        }
        if neutral or (every_line_counts and _takes(anywhere, framed, hit)):
            return filler, framed
    return None


def _frame(rule: Rule, filler: str, count: int, read: ReadExample) -> Framed:
    """The first example, with so many fillers between it and the end that the place counts from. Fillers are of no kind."""
    example = rule.strips[0]
    fillers = f"{filler}\n" * count
    before = rule.where.place != "tail"
    text = fillers + example.text if before else f"{example.text}\n{fillers}"
    document = example_document(replace(example, text=text, kind=""), read)
    if example.kind:
        kinds = (example.kind,) * (len(document.lines) - count)
        others = ("",) * count
        document = replace(document, blocks=others + kinds if before else kinds + others)
    return Framed(document, len(fillers) if before else 0)


def _spans(matcher: Matcher, document: Document) -> set[Span]:
    return {match.span for match in matcher.matches(document)}


def _takes(matcher: Matcher, framed: Framed, hit: Span) -> bool:
    """Whether there is a match where a hit in the example begins. (A block to the end goes on over fillers.)"""
    return any(span.start == hit.start + framed.shift for span in _spans(matcher, framed.document))
