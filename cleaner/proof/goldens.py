"""
Goldens: whole documents with what must come of them, so that a change of any rule shows what it does to real text.

A golden is a folder `<pack>/<case>/` with an input, `expected.json` and `about.yaml` (what it shows). This module says
what a golden holds and compares; `packs/golden_files.py` reads and writes the folders.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ..clean import Cleaned, process
from ..document import Raw
from ..match.rulebook import Rulebook
from ..record import Record
from ..record_fields import LIFTABLE


@dataclass(frozen=True, slots=True)
class Golden:
    """One case: the short name of the pack it belongs to, its own name, its folder, what goes in and what must come out."""

    pack: str
    case: str
    folder: str
    raw: Raw
    expected: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """Pack and case, as messages name it."""
        return f"{self.pack}/{self.case}"


@dataclass(frozen=True, slots=True)
class GoldenOutcome:
    """A golden that was tried: what came of it, and how that differs from what must come ("" where it does not)."""

    golden: Golden
    got: Mapping[str, Any]
    diff: str


def try_golden(golden: Golden, rulebook: Rulebook) -> GoldenOutcome:
    """Clean a golden's input and compare."""
    got = result(golden.raw, rulebook)
    wanted = written(golden.expected) if golden.expected is not None else ""
    return GoldenOutcome(golden, got, difference(wanted, written(got), f"{golden.name}/expected.json"))


def result(raw: Raw, rulebook: Rulebook) -> dict[str, Any]:
    """
    What a golden says of a document: its source, how that was found, the verdicts, the paragraphs, every field that is
    not empty, and all that was removed with the rules that did it. Of a rejected one: the reason.

    >>> result(Raw("a", "One.\\n\\nTwo."), Rulebook([]))["text"]
    ['One.', 'Two.']
    """
    outcome = process(raw, rulebook)
    if not isinstance(outcome, Cleaned):
        return {"rejected": outcome.reason}
    record = outcome.record
    return {
        "source": record.source,
        "routing": record.metadata.routing,
        "verdicts": record.metadata.verdicts,
        **_lifted(record),
        "text": [line for line in record.text.split("\n") if line],
        "removed": [{"rules": list(edit.rules), "text": edit.text} for edit in outcome.ledger.edits],
    }


def _lifted(record: Record) -> dict[str, Any]:
    """The fields that rules can lift into and that are not empty; those of the dateline together, as in a record."""
    whole = record.to_dict()
    values = {**whole, **whole["metadata"]}
    values["dateline"] = {key: value for key, value in values["dateline"].items() if value}
    names = dict.fromkeys(name.split(".")[0] for name in LIFTABLE)
    return {name: values[name] for name in names if values[name] not in (None, [], {})}


def written(values: Mapping[str, Any]) -> str:
    """
    The text of `expected.json`: one value a line, so that its changes can be read.

    >>> print(written({"source": "a.example"}), end="")
    {
      "source": "a.example"
    }
    """
    return orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def difference(wanted: str, got: str, name: str) -> str:
    """
    A unified diff from what was wanted to what came, "" where they are the same.

    >>> print(difference("a\\n", "b\\n", "x"), end="")
    --- x (wanted)
    +++ x (got)
    @@ -1 +1 @@
    -a
    +b
    """
    lines = difflib.unified_diff(
        wanted.splitlines(keepends=True), got.splitlines(keepends=True), f"{name} (wanted)", f"{name} (got)", n=2
    )
    return "".join(lines)
