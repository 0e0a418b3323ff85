"""
The command line: one command a file, imported only when it is called.

Data goes to stdout, everything else to stderr. Exit codes: 0 success, 1 findings, rejected documents or an unfinished
run, 2 usage, 3 bad rules, 4 stopped, 130 interrupted (143 and 129: asked to end, terminal closed).
"""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from typing import Any

import click

from ..version import __version__
from .counted import counted
from .refusal import refuse, show_usage_error
from .stop_signals import SIGNAL_CODES
from .streams import broken_pipes, flush, stream_problem

CANNOT = 2
"""The code of a command that cannot do what it was asked, which has said so."""

COMMANDS = ("run", "clean", "apply", "restore", "explain", "test", "lint", "rules", "schema", "new", "eval", "diff")


class LazyGroup(click.Group):
    """Knows its commands by name, and imports only the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"cleaner.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """As click does it; `--help` and `--version` print here."""
        with broken_pipes():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command that is meant."""
        with broken_pipes():
            return super().invoke(ctx)


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner", help="Show the version and exit.")
def group() -> None:
    """Strip publishers' boilerplate from news text, and restore it on demand."""


def main() -> None:
    """Run the command line; the entry point of `cleaner`."""
    from ..run.library_messages import escape_library_messages, show_fault

    sys.excepthook = show_fault
    escape_library_messages()
    problem = stream_problem()
    code = refuse(problem) if problem else _call()
    for name, stream in (("standard output", sys.stdout), ("standard error", sys.stderr)):
        error = flush(stream)
        if error and not isinstance(error, BrokenPipeError) and code != CANNOT:
            code = refuse(f"{name} cannot be written: {error.strerror or error}")
    sys.exit(code)


def _call() -> int:
    """Run the command; its exit code. What it raises on purpose becomes a message and a code."""
    from ..errors import RuleError, RunError, UnfinishedRunError

    try:
        code = group.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return refuse("interrupted", code=SIGNAL_CODES + signal.SIGINT)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        return show_usage_error(error)
    except RuleError as error:
        faults = [*map(str, error.faults), f"{counted(len(error.faults), 'fault')} in the rules; nothing was done"]
        return refuse(*faults, code=3)
    except UnfinishedRunError as error:
        return refuse(f"cleaner: {error}", code=1)
    except RunError as error:
        return refuse(f"cleaner: {error}")
    except OSError as error:  # a stream that is full, or a path that cannot even be looked at
        return refuse(f"cleaner: {error.filename or 'standard output or error'}: {error.strerror or error}")
    return code if isinstance(code, int) else 0
