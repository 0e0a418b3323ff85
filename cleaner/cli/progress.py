"""How far a run is: on a terminal one line that is redrawn, elsewhere a line a minute, and nothing for shorter runs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic

import click

from ..run.run_progress import Advance, RunProgress
from .counted import counted
from .pace import Pace

START_OF_LINE, CLEAR_TO_END = "\r", "\x1b[K"

SECONDS_BETWEEN_REDRAWS = 0.1
"""Ten times a second looks steady. Never varied."""

SECONDS_BETWEEN_LINES = 60.0
"""A run of a day leaves 1,440 lines in its log. Never varied."""


@contextmanager
def progress(quiet: bool) -> Iterator[Advance]:
    """Yields the function to which a run tells its progress. On a terminal the line is cleared at the end."""
    if quiet:
        yield lambda _: None
    elif sys.stderr is not None and sys.stderr.isatty():
        try:
            yield shown_every(SECONDS_BETWEEN_REDRAWS, _redraw, first_after=0.0)
        finally:
            _redraw("")
    else:
        yield shown_every(SECONDS_BETWEEN_LINES, _print, first_after=SECONDS_BETWEEN_LINES)


def shown_every(
    seconds: float, show: Callable[[str], None], first_after: float, clock: Callable[[], float] = monotonic
) -> Advance:
    """
    A function to call as often as there is progress. It shows a line after `first_after` seconds, and then at most one every
    `seconds`. `clock` gives seconds.
    """
    pace = Pace()
    due = clock() + first_after

    def advance(done: RunProgress) -> None:
        nonlocal due
        now = clock()
        pace.add(now, done)
        if now >= due:
            show(pace.line())
            due = now + seconds

    return advance


def resumed_line(done: RunProgress, total: int | None = None) -> str:
    """
    What a run says first if an earlier session left it unfinished. `total` is the number of all documents, if it is known.

    >>> resumed_line(RunProgress(12_000, 0.3), 40_000), resumed_line(RunProgress(1, 0.1))
    ('continuing: 12,000 of 40,000 documents are done', 'continuing: 1 document is done, 10.0% of the input')
    """
    if total is not None:
        return f"continuing: {done.documents:,} of {counted(total, 'document')} {_are(total)} done"
    return (
        f"continuing: {counted(done.documents, 'document')} {_are(done.documents)} done, {done.share:.1%} of the input"
    )


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _redraw(line: str) -> None:
    room = shutil.get_terminal_size().columns - 1  # a longer line would wrap, and the next one could not replace it
    _write(f"{START_OF_LINE}{line[:room]}{CLEAR_TO_END}", nl=False)


def _print(line: str) -> None:
    _write(line, nl=True)


def _write(text: str, nl: bool) -> None:
    with suppress(OSError):  # nobody reads the progress any more: that is no reason to lose the run
        click.echo(text, nl=nl, err=True)
