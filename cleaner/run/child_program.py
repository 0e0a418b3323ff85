"""The program that a child process runs: it does calls until nobody can ask for more."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from ..errors import RunError
from .child import Done, Failed, Ready
from .library_messages import escape_library_messages, show_fault

GC_THRESHOLD = 7_000, 20, 100
"""
Arguments of `gc.set_threshold`: the collector runs ten times less often than by default. A document's objects have no
reference cycles and are freed with it; looking for cycles takes 6 % of a run, and memory stays the same without.
"""

PR_SET_PDEATHSIG = 1
"""From Linux' `prctl.h`: which signal a process gets when its parent ends."""


def collect_less() -> None:
    """Run the garbage collector of this process less often."""
    gc.set_threshold(*GC_THRESHOLD)


def serve() -> None:
    """
    Run the program. Its arguments are open files (what all calls share; the pipes to read calls from and to answer to) and
    the parent's process id.
    """
    shared, calls, answers, parent = (int(argument) for argument in sys.argv[1:5])
    end_with(parent)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    collect_less()
    escape_library_messages()
    sys.excepthook = show_fault
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        _serve(_shared(shared), Connection(calls, writable=False), Connection(answers, readable=False))


def end_with(parent: int) -> None:
    """End this process when its parent ends, even if the parent is killed and this process is busy."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(1)


def _shared(descriptor: int) -> Any:
    """What all calls share. The place in the file is shared with other children, so it is not moved."""
    return pickle.loads(os.pread(descriptor, os.fstat(descriptor).st_size, 0))  # noqa: S301 - our own parent wrote it


def _serve(shared: Any, calls: Connection, answers: Connection) -> None:
    answers.send(Ready())
    while True:
        function, argument = calls.recv()
        try:
            answer: object = Done(function(shared, argument, answers.send))
        except (RunError, OSError) as error:
            answer = Failed(_portable(error))
        answers.send(answer)


def _portable(error: RunError | OSError) -> RunError | OSError:
    """An error that survives the way to the parent: those of libraries may not, and some have only a message."""
    if isinstance(error, RunError):
        return RunError(str(error))
    return OSError(error.errno, error.strerror, error.filename) if error.errno else OSError(str(error))
