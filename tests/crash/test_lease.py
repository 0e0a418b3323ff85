"""A folder that an earlier run left: whether somebody still writes there is known by host, boot, process, and its pulse."""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from .attempt import attempt, finished, until
from .conftest import Corpus
from .traces import contents, different, done_pieces

LONG_AGO = 3_600


@pytest.fixture(scope="module")
def killed(lines: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose run was killed, with the lease that it left."""
    out = tmp_path_factory.mktemp("killed") / "out"
    with attempt(lines.folder, *lines.run(out)) as run:
        until(lambda: done_pieces(out), "no piece is finished")
        run.kill(run.process.pid)
        run.end()
        run.nothing_left()
    assert _lease(out)["pid"] == run.process.pid
    return out


@pytest.fixture
def abandoned(killed: Path, tmp_path: Path) -> Path:
    """That folder, for one test."""
    return shutil.copytree(killed, tmp_path / "out")


def _path(out: Path) -> Path:
    (path,) = (out / ".run").glob("lease-*")
    return path


def _lease(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_path(out).read_bytes())
    return found


def _change(out: Path, seconds_ago: float = 0, **values: Any) -> None:
    """Change who holds the folder, and when the holder was last heard of."""
    path = _path(out)
    path.write_text(json.dumps({**_lease(out), **values}))
    moment = time.time() - seconds_ago
    os.utime(path, (moment, moment))


def _is_refused(lines: Corpus, out: Path, *names: str) -> None:
    before = contents(out)
    code, said = finished(lines.folder, *lines.run(out))
    assert code == 2, said
    assert [name for name in names if name not in said] == [], said
    assert contents(out) == before


def _goes_on(lines: Corpus, out: Path) -> None:
    code, said = finished(lines.folder, *lines.run(out))
    assert code == 0, said
    assert different(out, lines.whole) == []
    assert not list((out / ".run").glob("lease-*"))


def test_a_run_that_was_killed_holds_nothing(lines: Corpus, abandoned: Path) -> None:
    _goes_on(lines, abandoned)


def test_a_living_process_of_this_host_is_named(lines: Corpus, abandoned: Path) -> None:
    with subprocess.Popen(["sleep", "1000"]) as sleeper:
        ticks = Path(f"/proc/{sleeper.pid}/stat").read_text().rsplit(") ", 1)[1].split()[19]
        _change(abandoned, LONG_AGO, pid=sleeper.pid, started=ticks)
        _is_refused(lines, abandoned, str(sleeper.pid))
        sleeper.kill()


def test_another_process_with_the_same_id_holds_nothing(lines: Corpus, abandoned: Path) -> None:
    with subprocess.Popen(["sleep", "1000"]) as sleeper:
        _change(abandoned, pid=sleeper.pid, started="1")
        _goes_on(lines, abandoned)
        sleeper.kill()


def test_a_run_from_before_a_restart_holds_nothing(lines: Corpus, abandoned: Path) -> None:
    boot = _lease(abandoned)["boot"].split()
    other = " ".join(["00000000-0000-4000-8000-000000000000", *boot[1:]])
    _change(abandoned, pid=os.getpid(), boot=other)
    _goes_on(lines, abandoned)


def test_another_host_holds_the_folder_while_it_is_heard_of(lines: Corpus, abandoned: Path) -> None:
    _change(abandoned, host="reindeer", pid=4711)
    _is_refused(lines, abandoned, "reindeer", "4711")
    _change(abandoned, LONG_AGO, host="reindeer", pid=4711)
    _goes_on(lines, abandoned)


def test_a_container_on_this_host_holds_the_folder_while_it_is_heard_of(lines: Corpus, abandoned: Path) -> None:
    boot = _lease(abandoned)["boot"].split()[0]
    _change(abandoned, boot=f"{boot} pid:[1]", pid=1)
    _is_refused(lines, abandoned, platform.node())
    _change(abandoned, LONG_AGO, boot=f"{boot} pid:[1]", pid=1)
    _goes_on(lines, abandoned)


def test_a_lease_that_cannot_be_read_holds_nothing_for_long(lines: Corpus, abandoned: Path) -> None:
    path = _path(abandoned)
    path.write_bytes(path.read_bytes()[:20])
    os.utime(path, (time.time() - LONG_AGO,) * 2)
    _goes_on(lines, abandoned)


def test_a_run_that_lost_its_folder_stops_and_changes_nothing(lines: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with attempt(lines.folder, *lines.run(out)) as run:
        until(lambda: done_pieces(out), "no piece is finished")
        path = _path(out)
        taken = {**_lease(out), "host": "reindeer", "token": "00000000"}
        (path.parent / f"lease-{int(path.name[6:]) + 1}").write_text(json.dumps(taken))
        code, said = run.end()
        run.nothing_left()
    assert code == 2, said
    assert "another run" in said
    assert "Traceback" not in said
    assert not (out / "run.json").exists()
    assert (path.parent / f"lease-{int(path.name[6:]) + 1}").exists()
    for lease in path.parent.glob("lease-*"):
        os.utime(lease, (time.time() - LONG_AGO,) * 2)
    _goes_on(lines, out)
