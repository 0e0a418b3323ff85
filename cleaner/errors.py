"""
The errors of this package, split by who has to act.

    CleanerError
    ├─ RuleError       the author of a pack must act: raised while packs are loaded, before any document
    ├─ RunError        the operator must act: an input that cannot be read, a full disk, a folder with other things
    └─ DocumentError   nobody acts now: the document is filed with its reason, and the run goes on

A `DocumentError` is raised where a row is read and where a document is prepared. In a run, `batch.map_stage` and
`run.worker` turn it into a rejection; `Cleaner.clean` and commands about a single document raise it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

REASONS: Mapping[str, str] = {
    "unreadable": "The file cannot be opened or read, or its compression is broken.",
    "not-text": "The bytes do not decode as text in any encoding.",
    "bad-row": "A row is not a JSON object, has neither `text` nor `html`, or does not fit the table's header.",
    "limit": "Over a limit on bytes, lines, depth, nodes, time or memory.",
    "empty": "Nothing visible in it; of a page, no article was found.",
    "duplicate-id": "An earlier row has this id.",
    "fault": "A fault of this program: please report it.",
}
"""Why a document can be rejected, and what each reason means: a closed list, so that rejections can be counted."""


class CleanerError(Exception):
    """The root of what this package raises on purpose."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong in a pack: where, what, and what would be right. `line` counts from 1; 0 is the file."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}" if self.line else f"{self.file}: {self.problem}"


class RuleError(CleanerError):
    """All faults of all packs that were loaded, sorted by file and line."""

    def __init__(self, faults: list[Fault]):
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class RunError(CleanerError):
    """The run cannot start or go on: the message says what, where, and what would be right."""


class UnfinishedRunError(RunError):
    """There are results, but not all of them: the run was interrupted, or is still at work. Commands end with 1."""


class DocumentError(CleanerError):
    """
    A document that cannot be prepared. `reason` is one of `REASONS`, `place` says where in the input. `id` is the document's own
    id, if that was read already.
    """

    def __init__(self, reason: str, detail: str, place: str = "", id_: str = ""):
        assert reason in REASONS, reason
        self.reason, self.detail, self.place, self.id = reason, detail, place, id_
        super().__init__(f"{reason}: {detail}" + (f" ({place})" if place else ""))
