"""Print what may hold text of documents, packs and file names, so that none of it acts on a terminal."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ..escape_controls import safe


def echo_lines(lines: Iterable[str], err: bool = False) -> None:
    """Print lines with their active characters shown by number, line ends inside them too."""
    for line in lines:
        click.echo(safe(line), err=err)


def echo_error(message: str) -> None:
    """Print a message of one line to stderr."""
    echo_lines([message], err=True)
