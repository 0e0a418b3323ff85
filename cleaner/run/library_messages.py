"""What nobody prints on purpose: warnings, log messages, and errors that nobody handles. They may quote a document."""

from __future__ import annotations

import logging
import sys
import warnings
from contextlib import suppress
from types import TracebackType
from typing import TextIO

from ..escape_controls import safe


def escape_library_messages() -> None:
    """Show the messages of libraries in this process as single lines without active characters."""
    warnings.showwarning = _show_warning
    logging.lastResort = _EscapingHandler(logging.WARNING)


class _EscapingHandler(logging.Handler):
    """Takes the place of the handler that logging falls back to."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print a record without its traceback, as the handler of last resort does."""
        _write(f"{record.name}: {record.getMessage()}", sys.stderr)


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,  # noqa: ARG001 - the signature of `warnings.showwarning`
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,
    line: str | None = None,  # noqa: ARG001
) -> None:
    _write(f"{category.__name__}: {message}", file or sys.stderr)


def show_fault(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print a traceback without active characters: a fault of this program, whose message may quote a document."""
    import traceback

    for line in "".join(traceback.format_exception(kind, error, trace)).rstrip("\n").split("\n"):
        _write(line, sys.stderr)


def _write(message: str, stream: TextIO | None) -> None:
    if stream is not None:
        with suppress(OSError):  # it is full, or nobody reads it: no reason to lose what we work on
            stream.write(safe(message) + "\n")
