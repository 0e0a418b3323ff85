"""
The three standard streams of a command: nothing that could not be read or written ends without a word, and nothing is left
that Python would try again at exit, where it ends with 120.
"""

from __future__ import annotations

import os
import select
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click

from ..errors import RunError


def stream_problem() -> str:
    """What is wrong with the streams that this process was given, "" if nothing is that shows before they are used."""
    for name, stream, remedy in (
        ("standard input", sys.stdin, "</dev/null"),
        ("standard output", sys.stdout, ">/dev/null"),
        ("standard error", sys.stderr, "2>/dev/null"),
    ):
        if stream is None:  # a file that is opened next would get its descriptor
            return f"{name} is closed; redirect it, e.g. {remedy}"
    if _is_endless(sys.stdin):
        return "standard input is a device that may never end; redirect a file or a pipe"
    return ""


def _is_endless(stream: TextIO) -> bool:
    """Whether a stream is a device like /dev/zero. A terminal and /dev/null do end."""
    try:
        found = os.fstat(stream.fileno())
    except (OSError, ValueError):  # no file at all
        return False
    return stat.S_ISCHR(found.st_mode) and not stream.isatty() and found.st_rdev != os.stat(os.devnull).st_rdev


def flush(stream: TextIO | None) -> OSError | None:
    """Write what a stream still holds. If that fails, it is discarded, and the error is returned."""
    if stream is None or stream.closed:
        return None
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
            stream.flush()
        return error
    return None


@contextmanager
def broken_pipes() -> Iterator[None]:
    """
    A reader of our output that has enough (`| head`) is not an error: the command ends with 0. Another pipe that breaks is one.
    (click would end with 1 either way.)
    """
    try:
        yield
    except BrokenPipeError:
        if _reader_is_gone(sys.stdout) or _reader_is_gone(sys.stderr):
            raise click.exceptions.Exit(0) from None
        raise RunError("the connection to another process broke; try again") from None


def _reader_is_gone(stream: TextIO) -> bool:
    """Whether nobody reads what a stream writes, because the other end of its pipe was closed."""
    poll = select.poll()
    try:
        poll.register(stream.fileno(), 0)  # errors are reported without being asked for
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))
    except (OSError, ValueError):
        return False
