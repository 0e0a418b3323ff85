"""Rows for a session of one's own, and what must become of them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from cleaner import Cleaner, Rejected

ROWS: list[dict[str, Any]] = [
    *({"id": f"a{number}", "text": f"By Bo Ek\nOSLO (Reuters) - Snow fell on hill {number}."} for number in range(200)),
    {"id": "gap", "text": None},
    {"id": "nothing", "text": " "},
]


def check_rows(cleaned: Sequence[Mapping[str, Any]]) -> None:
    """Each row gives what `Cleaner` makes of it, with datelines kept; what is rejected says why."""
    by_id = {row["id"]: row for row in cleaned}
    assert len(cleaned) == len(by_id) == len(ROWS)
    for row, result in zip(ROWS, Cleaner(keep_kinds="dateline").clean_many(ROWS), strict=True):
        found = by_id[row["id"]]
        if isinstance(result, Rejected):
            assert found["rejection"]["reason"] == result.reason
            assert (found["text"], found["ledger"]) == ("", None)
            continue
        assert (found["text"], found["rejection"]) == (result.record.text, None)
        assert found["metadata"]["authors"] == ["Bo Ek"]
        assert json.loads(result.ledger.to_json())["edits"] == [_plain(edit) for edit in found["ledger"]["edits"]]


def _plain(edit: Mapping[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in edit.items()}
