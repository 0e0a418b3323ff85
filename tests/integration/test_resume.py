"""The same command again does what is missing, and nothing else."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from cleaner.run.state import Completion, State
from tests.conftest import Shell
from tests.untimed import untimed

ROWS = [{"text": f"The council met on day {number} of the month."} for number in range(30)]


@pytest.fixture
def done(cleaner: Shell, tmp_path: Path) -> dict[str, bytes]:
    """An undisturbed run, and its files."""
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert run(cleaner, "whole").returncode == 0
    return contents(tmp_path / "whole")


def run(cleaner: Shell, out: str, *options: object) -> subprocess.CompletedProcess[bytes]:
    return cleaner("run", "a.jsonl", "-o", out, "--shard", 10, "--added", "x", *options)


def contents(out: Path) -> dict[str, bytes]:
    files = (path for path in sorted(out.rglob("*")) if path.is_file())
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in files}
    return found | {"run.json": untimed(found["run.json"])}


def interrupt(out: Path, *missing: str) -> None:
    """Make of finished results what a run leaves behind that was killed before it did some parts."""
    counts = {}
    for path in sorted((out / "documents").glob("part-*")):
        counts[path.stem] = len(path.read_bytes().splitlines())
    (out / "run.json").unlink()
    (out / "README.md").unlink()
    state = State(out)
    state.create()
    for part, documents in counts.items():
        if part not in missing:
            state.ids_path(part).write_bytes(b"")
            tally = {"documents": documents, "chars_in": 1, "chars_out": 1}
            state.complete(part, Completion(documents, 0, tally, state.ids_digest(part)))
    for part in missing:
        for path in out.rglob(f"{part}.*"):
            path.unlink()


def test_a_finished_run_does_nothing(cleaner: Shell, tmp_path: Path, done: dict[str, bytes]) -> None:
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "whole").rglob("*") if path.is_file()}
    again = run(cleaner, "whole")
    assert again.returncode == 0
    assert b"whole already holds the finished results of this run; --fresh starts anew" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "whole").rglob("*") if path.is_file()} == before


def test_only_what_is_missing_is_done(cleaner: Shell, tmp_path: Path, done: dict[str, bytes]) -> None:
    out = tmp_path / "whole"
    interrupt(out, "part-00001")
    kept = {path: path.stat().st_ino for path in out.rglob("part-0000[02].*") if ".run" not in path.parts}
    assert kept
    resumed = run(cleaner, "whole")
    assert resumed.returncode == 0
    assert b"continuing: 20 documents are done" in resumed.stderr
    assert {path: path.stat().st_ino for path in kept} == kept
    same = [name for name in done if name not in ("run.json", "README.md")]
    assert {name: contents(out)[name] for name in same} == {name: done[name] for name in same}


def test_a_part_whose_files_somebody_removed_is_done_again(
    cleaner: Shell, tmp_path: Path, done: dict[str, bytes]
) -> None:
    out = tmp_path / "whole"
    interrupt(out, "part-00001")
    (out / "ledger/part-00002.jsonl").unlink()
    assert run(cleaner, "whole").returncode == 0
    assert contents(out)["ledger/part-00002.jsonl"] == done["ledger/part-00002.jsonl"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"documents": "many"}', "[" * 5000])
def test_a_state_that_is_not_valid_counts_as_not_done(
    cleaner: Shell, tmp_path: Path, done: dict[str, bytes], text: str
) -> None:
    out = tmp_path / "whole"
    interrupt(out)
    for part in (out / ".run/done").iterdir():
        part.write_text(text)
    assert run(cleaner, "whole").returncode == 0
    assert contents(out) == done


def test_what_differs_is_named_and_nothing_is_touched(cleaner: Shell, tmp_path: Path, done: dict[str, bytes]) -> None:
    refused = run(cleaner, "whole", "--quotes", "straight")
    assert refused.returncode == 2
    assert b"whole holds the results of another run (option --quotes is straight, was keep)" in refused.stderr
    os.utime(tmp_path / "a.jsonl", ns=(0, 0))
    refused = run(cleaner, "whole")
    assert refused.returncode == 2
    assert b"input a.jsonl has changed" in refused.stderr
    assert contents(tmp_path / "whole") == done


def test_the_time_of_the_first_start_stays(cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    cleaner("run", "a.jsonl", "-o", "out", "--shard", 10)
    interrupt(tmp_path / "out", "part-00001")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1100000000")
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", 10).returncode == 0
    row = json.loads((tmp_path / "out/documents/part-00001.jsonl").read_text().splitlines()[0])
    assert row["added"] == "2001-09-09T01:46:40Z"


def test_a_run_that_stopped_goes_on_with_a_higher_limit(cleaner: Shell, tmp_path: Path) -> None:
    rows = [{"text": "" if number < 400 else f"Day {number} of the month."} for number in range(2000)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    stopped = cleaner("run", "a.jsonl", "-o", "out", "--shard", 500, "--added", "x")
    assert stopped.returncode == 4
    assert json.loads((tmp_path / "out/run.json").read_text())["read"] == 1000
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", 500, "--added", "x").returncode == 4
    on = cleaner("run", "a.jsonl", "-o", "out", "--shard", 500, "--added", "x", "--abort-over", "0.5")
    assert on.returncode == 1
    assert json.loads((tmp_path / "out/run.json").read_text())["read"] == 2000


def test_results_inside_the_folder_of_the_inputs_are_no_input(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    assert cleaner("run", ".").returncode == 0
    assert b"already holds the finished results of this run" in cleaner("run", ".").stderr
    assert cleaner("run", ".", "--fresh").returncode == 0
    assert json.loads((tmp_path / "out/run.json").read_text())["inputs"] == 1


def test_standard_input_is_recognised_by_its_bytes(cleaner: Shell, tmp_path: Path) -> None:
    data = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    assert cleaner("run", "-", "-o", "out", stdin=data).returncode == 0
    assert b"already holds the finished results of this run" in cleaner("run", "-", "-o", "out", stdin=data).stderr
    assert b"input - has changed" in cleaner("run", "-", "-o", "out", stdin=data + b'{"text": "One more."}\n').stderr
