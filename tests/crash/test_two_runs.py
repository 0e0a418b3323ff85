"""Two runs into one folder: one runs, and the other is refused and says who has the folder."""

from __future__ import annotations

import socket
from pathlib import Path

from .attempt import attempt
from .conftest import Corpus
from .traces import different


def test_of_two_runs_started_together_one_is_refused(lines: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with (
        attempt(lines.folder, *lines.run(out)) as one,
        attempt(lines.folder, *lines.run(out)) as two,
    ):
        runs = {one.process.pid: one.end(), two.process.pid: two.end()}
        one.nothing_left()
        two.nothing_left()
    codes = {pid: code for pid, (code, _) in runs.items()}
    assert sorted(codes.values()) == [0, 2], runs
    runner = next(pid for pid, code in codes.items() if code == 0)
    said = next(said for code, said in runs.values() if code != 0)
    assert str(runner) in said
    assert socket.gethostname() in said
    assert len(said.strip().splitlines()) == 1, said
    assert different(out, lines.whole) == []
