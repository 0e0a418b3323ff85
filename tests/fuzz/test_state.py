"""
State files that somebody changed: the run says what is wrong, or does that piece again. It never ends in a traceback and
never gives other results.

These are whole runs, so the suite tries only a few; `CLEANER_FUZZ` has its seconds here too.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from pathlib import Path
from random import Random

import pytest

from tests.crash.attempt import attempt, finished, until
from tests.crash.corpus import rows_with_faults
from tests.crash.traces import contents, different, done_pieces

from .mutate import mutated, mutated_json

CASES = 8
SECONDS = float(os.environ.get("CLEANER_FUZZ", "0")) / 6
SEED = os.environ.get("CLEANER_FUZZ_SEED") or (secrets.token_hex(4) if SECONDS else "suite")
COMMAND = (
    "rows.jsonl",
    "--shard",
    100,
    "--added",
    "X",
    "--no-bundled",
    "--max-rejected",
    1,
    "--abort-over",
    1,
    "-o",
    "out",
)


@pytest.fixture
def stopped(tmp_path: Path) -> Path:
    """The folder of a run that was killed half-way; beside it what an undisturbed one makes."""
    (tmp_path / "rows.jsonl").write_bytes(b"".join(rows_with_faults(600)))
    out = tmp_path / "out"
    assert finished(tmp_path, *COMMAND)[0] == 0
    out.rename(tmp_path / "whole")
    with attempt(tmp_path, *COMMAND) as run:
        until(lambda: len(done_pieces(out)) >= 2, "no two pieces are finished")
        run.kill(run.process.pid)
        run.end()
        run.nothing_left()
    out.rename(tmp_path / "stopped")
    return tmp_path


def _mutate(out: Path, dice: Random) -> str:
    """Change one or two files of the state. Returns their names."""
    names = []
    for _ in range(dice.randint(1, 2)):
        path = dice.choice(sorted(path for path in (out / ".run").rglob("*") if path.is_file()))
        data = path.read_bytes()
        names.append(path.relative_to(out).as_posix())
        if dice.random() < 0.1:
            path.unlink()
        elif path.suffix == ".json" and names[-1] not in names[:-1] and dice.random() < 0.6:  # it is still JSON
            path.write_bytes(mutated_json(data, dice))
        else:
            path.write_bytes(mutated([data], [], dice))
        if not any(path.is_file() for path in (out / ".run").rglob("*")):
            break
    return ", ".join(names)


def test_a_changed_state_never_changes_results(stopped: Path) -> None:
    out, end = stopped / "out", time.monotonic() + SECONDS
    number = 0
    while number < CASES or time.monotonic() < end:
        shutil.copytree(stopped / "stopped", out)
        case = f"CLEANER_FUZZ_SEED={SEED}, case {number}: {_mutate(out, Random(f'{SEED} state {number}'))}"
        before = {name: data for name, data in contents(out).items() if name.startswith("documents/")}
        code, said = finished(stopped, *COMMAND)
        assert "Traceback" not in said, f"{case}\n{said}"
        if code == 2:
            assert len(said.strip().splitlines()) == 1, f"{case}\n{said}"
            assert {name: contents(out).get(name) for name in before} == before, case
            code, said = finished(stopped, *COMMAND, "--fresh")
        assert code == 0, f"{case}\n{said}"
        assert different(out, stopped / "whole") == [], case
        shutil.rmtree(out)
        number += 1
