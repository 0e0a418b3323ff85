"""The bounds of what comes in through a pipe: a line, and a document on standard input."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from cleaner.formats.compression import CHUNK_BYTES
from cleaner.formats.jsonl import every_line
from cleaner.formats.pipe_input import piped_rows
from cleaner.formats.work_item import InputFile
from cleaner.match.rulebook import Rulebook
from cleaner.run.pipe import pipe
from cleaner.settings import Settings
from tests.conftest import Shell

SHORT = json.dumps({"text": "Snow fell on the hills above the town."})
LONG = json.dumps({"text": "x" * 3_000_000})


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_over_the_limit_is_one_rejection_and_the_next_one_is_read(tmp_path: Path, end: str) -> None:
    (tmp_path / "rows.jsonl").write_text(f"{SHORT}\n{LONG}\n{SHORT}\n{LONG}{end}")
    out, rejections = io.BytesIO(), list[bytes]()
    with piped_rows(str(tmp_path / "rows.jsonl"), limit=len(SHORT)) as rows:
        assert pipe(rows, out, None, rejections.append, Rulebook([]), Settings(), 1) == 2
    verdicts = [json.loads(line)["metadata"]["verdicts"] for line in out.getvalue().splitlines()]
    assert verdicts == [["unchanged"], ["rejected"], ["unchanged"], ["rejected"]]
    assert [(row["reason"], row["place"], row["raw"]) for row in map(json.loads, rejections)] == [
        ("limit", "line 2", ""),
        ("limit", "line 4", ""),
    ]


def test_such_a_line_is_hashed_but_never_held() -> None:
    asked: list[int | None] = []

    class Recording(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            asked.append(size)
            return super().readline(size)

    line = b"y" * 5_000_000 + b"\n"
    (item,) = every_line(Recording(line), InputFile("a", "a", "jsonl"), 100)
    assert all(size is not None and 0 < size <= CHUNK_BYTES for size in asked)
    assert (item.payload, item.detail) == (b"", "5000001 bytes, more than 100")
    assert (item.size, item.digest) == (len(line), hashlib.sha256(line).hexdigest())


def test_the_longest_line_that_is_taken_has_the_limit_without_its_end(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(f"{SHORT}\n{SHORT}")
    for limit, rejected in ((len(SHORT), 0), (len(SHORT) - 1, 2)):
        with piped_rows(str(tmp_path / "rows.jsonl"), limit=limit) as rows:
            assert sum(bool(item.reason) for item in rows) == rejected


def test_standard_input_is_one_document_and_has_its_limit(cleaner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.formats.one_document.MAX_BYTES", 100)
    assert cleaner("explain", "-", stdin=b"x" * 100).returncode == 0
    done = cleaner("explain", "-", stdin=b"x" * 101)
    assert (done.returncode, b"standard input holds more than 100 bytes" in done.stderr) == (2, True)
