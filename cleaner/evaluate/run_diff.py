"""
How two runs differ: documents, rejections, what each rule removed, and a few samples.

Removed characters are compared document by document, so that what a rule takes more of in one document does not hide what
it takes less of in another. Only documents that both runs have are compared in this way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..record import Rejected
from ..visibility import count_visible
from .document_diff import DocumentDiff, Outcome, changed_lines, document_diff

MAX_IDS = 20
"""Ids that are listed of each group of documents; the others are only counted. Never varied."""


@dataclass(slots=True)
class RemovedChars:
    """Characters removed more and less in the second run, and in how many documents the number differs."""

    more: int = 0
    less: int = 0
    documents: int = 0

    def add(self, characters: int) -> None:
        """Count the change in one document."""
        self.more += max(characters, 0)
        self.less += max(-characters, 0)
        self.documents += 1


@dataclass(slots=True)
class Group:
    """The number of some documents, and the first of their ids."""

    documents: int = 0
    ids: list[str] = field(default_factory=list)

    def add(self, id_: str) -> None:
        """Count one document."""
        self.documents += 1
        if len(self.ids) < MAX_IDS:
            self.ids.append(id_)


@dataclass(frozen=True, slots=True)
class Sample:
    """One document whose text differs: the lines that went (`-`) and came back (`+`), and the rules that removed them."""

    id: str
    by_rule: Mapping[str, int]
    lines: list[str]


@dataclass(slots=True)
class RunDiff:
    """
    The difference between two runs.

    `lost` and `gained` count characters without white space, `chars` all of those in the first run's texts. A document
    that only one run has is lost or gained as a whole. `rejections` are keyed by the reasons in both runs; an empty
    reason means that the document was not rejected.
    """

    both: int = 0
    different: Group = field(default_factory=Group)
    only_first: Group = field(default_factory=Group)
    only_second: Group = field(default_factory=Group)
    fields: Counter[str] = field(default_factory=Counter)
    by_rule: defaultdict[str, RemovedChars] = field(default_factory=lambda: defaultdict(RemovedChars))
    by_kind: defaultdict[str, RemovedChars] = field(default_factory=lambda: defaultdict(RemovedChars))
    rejections: dict[tuple[str, str], Group] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    chars: int = 0
    lost: int = 0
    gained: int = 0

    @property
    def lost_share(self) -> float:
        """The share of the first run's characters that the second no longer has."""
        return self.lost / self.chars if self.chars else 0.0

    def as_json(self) -> dict[str, Any]:
        """The difference as JSON; rules and kinds are sorted by how much changed."""
        return {
            "documents": {
                "first": self.both + self.only_first.documents,
                "second": self.both + self.only_second.documents,
                "both": self.both,
            },
            "different": asdict(self.different),
            "only_first": asdict(self.only_first),
            "only_second": asdict(self.only_second),
            "fields": dict(self.fields.most_common()),
            "rejections": [
                {"first": first or None, "second": second or None, **asdict(group)}
                for (first, second), group in sorted(self.rejections.items())
            ],
            "by_kind": [{"kind": kind, **asdict(change)} for kind, change in most_changed(self.by_kind)],
            "by_rule": [{"rule": rule, **asdict(change)} for rule, change in most_changed(self.by_rule)],
            "characters": {
                "first": self.chars,
                "lost": self.lost,
                "gained": self.gained,
                "lost_share": self.lost_share,
            },
            "samples": [asdict(sample) for sample in self.samples],
        }


def run_diff(pairs: Iterable[tuple[Outcome | None, Outcome | None]], max_samples: int = 0) -> RunDiff:
    """
    The difference between two runs, from the outcomes of each document in both; None where a run has none.

    At most `max_samples` documents are shown, no two with the same rules behind the change.
    """
    diff = RunDiff()
    causes: set[tuple[str, ...]] = set()
    for first, second in pairs:
        if first is None or second is None:
            _add_single(diff, first, second)
            continue
        diff.both += 1
        diff.chars += count_visible(first[0].text)
        changed = document_diff(first, second)
        if changed is None:
            continue
        _add(diff, first[0].id, changed)
        cause = tuple(changed.by_rule)
        if "text" in changed.fields and len(diff.samples) < max_samples and cause not in causes:
            causes.add(cause)
            lines = changed_lines(first[0].text, second[0].text)
            diff.samples.append(Sample(first[0].id, changed.by_rule, lines))
    return diff


def rejection_changes(first: Iterable[Rejected], second: Iterable[Rejected]) -> dict[tuple[str, str], Group]:
    """The ids whose reasons for rejection differ, by the reasons in both runs. All ids of rejections are held in memory."""
    before, after = _reasons(first), _reasons(second)
    changes: dict[tuple[str, str], Group] = {}
    for id_ in before | after:
        reasons = (before.get(id_, ""), after.get(id_, ""))
        if reasons[0] != reasons[1]:
            changes.setdefault(reasons, Group()).add(id_)
    return changes


def most_changed(changes: Mapping[str, RemovedChars]) -> list[tuple[str, RemovedChars]]:
    """The changes by name, the largest first."""
    return sorted(changes.items(), key=lambda item: (-item[1].more - item[1].less, item[0]))


def _add(diff: RunDiff, id_: str, changed: DocumentDiff) -> None:
    diff.different.add(id_)
    diff.fields.update(changed.fields)
    diff.lost += changed.lost
    diff.gained += changed.gained
    for rule, characters in changed.by_rule.items():
        diff.by_rule[rule].add(characters)
    for kind, characters in changed.by_kind.items():
        diff.by_kind[kind].add(characters)


def _add_single(diff: RunDiff, first: Outcome | None, second: Outcome | None) -> None:
    if first is not None:
        diff.only_first.add(first[0].id)
        diff.chars += count_visible(first[0].text)
        diff.lost += count_visible(first[0].text)
    if second is not None:
        diff.only_second.add(second[0].id)
        diff.gained += count_visible(second[0].text)


def _reasons(rejections: Iterable[Rejected]) -> dict[str, str]:
    """The reasons for each id: several rows may have had the same one."""
    reasons: dict[str, str] = {}
    for rejected in rejections:
        earlier = reasons.get(rejected.id)
        reasons[rejected.id] = (
            rejected.reason if earlier is None else ", ".join(sorted([*earlier.split(", "), rejected.reason]))
        )
    return reasons
