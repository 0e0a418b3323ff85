"""How a command says that it cannot do what it was asked: on stderr if that can be written, and with an exit code in any case."""

from __future__ import annotations

from contextlib import suppress

import click

from .echo import echo_lines


def refuse(*messages: str, code: int = 2) -> int:
    """Print messages, a line each; the exit code."""
    with suppress(OSError):  # stderr is full or closed, too; the exit code says it
        echo_lines(messages, err=True)
    return code


def show_usage_error(error: click.ClickException) -> int:
    """Print what click has to say, as click does. The message quotes arguments, so it stays one line; the exit code."""
    context = getattr(error, "ctx", None)
    with suppress(OSError):
        if context is not None:
            click.echo(context.get_usage(), err=True)
            click.echo(f"Try '{context.command_path} {context.help_option_names[-1]}' for help.\n", err=True)
        echo_lines([f"Error: {error.format_message()}"], err=True)
    return 2
