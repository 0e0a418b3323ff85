"""What a real engine must show: the bytes of a local run, one child for each executor, and a good end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.engines import ROOT, SABOTAGE, account, different, seconds_of, write_harm, write_inputs

PATIENCE = 120.0

COUNT_STARTS = """
import os, sys
if any("child_program" in word for word in sys.orig_argv):
    open(os.path.join(os.environ["STARTS"], str(os.getpid())), "w").close()
"""
"""A module that Python imports when it starts: it leaves a file for each child."""


def check_bytes_and_children(engine: str, folder: Path) -> None:
    """An engine writes what a local run writes, and starts one child for each of its two executors."""
    inputs = write_inputs(folder, 400, 40)
    (folder / "site").mkdir()
    (folder / "site/sitecustomize.py").write_text(COUNT_STARTS)
    (folder / "starts").mkdir()
    counted = {"PYTHONPATH": os.pathsep.join([str(folder / "site"), str(ROOT)]), "STARTS": str(folder / "starts")}
    seconds_of(folder, "local", "out-local", inputs, "--shard", "50")
    seconds_of(folder, engine, "out", inputs, "--shard", "50", **counted)
    assert different(folder / "out-local", folder / "out") == []
    assert account(folder / "out") == (440, 440, 0)
    assert 1 <= len(list((folder / "starts").iterdir())) <= 2


def check_harm(engine: str, folder: Path) -> None:
    """A document that kills its process and one that hangs are rejected, and all others are there."""
    harm = write_harm(folder, 120)
    for name, out in (("local", "out-local"), (engine, "out")):
        seconds_of(folder, name, out, harm, "--shard", "30", "--timeout", "8", **SABOTAGE)
    assert different(folder / "out-local", folder / "out") == []
    assert account(folder / "out") == (120, 118, 2)


def check_interruption(engine: str, folder: Path, by: signal.Signals, then: str) -> None:
    """A run that is stopped leaves no child behind, and another engine goes on with what is missing."""
    inputs = write_inputs(folder, 2_000, 0)
    mark = uuid.uuid4().hex
    command = [sys.executable, "-m", "cleaner", "run", *inputs, "-o", "out", "--engine", engine, "--workers", "2"]
    options = ["--added", "2026-01-01", "--shard", "100", "-q"]
    with subprocess.Popen(
        ["env", "--default-signal=INT,TERM,HUP", *command, *options], cwd=folder, start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CLEANER_TRIAL": mark},
    ) as run:  # fmt: skip
        _until(lambda: _done(folder) or run.poll() is not None, "no part is finished")
        run.send_signal(by)
        code = run.wait(PATIENCE)
    assert code == (-by if by == signal.SIGKILL else 128 + by)
    _until(lambda: not _children(mark), "children are left")
    assert not (folder / "out/run.json").exists()
    done = _done(folder)
    seconds_of(folder, then, "out", inputs, "--shard", "100")
    assert [path for path, inode in done.items() if path.stat().st_ino != inode] == []
    seconds_of(folder, "local", "out-local", inputs, "--shard", "100")
    assert different(folder / "out-local", folder / "out") == []


def check_rejections(engine: str, folder: Path) -> None:
    """Too many rejections end the run at the same part."""
    rows = ['{"text": ""}\n' if number < 400 else f'{{"text": "Day {number} of May."}}\n' for number in range(4_000)]
    (folder / "a.jsonl").write_text("".join(rows))
    for name in ("local", engine):
        command = [sys.executable, "-m", "cleaner", "run", "a.jsonl", "-o", f"out-{name}", "--engine", name]
        options = ["--shard", "500", "--added", "x", "--workers", "2", "-q"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        assert subprocess.run([*command, *options], cwd=folder, env=environment).returncode == 4
    seen = [
        {path.name for path in (folder / f"out-{name}").rglob("*part-*") if ".run" not in path.parts}
        for name in ("local", engine)
    ]
    assert seen[0] == seen[1]


def _done(folder: Path) -> dict[Path, int]:
    """The documents of parts that are done, and what changes if they are written again."""
    parts = [path.stem for path in (folder / "out/.run/done").glob("part-*.json")]
    paths = [folder / f"out/documents/{part}.jsonl" for part in parts]
    return {path: path.stat().st_ino for path in paths}


def _until(happened: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def _children(mark: str) -> list[int]:
    """The processes of a run that clean and still live."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):  # it ended meanwhile
                is_ours = f"CLEANER_TRIAL={mark}".encode() in (entry / "environ").read_bytes().split(b"\0")
                if is_ours and b"child_program" in (entry / "cmdline").read_bytes():
                    found.append(int(entry.name))
    return found
