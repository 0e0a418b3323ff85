"""`cleaner clean`: one line out for each line in, and nothing else on stdout."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from cleaner.formats.compression import CHUNK_BYTES
from cleaner.match.rulebook import Rulebook
from cleaner.run.pipe import pipe
from cleaner.settings import Settings
from tests.conftest import Shell


def test_each_line_gives_a_line(cleaner: Shell, tmp_path: Path) -> None:
    text = "OSLO (Reuters) - Snow fell on the hills above the town."
    lines = [json.dumps({"id": "a", "text": text, "n": 1}), "", "[1]", json.dumps({"text": "Two."})]
    done = cleaner("clean", "--ledger", "ledger.jsonl", "--rejects", "rejects.jsonl", stdin="\n".join(lines).encode())
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["a", "line-2", "line-3", "line-4"]
    assert [row["metadata"]["verdicts"] for row in out] == [["ok"], ["rejected"], ["rejected"], ["unchanged"]]
    assert out[0]["text"] == "Snow fell on the hills above the town."
    assert json.loads(out[0]["metadata"]["extra"]) == {"n": 1}
    assert len((tmp_path / "ledger.jsonl").read_text().splitlines()) == 4
    assert [json.loads(line)["place"] for line in (tmp_path / "rejects.jsonl").read_text().splitlines()] == [
        "line 2",
        "line 3",
    ]
    assert done.returncode == 1


def test_a_record_that_is_cleaned_again_keeps_its_metadata(cleaner: Shell, seeds: Path) -> None:
    row = json.dumps({"id": "a", "text": (seeds / "004_baccea33671a48c2.txt").read_text(), "note": "kept"})
    once = cleaner("clean", stdin=row.encode()).stdout
    twice = cleaner("clean", stdin=once).stdout
    first, second = json.loads(once), json.loads(twice)
    for name in ("verdicts", "chars_in", "routing", "language_score"):
        del first["metadata"][name], second["metadata"][name]
    assert first == second


def test_a_closed_pipe_gives_no_traceback(cleaner: Shell) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f'yes \'{{"text": "Snow fell."}}\' | head -5000 | {sys.executable} -m cleaner clean | head -1',
        shell=True,
        capture_output=True,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_over_the_limit_is_one_rejection_and_the_next_one_is_read(
    cleaner: Shell, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    monkeypatch.setattr("cleaner.run.pipe.MAX_BYTES", 60)
    short = json.dumps({"text": "Snow fell on the hills above the town."})
    long = json.dumps({"text": "x" * 3_000_000})
    done = cleaner("clean", "--rejects", "/dev/stderr", stdin=f"{short}\n{long}\n{short}\n{long}{end}".encode())
    verdicts = [json.loads(line)["metadata"]["verdicts"] for line in done.stdout.splitlines()]
    assert verdicts == [["unchanged"], ["rejected"], ["unchanged"], ["rejected"]]


def test_such_a_line_is_hashed_but_never_held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.run.pipe.MAX_BYTES", 100)
    asked: list[int | None] = []

    class Recording(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            asked.append(size)
            return super().readline(size)

    rejections: list[bytes] = []
    line = b"y" * 5_000_000 + b"\n"
    assert pipe(Recording(line), io.BytesIO(), None, rejections.append, Rulebook([]), Settings(), 1) == 1
    assert all(size is not None and 0 < size <= CHUNK_BYTES for size in asked)
    rejection = json.loads(rejections[0])
    assert rejection["detail"] == "5000001 bytes, more than 100"
    assert (rejection["size"], rejection["digest"]) == (len(line), hashlib.sha256(line).hexdigest())
    assert (rejection["reason"], rejection["place"], rejection["raw"]) == ("limit", "line 1", "")


def test_the_longest_line_that_is_taken_has_the_limit_without_its_end(
    cleaner: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = json.dumps({"text": "Snow fell on the hills above the town."})
    monkeypatch.setattr("cleaner.run.pipe.MAX_BYTES", len(line))
    assert cleaner("clean", stdin=f"{line}\n{line}".encode()).returncode == 0
    monkeypatch.setattr("cleaner.run.pipe.MAX_BYTES", len(line) - 1)
    assert cleaner("clean", stdin=f"{line}\n{line}".encode()).returncode == 1


def test_standard_input_is_one_document_and_has_its_limit(cleaner: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.formats.one_document.MAX_BYTES", 100)
    assert cleaner("explain", "-", stdin=b"x" * 100).returncode == 0
    done = cleaner("explain", "-", stdin=b"x" * 101)
    assert (done.returncode, b"standard input holds more than 100 bytes" in done.stderr) == (2, True)
