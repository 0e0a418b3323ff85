"""The same command again does what is missing, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import RunError
from cleaner.formats.inputs import find_inputs
from cleaner.match.rulebook import Rulebook
from cleaner.run import begin, cut_inputs, job
from cleaner.run import run_pieces as run_pieces_module
from cleaner.run.clean_piece import PieceTask, Shared, clean_piece
from cleaner.run.cut_inputs import PieceSize
from cleaner.run.lease import Mark
from cleaner.run.piece import WholeFiles
from cleaner.run.run_pieces import run_pieces
from cleaner.run.state import Completion, State
from cleaner.settings import DEFAULTS
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


def test_a_run_that_stopped_holds_only_what_it_counted(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_and_publish_late(*arguments: Any) -> str:
        """As if a worker had just published a part when it was ended, and another was about to."""
        stopped_at = run_pieces(*arguments)
        for path in list((tmp_path / "out").rglob("part-00001.*")):
            shutil.copy(path, path.with_name(path.name.replace("00001", "00003")))
        shutil.copy(path, path.with_name(f".{path.name.replace('00001', '00002')}.0123abcd"))
        return stopped_at

    monkeypatch.setattr(run_pieces_module, "run_pieces", run_and_publish_late)
    rows = [{"text": "" if number < 400 else f"Day {number} of the month."} for number in range(2000)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", 500).returncode == 4
    files = [path for path in (tmp_path / "out").rglob("*part-*") if ".run" not in path.parts]
    assert {path.name.split(".")[0] for path in files} == {"part-00000", "part-00001"}


def test_duplicates_do_not_stop_a_run_that_was_killed_after_they_were_rejected(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise RuntimeError("killed")

    rows = [{"id": number % 700, "text": f"Day {number} of the month."} for number in range(1500)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    with monkeypatch.context() as patch:
        patch.setattr(job, "_write_reports", killed)
        with pytest.raises(RuntimeError, match="killed"):
            cleaner("run", "a.jsonl", "-o", "out", "--shard", 500)
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", 500).returncode == 1
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["read"], report["reason"]) == (1500, {"duplicate-id": 800})


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
    assert [path.name for path in (tmp_path / "out/.run").iterdir()] == ["plan.json"]
    assert b"input - has changed" in cleaner("run", "-", "-o", "out", stdin=data + b'{"text": "One more."}\n').stderr


def test_results_may_move_to_another_folder_before_a_run_goes_on(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise RuntimeError("killed")

    data = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    with monkeypatch.context() as patch:
        patch.setattr(run_pieces_module, "run_pieces", killed)
        with pytest.raises(RuntimeError, match="killed"):
            cleaner("run", "-", "-o", "out", stdin=data)
    (tmp_path / "out").rename(tmp_path / "moved")
    assert cleaner("run", "-", "-o", "moved", stdin=data).returncode == 0


def test_too_many_parts_are_refused_and_cost_nothing(
    cleaner: Shell, tmp_path: Path, done: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (begin, cut_inputs):
        monkeypatch.setattr(module, "MOST_PIECES", 20)
    refused = cleaner("run", "a.jsonl", "-o", "whole", "--shard", 1, "--fresh")
    assert refused.returncode == 2
    assert b"more than 20 parts; give a larger --shard" in refused.stderr
    assert contents(tmp_path / "whole") == done


def test_a_run_that_lost_its_folder_while_it_ended_leaves_everything_to_the_next(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_and_lose(*arguments: Any) -> str:
        stopped_at = run_pieces(*arguments)
        (tmp_path / "out/.run/lease-2").touch()
        return stopped_at

    monkeypatch.setattr(run_pieces_module, "run_pieces", run_and_lose)
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS[0]) + "\n")
    lost = cleaner("run", "a.jsonl", "-o", "out")
    assert lost.returncode == 2
    assert b"another run has taken over out" in lost.stderr
    assert not (tmp_path / "out/run.json").exists()
    assert State(tmp_path / "out").completion("part-00000")


def test_a_worker_whose_run_lost_its_folder_publishes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The council met on Monday.")
    files = tuple(find_inputs([str(tmp_path / "a.txt")]).files)
    lost = Mark(str(tmp_path / "out/.run"), 1, "0123abcd")
    shared = Shared(tmp_path / "out", ("jsonl",), Rulebook([]), DEFAULTS, PieceSize.for_inputs(files), lost)
    begin.make_folders(shared.out, shared.to, State(shared.out))
    with pytest.raises(RunError, match="another run has taken over"):
        clean_piece(shared, PieceTask("part-00000", WholeFiles(files)), lambda _: None)
    assert not [path for path in shared.out.rglob("*") if path.is_file()]


@pytest.mark.parametrize("inputs", [".", "**/*.jsonl"])
def test_a_folder_of_results_among_the_inputs_is_not_read(cleaner: Shell, tmp_path: Path, inputs: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS[0]) + "\n")
    assert cleaner("run", inputs, "-o", "out").returncode == 0
    assert b"already holds the finished results of this run" in cleaner("run", inputs, "-o", "out").stderr
    assert json.loads((tmp_path / "out/run.json").read_text())["inputs"] == 1


def test_a_finished_run_whose_results_were_removed_says_so(
    cleaner: Shell, tmp_path: Path, done: dict[str, bytes]
) -> None:
    (tmp_path / "whole/ledger/part-00001.jsonl").unlink()
    refused = run(cleaner, "whole")
    assert refused.returncode == 2
    assert b"files of part-00001 are missing now" in refused.stderr
    assert run(cleaner, "whole", "--fresh").returncode == 0
    assert contents(tmp_path / "whole") == done


def test_duplicates_whose_input_is_gone_end_the_run(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run_and_remove(*arguments: Any) -> str:
        stopped_at = run_pieces(*arguments)
        (tmp_path / "a.jsonl").unlink()
        return stopped_at

    monkeypatch.setattr(run_pieces_module, "run_pieces", run_and_remove)
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "One."}\n{"id": 1, "text": "Two."}\n')
    lost = cleaner("run", "a.jsonl", "-o", "out")
    assert lost.returncode == 2
    assert b"a.jsonl cannot be read again, but holds duplicates of part-00000" in lost.stderr
