"""A run that is asked to stop does so at once, leaves what can go on, and says how."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from .attempt import attempt, finished, until
from .conftest import Corpus
from .traces import different, done_pieces, places, with_duplicates

CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.mark.parametrize("to_all", [True, False], ids=["to all its processes", "to the first one"])
@pytest.mark.parametrize("by", CODES, ids=lambda by: by.name)
def test_a_run_that_is_asked_to_stop_can_go_on(by: signal.Signals, to_all: bool, lines: Corpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with attempt(lines.folder, *lines.run(out)) as run:
        until(lambda: done_pieces(out), "no piece is finished")
        # A terminal sends its signals to every process of the session.
        (os.killpg if to_all else os.kill)(run.process.pid, by)
        code, said = run.end()
        run.nothing_left()
    assert code == CODES[by], said
    assert "Traceback" not in said
    assert "same command" in said.splitlines()[-1], said
    assert not (out / "run.json").exists()
    done = [piece for piece in done_pieces(out) if piece not in with_duplicates(lines.whole)]
    before = places(out, done)
    code, said = finished(lines.folder, *lines.run(out))
    assert code == 0, said
    assert places(out, done) == before
    assert different(out, lines.whole) == []
