"""
Goldens: whole documents and what must come out of them. They show what a change of a rule does to real text.

A golden is a folder `<pack>/<case>/` with an input, `expected.json` and `about.yaml` (what it shows). This module
defines and compares goldens; `packs/golden_files.py` reads and writes the folders.
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
    """One case: the short name of its pack, its own name, its folder, its input and the expected output."""

    pack: str
    case: str
    folder: str
    raw: Raw
    expected: Mapping[str, Any] | None = None

    @property
    def name(self) -> str:
        """Pack and case, as in messages."""
        return f"{self.pack}/{self.case}"


@dataclass(frozen=True, slots=True)
class GoldenOutcome:
    """The result of one golden: what came out, and a diff from what was expected ("" if they agree)."""

    golden: Golden
    got: Mapping[str, Any]
    diff: str


def try_golden(golden: Golden, rulebook: Rulebook) -> GoldenOutcome:
    """Clean a golden's input and compare the result with the expected one."""
    got = result(golden.raw, rulebook)
    wanted = expected_json(golden.expected) if golden.expected is not None else ""
    return GoldenOutcome(golden, got, unified_diff(wanted, expected_json(got), f"{golden.name}/expected.json"))


def result(raw: Raw, rulebook: Rulebook) -> dict[str, Any]:
    """
    What a golden records of a document: its source and how it was found, the verdicts, every field that is not empty,
    the paragraphs, and each removed text with the rules that took it. For a rejected document, only the reason.

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


def expected_json(values: Mapping[str, Any]) -> str:
    """
    The text of `expected.json`: one value per line, to give readable diffs.

    >>> print(expected_json({"source": "a.example"}), end="")
    {
      "source": "a.example"
    }
    """
    return orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def unified_diff(wanted: str, got: str, name: str) -> str:
    """
    A unified diff from the expected text to the actual one, "" if they are equal.

    >>> print(unified_diff("a\\n", "b\\n", "x"), end="")
    --- x (expected)
    +++ x (actual)
    @@ -1 +1 @@
    -a
    +b
    """
    lines = difflib.unified_diff(
        wanted.splitlines(keepends=True), got.splitlines(keepends=True), f"{name} (expected)", f"{name} (actual)", n=2
    )
    return "".join(lines)
