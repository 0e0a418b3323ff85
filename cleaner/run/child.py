"""
A child process: one that does calls for this process, and may die, hang or grow without harming it.

A child is started as a program of its own, so a script that calls a run needs no guard around its main part. It ends when
this process ends, however that happens. See `child_program` for its side.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import IO, Any, NamedTuple

PROGRAM = "from cleaner.run.child_program import serve; serve()"

MEMORY = {"ARROW_DEFAULT_MEMORY_POOL": "system"}
"""Arrow's own pool keeps what it has had: with it, a worker that writes Parquet took 285 MB instead of 240."""

Function = Callable[[Any, Any, "Tell"], Any]
"""What a child can do: a function of a module, which gets what all calls share, its argument, and `tell`."""


class Working(NamedTuple):
    """What a child says while it works: it begins with so many documents from this row of its piece on, or with none."""

    row: int = 0
    documents: int = 0


Tell = Callable[[Working], None]
"""How a call says what it is working on."""


class Done(NamedTuple):
    """What a child says when a call is done."""

    value: Any


class Failed(NamedTuple):
    """What a child says when a call raised an error that the operator must see."""

    error: Exception


class Ready(NamedTuple):
    """What a child says when it is started."""


class Child:
    """
    A running child. `shared` is an open file that holds what every call gets, pickled (see `shared_file`). It finds modules
    where this process finds them, also those in the working directory that an interactive Python adds. It works in `folder`,
    by default in that of this process.
    """

    def __init__(self, shared: IO[bytes], folder: str | None = None):
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        pipes = theirs_in, theirs_out
        self.calls = Connection(ours_out, readable=False)
        self.answers = Connection(ours_in, writable=False)
        try:
            with _signals_held_back():
                self.process = subprocess.Popen(  # noqa: S603 - this program, by its own interpreter
                    [sys.executable, "-P", "-c", PROGRAM, *map(str, (shared.fileno(), *pipes, os.getpid()))],
                    stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, pass_fds=(shared.fileno(), *pipes), cwd=folder,
                    env={**MEMORY, **os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))},
                )  # fmt: skip
        finally:
            for pipe in pipes:
                os.close(pipe)

    def call(self, function: Function, argument: object) -> None:
        """Have it do a call. Its answers come from `receive`; if it is dead, that says so."""
        with suppress(BrokenPipeError, ConnectionResetError):
            self.calls.send((function, argument))

    def receive(self) -> object:
        """The next thing it says. Raises EOFError if it is dead."""
        try:
            return pickle.loads(self.answers.recv_bytes())  # noqa: S301 - it is our own process
        except (OSError, pickle.UnpicklingError) as error:
            raise EOFError from error

    def memory(self) -> int:
        """The bytes of memory it uses; 0 if that is not known."""
        with suppress(OSError, IndexError, ValueError), open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return 0

    def kill(self) -> None:
        """End it at once, and forget it."""
        self.process.kill()
        self.process.wait()
        self.calls.close()
        self.answers.close()

    def cause_of_death(self) -> str:
        """How it ended, in words."""
        code = self.process.wait()
        if code >= 0:
            return f"ended with code {code}"
        with suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
        return f"was ended by signal {-code}"


@contextmanager
def shared_file(shared: object) -> Iterator[IO[bytes]]:
    """A file without a name that holds what all children share: each reads it by itself, so they start side by side."""
    with file_of(pickle.dumps(shared)) as file:
        yield file


def file_of(pickled: bytes) -> IO[bytes]:
    """Such a file, of what is pickled already. It is gone when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    file.write(pickled)
    file.flush()
    return file


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """
    Start a process that does not get what the keyboard sends to all: it inherits the mask. This process decides what such
    a signal means, and ends its children itself.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
