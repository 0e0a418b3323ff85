"""
How two runs differ on one document: which fields, how much each rule removed, and what the text lost and gained.

Characters of a text that was lost or gained are counted without white space, which changes with the paragraphs around it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from operator import attrgetter

from ..edit import Edit
from ..ledger import Ledger
from ..record import Metadata, Record
from ..visibility import count_visible
from .tokens import tokens

Outcome = tuple[Record, Ledger]
"""What a run wrote for a document that it did not reject."""

UNCOMPARED = frozenset(
    [
        "id", "added", "metadata", "metadata.cleaner", "ledger.version", "ledger.id", "ledger.path", "ledger.given",
        "ledger.declared", "ledger.pack", "ledger.settings", "ledger.provenance",
    ]
)  # fmt: skip
"""
Fields that say when, where, of what and with what a document was cleaned, or that are compared one level down. (Older ledgers
lack some of them, which is no difference.)
"""

_RECORD_FIELDS = tuple(name for name in Record.__struct_fields__ if name not in UNCOMPARED)
_METADATA_FIELDS = tuple(name for name in Metadata.__struct_fields__ if f"metadata.{name}" not in UNCOMPARED)
_LEDGER_FIELDS = tuple(name for name in Ledger.__struct_fields__ if f"ledger.{name}" not in UNCOMPARED)
_READING = attrgetter("digest", "extracted_digest", "encoding", "undecoded", "repairs")


@dataclass(frozen=True, slots=True)
class DocumentDiff:
    """
    How the second run's outcome differs from the first's.

    `fields` are the names of the fields that differ. `by_rule` and `by_kind` say how many characters more (or fewer, if
    negative) were removed; zeros are left out. `lost` characters are only in the first text, `gained` only in the second.
    """

    fields: tuple[str, ...]
    by_rule: Mapping[str, int]
    by_kind: Mapping[str, int]
    lost: int
    gained: int


def document_diff(first: Outcome, second: Outcome) -> DocumentDiff | None:
    """The difference between two outcomes of one document, or None if there is none."""
    fields = tuple(_changed_fields(first, second))
    if not fields:
        return None
    return DocumentDiff(
        fields,
        _change(_by_rule(first[1]), _by_rule(second[1])),
        _change(_by_kind(first[1]), _by_kind(second[1])),
        lost_chars(first, second),
        lost_chars(second, first),
    )


def lost_chars(first: Outcome, second: Outcome) -> int:
    """
    How many characters the first text has and the second has not.

    If both runs read the input alike, the edits tell exactly. If not, words are counted: those that the second text has
    fewer times than the first are lost.
    """
    if first[0].text == second[0].text:
        return 0
    if _READING(first[1]) == _READING(second[1]):
        return count_visible("".join(_newly_removed(first[1].edits, second[1].edits)))
    # Words of lines that both texts have would cancel out, so only the other lines are split.
    before, after = Counter(first[0].text.split("\n")), Counter(second[0].text.split("\n"))
    gone, come = (Counter(tokens("\n".join(lines.elements()))) for lines in (before - after, after - before))
    return sum(len(word) * times for word, times in (gone - come).items())


def changed_lines(first: str, second: str) -> list[str]:
    """
    The lines of two texts that differ, in order: those only in the first start with `-`, those only in the second with `+`.

    >>> changed_lines("One.\\n\\nShare\\n\\nTwo.", "One.\\n\\nTwo.")
    ['-Share']
    """
    before, after = ([line for line in text.split("\n") if line] for text in (first, second))
    return [line for line in list(unified_diff(before, after, n=0, lineterm=""))[2:] if not line.startswith("@")]


def _changed_fields(first: Outcome, second: Outcome) -> Iterator[str]:
    for prefix, names, before, after in (
        ("", _RECORD_FIELDS, first[0], second[0]),
        ("metadata.", _METADATA_FIELDS, first[0].metadata, second[0].metadata),
        ("ledger.", _LEDGER_FIELDS, first[1], second[1]),
    ):
        for name in names:
            if getattr(before, name) != getattr(after, name):
                yield prefix + name


def _by_rule(ledger: Ledger) -> Counter[str]:
    """Characters removed by each rule; those of an edit count for every rule that it names."""
    removed: Counter[str] = Counter()
    for edit in ledger.edits:
        for rule in edit.rules:
            removed[rule] += len(edit.text)
    return removed


def _by_kind(ledger: Ledger) -> Counter[str]:
    removed: Counter[str] = Counter()
    for edit in ledger.edits:
        removed[edit.kind] += len(edit.text)
    return removed


def _change(before: Counter[str], after: Counter[str]) -> dict[str, int]:
    return {name: after[name] - before[name] for name in sorted(before | after) if after[name] != before[name]}


def _newly_removed(before: Sequence[Edit], after: Sequence[Edit]) -> Iterator[str]:
    """What the edits of `after` removed and those of `before` did not. Both are sorted, and do not overlap."""
    passed = 0
    for edit in after:
        at = edit.start
        while passed < len(before) and before[passed].end <= at:
            passed += 1
        for earlier in range(passed, len(before)):
            if before[earlier].start >= edit.end:
                break
            yield edit.text[at - edit.start : max(0, before[earlier].start - edit.start)]
            at = max(at, before[earlier].end)
        yield edit.text[at - edit.start :]
