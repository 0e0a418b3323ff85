"""
The page on the command line, made from what `--help` prints: `python -m scripts.command_line` prints it.

A separate process makes it, because click keeps the help option that a command had when it was first called.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from cleaner.cli import group

INTRODUCTION = """\
# The command line

This page is generated from `--help` by `python -m scripts.generate`.

Data goes to stdout, everything else to stderr. `NO_COLOR` turns colours off.

Exit codes: 0 success · 1 findings, rejected documents (the output is complete), or results of an unfinished run · 2 wrong
usage · 3 bad rules · 4 stopped, because too many documents were rejected · 130 interrupted, 143 and 129 when a batch system
or a closed terminal ended it.

A standard stream that is closed or full ends a command with 2. A reader that has enough (`| head`) does not: that is 0.

Settings that hold for a whole project can stand in [a file](config.md).
"""
WIDTH = 100


def command_line() -> str:
    """The whole page, as Markdown."""
    root = Path(__file__).resolve().parent.parent
    arguments = [sys.executable, "-X", "utf8", "-m", "scripts.command_line"]
    done = subprocess.run(arguments, cwd=root, check=True, stdout=subprocess.PIPE)  # noqa: S603 - our own module
    return done.stdout.decode("utf-8")


def _pages(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    context = click.Context(
        command, parent=parent, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH,
        help_option_names=["-h", "--help"],
    )  # fmt: skip
    yield f"## `{context.command_path}`\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None, child
            yield from _pages(found, context, child)


if __name__ == "__main__":
    sys.stdout.write("\n".join([INTRODUCTION, *_pages(group, None, "cleaner")]))
