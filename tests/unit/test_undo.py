"""A ledger that was changed since is refused, whatever was changed: never another error, and never other bytes."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.edit import Edit
from cleaner.match.rulebook import Rulebook
from cleaner.undo import restore


def cleaned(data: bytes | str) -> Cleaned:
    done = process(Raw("a", data), Rulebook([]))
    assert isinstance(done, Cleaned)
    return done


@pytest.mark.parametrize(
    "change",
    [
        {"undecoded": [(0, "ffffffffffffffffff")]},
        {"undecoded": [(0, "not hexadecimal")]},
        {"undecoded": [(1 << 60, "dc00")]},
        {"bom": "e"},
        {"encoding": "klingon"},
        {"encoding": "rot13"},
        {"encoding": "utf-16"},
        {"encoding": "a\0b"},
        {"raw": "A"},
        {"raw": "é"},
        {"newline": "\r"},
        {"newlines": [(99, "\r\n")]},
        {"repairs": [(99, "Another line.", ["mojibake"])]},
        {"gaps": [(99, "\n")]},
        {"mended": [(99, "Another paragraph.")]},
        {"edits": [Edit(0, 1 << 60, 0, ("a/b#c",), "other", "More.")]},
        {"kind": "file-page"},
        {"digest": "0" * 64},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("data", [b"One line.\nAnother.\n", "One line.\nAnother.\n"], ids=["a file", "a row"])
def test_a_changed_ledger_is_refused_by_name(data: bytes | str, change: dict[str, Any]) -> None:
    done = cleaned(data)
    changed = replace(done.ledger, **change)
    try:
        back = restore(done.record.text, changed)
    except ValueError as error:
        assert str(error).startswith("a: restoring does not give the input again")
    else:
        # A row was never encoded, so its encoding and its mark mean nothing.
        assert isinstance(data, str)
        assert set(change) <= {"encoding", "bom"}
        assert back == data.encode()
