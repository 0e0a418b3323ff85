"""A progress line on a terminal, and nothing elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

START_OF_LINE, CLEAR_TO_END = "\r", "\x1b[K"


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int], None]]:
    """
    Yields a function that takes the number of documents finished since its last call. The line is cleared at the end.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    start, done = monotonic(), 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        _show(f"{done:,} documents, {done / (monotonic() - start):,.0f}/s")

    try:
        yield advance
    finally:
        _show("")


def _show(text: str) -> None:
    click.echo(f"{START_OF_LINE}{text}{CLEAR_TO_END}", nl=False, err=True)
