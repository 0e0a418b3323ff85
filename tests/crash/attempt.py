"""A run as a process that can be killed: started, watched from outside, and never left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

MARK = "CLEANER_TRIAL"
"""All processes of a run inherit this variable, so they are found wherever they end up."""

PATIENCE = 120.0
"""Seconds after which something that must happen never will; never waited for where all is well."""


def until(happened: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Wait for something that must happen."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, f"{what}: not within {seconds:.0f} seconds"
        time.sleep(0.005)


@dataclass(frozen=True)
class Attempt:
    """A run under way. `mark` is what all its processes have in their environment."""

    process: subprocess.Popen[bytes]
    mark: str

    def processes(self) -> list[int]:
        """All processes of the run that live, the first one too if it does."""
        return processes_with(self.mark)

    def children(self) -> list[int]:
        """The processes that clean or read for the first one; Python's own keeper of shared memory is none."""
        return [
            pid for pid in self.processes() if pid != self.process.pid and "resource_tracker" not in command_of(pid)
        ]

    def kill(self, pid: int, by: signal.Signals = signal.SIGKILL) -> None:
        """Kill a process of the run, if it still lives."""
        with suppress(ProcessLookupError):
            os.kill(pid, by)

    def end(self) -> tuple[int, str]:
        """Wait for the end of the run: its exit code, and what it said."""
        try:
            _, said = self.process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired as error:
            raise AssertionError(f"the run did not end: {(error.stderr or b'').decode()}") from error
        return self.process.returncode, said.decode()

    def nothing_left(self) -> None:
        """Wait until no process of the run is left."""
        until(lambda: not self.processes(), f"processes of the run are left: {self.processes()}", 20)


@contextmanager
def attempt(folder: Path, *arguments: object, **environment: str) -> Iterator[Attempt]:
    """`cleaner run` in a session of its own. Whatever the test finds, none of its processes outlives the test."""
    mark = uuid.uuid4().hex
    # A shell lets what it starts in the background ignore the interrupt key, and this suite may be started so.
    command = ["env", "--default-signal=INT,TERM,HUP", sys.executable, "-m", "cleaner", "run", *map(str, arguments)]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment, MARK: mark}
    with subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            yield Attempt(process, mark)
        finally:
            process.kill()
            for pid in processes_with(mark):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def finished(folder: Path, *arguments: object, **environment: str) -> tuple[int, str]:
    """A run to its end: its exit code, and what it said. None of its processes is left then."""
    with attempt(folder, *arguments, **environment) as run:
        ended = run.end()
        run.nothing_left()
    return ended


def processes_with(mark: str) -> list[int]:
    """The living processes with a mark in their environment."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            with suppress(OSError):  # it ended meanwhile
                if f"{MARK}={mark}".encode() in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
    return sorted(found)


def command_of(pid: int) -> str:
    """The command line of a process, "" if it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
