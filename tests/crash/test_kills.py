"""kill -9 at any moment: what was finished stays, and the same command does the rest, to the same bytes."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from pathlib import Path
from random import Random

import pytest

from .attempt import Attempt, attempt, finished, until
from .conftest import TWIN_PARTS, Corpus
from .traces import different, done_pieces, half_written, part_of, places, state_files, with_duplicates

TRIALS = int(os.environ.get("CLEANER_CRASHES", "10"))
SEED = os.environ.get("CLEANER_CRASH_SEED") or secrets.token_hex(4)
VICTIMS = ("the run", "a child", "both")


@pytest.fixture
def dice(request: pytest.FixtureRequest) -> Random:
    """Dice of the test's own. If it fails, the report says what was thrown."""
    request.node.add_report_section("setup", "seed", f"CLEANER_CRASH_SEED={SEED}")
    return Random(f"{SEED} {request.node.name}")


def _moment(seconds: float, dice: Random) -> float:
    """When to kill: within the first second in one of three cases, where a run starts up; else anywhere."""
    return dice.uniform(0, min(1, seconds)) if dice.random() < 1 / 3 else dice.uniform(0, seconds)


def _kill(run: Attempt, victim: str, dice: Random) -> None:
    """Kill a run, one of its children, or both, in any order."""
    children = run.children()
    pids = [run.process.pid] if victim != "a child" else []
    pids += [dice.choice(children)] if children and victim != "the run" else []
    dice.shuffle(pids)
    for pid in pids:
        run.kill(pid)


def _killed_and_done_again(corpus: Corpus, out: Path, dice: Random, victims: list[str]) -> None:
    """A run that is killed once for each victim, and then left alone."""
    twice = with_duplicates(corpus.whole)
    for victim in victims:
        done = [piece for piece in done_pieces(out) if piece not in twice]
        before = places(out, done)
        with attempt(corpus.folder, *corpus.run(out)) as run:
            time.sleep(_moment(corpus.seconds, dice))
            _kill(run, victim, dice)
            code, said = run.end()
            run.nothing_left()
        assert "Traceback" not in said, said
        assert places(out, done) == before, "what was finished was written again"
        assert [name for name in half_written(out, corpus.whole) if part_of(Path(name)) not in twice] == []
        assert code in ((0,) if victim == "a child" else (0, -9)), said
    done = [piece for piece in done_pieces(out) if piece not in twice]
    before = places(out, done)
    code, said = finished(corpus.folder, *corpus.run(out))
    assert code == 0, said
    assert places(out, done) == before, "what was finished was written again"
    assert different(out, corpus.whole) == []
    assert state_files(out) == state_files(corpus.whole)


def _victims(trial: int, dice: Random) -> list[str]:
    """Who is killed: each in turn, and in every other trial another one in the attempt after."""
    return [VICTIMS[trial % 3], *([dice.choice(VICTIMS)] if trial % 2 else [])]


@pytest.mark.parametrize("trial", range(TRIALS))
def test_a_killed_run_over_rows_goes_on(trial: int, rows: Corpus, tmp_path: Path, dice: Random) -> None:
    _killed_and_done_again(rows, tmp_path / "out", dice, _victims(trial, dice))


@pytest.mark.parametrize("trial", range(max(3, TRIALS // 5)))
def test_a_killed_run_over_a_compressed_stream_goes_on(
    trial: int, stream: Corpus, tmp_path: Path, dice: Random
) -> None:
    _killed_and_done_again(stream, tmp_path / "out", dice, _victims(trial, dice))


@pytest.mark.parametrize("trial", range(max(3, TRIALS // 5)))
def test_a_killed_run_over_files_goes_on(trial: int, files: Corpus, tmp_path: Path, dice: Random) -> None:
    _killed_and_done_again(files, tmp_path / "out", dice, _victims(trial, dice))


@pytest.mark.parametrize("trial", range(max(5, TRIALS // 5)))
def test_a_run_killed_in_its_last_steps_goes_on(trial: int, twins: Corpus, tmp_path: Path, dice: Random) -> None:
    out = tmp_path / "out"
    for _ in range(3):
        with attempt(twins.folder, *twins.run(out)) as run:
            until(lambda: len(done_pieces(out)) == TWIN_PARTS or (out / "run.json").exists(), "pieces are not finished")
            time.sleep(dice.uniform(0, 0.5))
            run.kill(run.process.pid)
            _, said = run.end()
            run.nothing_left()
        assert "Traceback" not in said, said
    code, said = finished(twins.folder, *twins.run(out))
    assert code == 0, said
    assert different(out, twins.whole) == []
    assert state_files(out) == state_files(twins.whole)


@pytest.mark.parametrize("trial", range(max(4, TRIALS // 5)))
def test_a_fresh_start_that_is_killed_mixes_nothing(
    trial: int, few_rows: Corpus, straight_rows: Corpus, tmp_path: Path, dice: Random
) -> None:
    out = tmp_path / "out"
    shutil.copytree(few_rows.whole, out)
    with attempt(straight_rows.folder, *straight_rows.run(out), "--fresh") as run:
        until(lambda: not (out / "run.json").exists(), "the results of before are not removed")
        time.sleep(dice.uniform(0, 0.3))
        run.kill(run.process.pid)
        run.end()
        run.nothing_left()
    code, said = finished(straight_rows.folder, *straight_rows.run(out))
    if code == 0:  # it had begun
        assert different(out, straight_rows.whole) == []
    else:  # the run of before is still the one that is planned, so that one can go on
        assert "--fresh" in said
        code, said = finished(few_rows.folder, *few_rows.run(out))
        assert code == 0, said
        assert different(out, few_rows.whole) == []


def test_children_killed_as_they_start_do_not_hang_the_run(few_rows: Corpus, tmp_path: Path) -> None:
    with attempt(few_rows.folder, *few_rows.run(tmp_path / "out")) as run:
        killed: list[int] = []
        while len(killed) < 2:
            until(lambda: set(run.children()) - set(killed), "no other child starts")
            killed.append(max(set(run.children()) - set(killed)))
            run.kill(killed[-1])
        code, said = run.end()
        run.nothing_left()
    assert code == 0, said
    assert different(tmp_path / "out", few_rows.whole) == []


def test_all_children_killed_at_once_do_not_end_the_run(few_rows: Corpus, tmp_path: Path) -> None:
    with attempt(few_rows.folder, *few_rows.run(tmp_path / "out")) as run:
        until(lambda: done_pieces(tmp_path / "out"), "no piece is finished")
        for pid in run.children():
            run.kill(pid)
        code, said = run.end()
        run.nothing_left()
    assert code == 0, said
    assert different(tmp_path / "out", few_rows.whole) == []


def _all_places(out: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in out.rglob("*") if path.is_file()}


def test_what_is_finished_is_left_alone(few_rows: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(few_rows.whole, out)
    before = _all_places(out)
    code, said = finished(few_rows.folder, *few_rows.run(out))
    assert (code, "finished" in said) == (0, True), said
    assert _all_places(out) == before
    assert different(out, few_rows.whole) == []
