"""A ledger that was changed since is refused, whatever was changed: never with another error, and never with other bytes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.undo import restore

CHANGES: list[dict[str, Any]] = [
    {"undecoded": [{"at": 0, "bytes": "ffffffffffffffffff"}]},
    {"undecoded": [{"at": 0, "bytes": "not hexadecimal"}]},
    {"undecoded": [{"at": 1 << 60, "bytes": "dc00"}]},
    {"raw": "A"},
    {"raw": "é"},
    {"newline": "\r"},
    {"newlines": [{"line": 99, "end": "\r\n"}]},
    {"repairs": [{"line": 99, "before": "Another line.", "steps": ["mojibake"]}]},
    {"separators": [{"after": 99, "text": "\n"}]},
    {"repaired_again": [{"paragraph": 99, "before": "Another paragraph."}]},
    {"edits": [{"start": 0, "end": 1 << 60, "at": 0, "rules": ["a/b#c"], "kind": "other", "text": "More."}]},
    {"kind": "file-page"},
    {"digest": "0" * 64},
]
OF_A_FILE: list[dict[str, Any]] = [
    {"bom": "e"},
    {"encoding": "klingon"},
    {"encoding": "rot13"},
    {"encoding": "utf-16"},
    {"encoding": "a\0b"},
]
"""Of a row, which is text already, these mean nothing."""


def _refused(data: bytes | str, change: dict[str, Any]) -> None:
    done = process(Raw("a", data), Rulebook([]))
    assert isinstance(done, Cleaned)
    changed = Ledger.from_json(json.dumps({**done.ledger.to_dict(), **change}).encode())
    with pytest.raises(ValueError, match=r"^a: restoring does not give the input again"):
        restore(done.record.text, changed)


@pytest.mark.parametrize("change", CHANGES + OF_A_FILE, ids=str)
def test_a_changed_ledger_of_a_file_is_refused_by_name(change: dict[str, Any]) -> None:
    _refused(b"One line.\nAnother.\n", change)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_a_changed_ledger_of_a_row_is_refused_by_name(change: dict[str, Any]) -> None:
    _refused("One line.\nAnother.\n", change)
