"""What libraries say on stderr: warnings, and log messages that nobody handles. They may quote the text they work on."""

from __future__ import annotations

import logging
import sys
import warnings
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
        if sys.stderr is not None:
            sys.stderr.write(safe(f"{record.name}: {record.getMessage()}") + "\n")


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,  # noqa: ARG001 - the signature of `warnings.showwarning`
    lineno: int,  # noqa: ARG001
    file: TextIO | None = None,
    line: str | None = None,  # noqa: ARG001
) -> None:
    stream = file or sys.stderr
    if stream is not None:
        stream.write(safe(f"{category.__name__}: {message}") + "\n")
