"""
Children that are forked from the process of the test, where everything is imported, in a hundredth of the time that a program
takes to start. What they do then is the same. That the program starts, dies and is replaced is for tests without `cleaner`:
those in `tests/crash`, with `cleaner_process`, and of `run/child`.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Any

NOTHING_WENT_WRONG, SOMETHING_DID = 0, 1


class Forked:
    """What `cleaner.run.child` needs of a `subprocess.Popen` of `python -c CODE`, but the code runs in a fork of this process."""

    def __init__(self, command: Sequence[str], *, pass_fds: Sequence[int], cwd: str | None = None, **_: Any):
        self.returncode: int | None = None
        with warnings.catch_warnings(action="ignore"):  # threads are not forked, and nobody here waits for any
            self.pid = os.fork()
        if self.pid == 0:
            os.chdir(cwd or ".")
            _run(command, pass_fds)

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode


def _run(command: Sequence[str], pass_fds: Sequence[int]) -> None:
    """Run the code of a command with nothing open but its files and stderr, and end."""
    code = SOMETHING_DID
    try:
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        kept = [2, *sorted(pass_fds)]
        for before, after in zip(kept, [*kept[1:], os.sysconf("SC_OPEN_MAX")], strict=True):
            os.closerange(before + 1, after)
        sys.stderr = io.TextIOWrapper(io.FileIO(2, "w", closefd=False), write_through=True)
        sys.argv = list(command[command.index("-c") :])
        exec(sys.argv.pop(1), {})
        code = NOTHING_WENT_WRONG
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - nothing may come back into the test
        traceback.print_exc()
    finally:
        os._exit(code)
