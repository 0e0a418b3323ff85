"""
What rules removed from the gold: the one error that cleaning must not make.

F1 cannot tell it from what the extraction of the page lost before. The ledger can: if a removed line is in the gold, it
was a rule that removed it, and the ledger names the rule.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .bootstrap import pooled_share, upper_bound
from .containment import Line, Text
from .gold import Gold, JsonObject
from .tokens import Gram


@dataclass(frozen=True, slots=True)
class Removal:
    """A gold line that rules removed, the number of its graphic characters, and the full names of those rules."""

    line: str
    characters: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageLoss:
    """What rules removed from the gold of a page, and `present`, how many of its characters the input had at all."""

    id: str
    removals: tuple[Removal, ...]
    present: int

    @property
    def removed(self) -> int:
        """Characters removed, at most those present: a removed line may be slightly longer than its gold line."""
        return min(self.present, sum(removal.characters for removal in self.removals))


@dataclass(frozen=True, slots=True)
class RuleLoss:
    """What one rule removed: characters of gold, and on how many pages. A line that two rules removed counts for both."""

    rule: str
    characters: int
    pages: int


@dataclass(frozen=True, slots=True)
class GoldLoss:
    """
    What rules removed from the gold of all pages with a ledger.

    `removed` and `present` count characters of gold: removed by rules, and in the input. `share` is their ratio,
    `upper` its upper bound with 95% confidence.
    """

    pages: int
    removed: int
    present: int
    share: float
    upper: float
    by_rule: tuple[RuleLoss, ...]


def page_loss(page: Gold, record: JsonObject, ledger: JsonObject) -> PageLoss:
    """
    The gold lines that rules removed from one document.

    The input is the record's text plus what the ledger's edits removed; gold in neither was lost before the rules. A
    removed line that the output still has, in the text or in a field (title, standfirst, key points, captions, authors),
    is not a loss: it occurred twice, and a caption that repeats a sentence may go. A line removed in several places
    counts once.
    """
    gold = Text.of(page.text)
    edits = [edit for edit in ledger.get("edits") or () if edit.get("text")]
    before = Text.of("\n".join([record.get("text") or "", *(edit["text"] for edit in edits)]))
    after = Text.of("\n".join([record.get("text") or "", *_fields(record)]))
    removals: dict[Gram | str, Removal] = {}
    for edit in edits:
        for line in Text.of(edit["text"]).lines:
            if _holds(gold, line) and not _holds(after, line):
                key = line.words or line.text
                earlier = removals[key].rules if key in removals else ()
                rules = tuple(sorted({*earlier, *(edit.get("rules") or ())}))
                removals[key] = Removal(line.text, graphic_chars(line.text), rules)
    present = sum(graphic_chars(line.text) for line in gold.lines if _holds(before, line))
    return PageLoss(page.id, tuple(removals.values()), present)


def page_losses(
    pages: Iterable[Gold], records: Mapping[str, JsonObject], ledgers: Mapping[str, JsonObject]
) -> list[PageLoss]:
    """The loss of every page that has both a record and a ledger; the others are left out."""
    return [
        page_loss(page, records[page.id], ledgers[page.id])
        for page in pages
        if page.id in records and page.id in ledgers
    ]


def total_loss(pages: Iterable[PageLoss]) -> GoldLoss:
    """The loss of all pages together, the worst rule first."""
    rows = list(pages)
    parts = [(row.removed, row.present) for row in rows]
    taken: dict[str, list[int]] = {}
    for row in rows:
        for rule in sorted({rule for removal in row.removals for rule in removal.rules}):
            characters = sum(removal.characters for removal in row.removals if rule in removal.rules)
            taken.setdefault(rule, []).append(characters)
    by_rule = (RuleLoss(rule, sum(counts), len(counts)) for rule, counts in taken.items())
    return GoldLoss(
        pages=len(rows),
        removed=sum(part for part, _ in parts),
        present=sum(whole for _, whole in parts),
        share=pooled_share(parts),
        upper=upper_bound(parts),
        by_rule=tuple(sorted(by_rule, key=lambda row: (-row.characters, row.rule))),
    )


def graphic_chars(text: str) -> int:
    """
    The number of characters that are neither white space nor of the categories Cc and Cf.

    >>> graphic_chars("a b\\u200b\\n")
    2
    """
    return sum(not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf") for character in text)


def _holds(text: Text, line: Line) -> bool:
    """`Text.holds`, but a line without words (a row of stars) must be there exactly."""
    return text.holds(line.words) if line.words else any(line.text == other.text for other in text.lines)


def _fields(record: JsonObject) -> list[str]:
    metadata = record.get("metadata") or {}
    single = [metadata.get(name) or "" for name in ("title", "standfirst")]
    listed = [value for name in ("key_points", "captions", "authors") for value in metadata.get(name) or ()]
    return single + listed
