"""
What rules took from the gold: the one fault that cleaning must not have.

F1 mixes it with what the page's extraction lost before any rule was asked. The ledger separates them: a removed line
that the gold holds is a rule's own fault, with the rule's name beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .bootstrap import share, upper_bound
from .gold import Gold, Row
from .text import Line, Text
from .tokens import Gram


@dataclass(frozen=True, slots=True)
class Removal:
    """A line of the gold that rules removed: its visible characters, and the full names of all rules that took it."""

    line: str
    characters: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageDamage:
    """The lines of a page's gold that rules removed, and the visible characters of its gold that stood in the input."""

    id: str
    removals: tuple[Removal, ...]
    stood: int

    @property
    def removed(self) -> int:
        """Visible characters removed, at most what stood: a removed line may be a little longer than the gold's."""
        return min(self.stood, sum(removal.characters for removal in self.removals))


@dataclass(frozen=True, slots=True)
class RuleDamage:
    """What one rule took: visible characters of gold, on how many pages. Rules that share a line each count it."""

    rule: str
    characters: int
    pages: int


@dataclass(frozen=True, slots=True)
class Damage:
    """
    The rules' own damage over all pages that have a ledger.

    `share` is `removed` of `stood`, in visible characters of gold; `upper` is its upper bound with 95 % confidence.
    """

    pages: int
    removed: int
    stood: int
    share: float
    upper: float
    by_rule: tuple[RuleDamage, ...]


def page_damage(page: Gold, record: Row, ledger: Row) -> PageDamage:
    """
    Which lines of the gold rules removed from one document.

    The input is the record's text and what the ledger's edits removed; gold that stood in neither was lost before any
    rule was asked. A removed line that still stands in the output, also in a field (title, standfirst, key points,
    captions, authors), is not damage: it stood twice, and a caption that repeats a sentence may go. A line that was
    removed in several places counts once.
    """
    gold = Text.of(page.text)
    edits = [edit for edit in ledger.get("edits") or () if edit.get("text")]
    before = Text.of("\n".join([record.get("text") or "", *(edit["text"] for edit in edits)]))
    after = Text.of("\n".join([record.get("text") or "", *_fields(record)]))
    faults: dict[Gram | str, Removal] = {}
    for edit in edits:
        for line in Text.of(edit["text"]).lines:
            if _holds(gold, line) and not _holds(after, line):
                key = line.words or line.text
                earlier = faults[key].rules if key in faults else ()
                rules = tuple(sorted({*earlier, *(edit.get("rules") or ())}))
                faults[key] = Removal(line.text, visible(line.text), rules)
    stood = sum(visible(line.text) for line in gold.lines if _holds(before, line))
    return PageDamage(page.id, tuple(faults.values()), stood)


def damages(pages: Iterable[Gold], records: Mapping[str, Row], ledgers: Mapping[str, Row]) -> list[PageDamage]:
    """The damage of every page that has both a record and a ledger; of the others nothing can be said."""
    return [
        page_damage(page, records[page.id], ledgers[page.id])
        for page in pages
        if page.id in records and page.id in ledgers
    ]


def damage(pages: Iterable[PageDamage]) -> Damage:
    """The damage of all pages together, the worst rule first."""
    rows = list(pages)
    parts = [(row.removed, row.stood) for row in rows]
    taken: dict[str, list[int]] = {}
    for row in rows:
        for rule in sorted({rule for removal in row.removals for rule in removal.rules}):
            characters = sum(removal.characters for removal in row.removals if rule in removal.rules)
            taken.setdefault(rule, []).append(characters)
    by_rule = (RuleDamage(rule, sum(counts), len(counts)) for rule, counts in taken.items())
    return Damage(
        pages=len(rows),
        removed=sum(part for part, _ in parts),
        stood=sum(whole for _, whole in parts),
        share=share(parts),
        upper=upper_bound(parts),
        by_rule=tuple(sorted(by_rule, key=lambda row: (-row.characters, row.rule))),
    )


def visible(text: str) -> int:
    """
    How many characters can be seen: those that are neither white space nor of category Cc or Cf.

    >>> visible("a b\\u200b\\n")
    2
    """
    return sum(not character.isspace() and unicodedata.category(character) not in ("Cc", "Cf") for character in text)


def _holds(text: Text, line: Line) -> bool:
    """A row of stars has no words, and a text without words is in every text: only the very same line counts."""
    return text.holds(line.words) if line.words else any(line.text == other.text for other in text.lines)


def _fields(record: Row) -> list[str]:
    metadata = record.get("metadata") or {}
    single = [metadata.get(name) or "" for name in ("title", "standfirst")]
    listed = [value for name in ("key_points", "captions", "authors") for value in metadata.get(name) or ()]
    return single + listed
