"""The page on the command line, made from what `--help` prints."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cleaner.cli import group

INTRODUCTION = """\
# The command line

This page is generated from `--help` by `python -m scripts.generate`.

Data goes to stdout, everything else to stderr. Exit codes: 0 all is well · 1 findings, or some input rejected (the output is
complete) · 2 usage · 3 bad rules · 4 stopped, too much was rejected · 130 interrupted. `NO_COLOR` is obeyed.
"""
WIDTH = 100


def command_line() -> str:
    """The whole page, as Markdown."""
    return "\n".join([INTRODUCTION, *_pages(group, None, "cleaner")])


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
