"""What a run knows of its finished parts counts only as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.run.state import Completion, State

PART = "part-00000"


@pytest.fixture
def state(tmp_path: Path) -> State:
    state = State(tmp_path)
    state.create()
    state.ids_path(PART).write_bytes(b"ids")
    state.complete(PART, Completion(9, 1, {"documents": 9}, state.ids_digest(PART)))
    return state


def _file(state: State) -> Path:
    return state.folder / "done" / f"{PART}.json"


def test_a_part_is_known_as_it_was_written(state: State) -> None:
    known = state.completion(PART)
    assert known is not None
    assert (known.documents, known.rejected, known.tally) == (9, 1, {"documents": 9})


@pytest.mark.parametrize(
    "data", [b"", b"{", b"null", b"[]", b"{}", b'{"digest": "a", "state": {}}', b"\xff", b"[" * 100_000]
)
def test_a_broken_file_counts_as_not_done(state: State, data: bytes) -> None:
    _file(state).write_bytes(data)
    assert state.completion(PART) is None


def test_a_changed_count_counts_as_not_done(state: State) -> None:
    value = json.loads(_file(state).read_bytes())
    value["state"]["documents"] = 8
    _file(state).write_text(json.dumps(value))
    assert state.completion(PART) is None


def test_changed_or_missing_ids_count_as_not_done(state: State) -> None:
    state.ids_path(PART).write_bytes(b"idt")
    assert state.completion(PART) is None
    state.ids_path(PART).unlink()
    assert state.completion(PART) is None
