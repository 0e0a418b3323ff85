"""
The command line: one command a file, imported only when it is called.

Data goes to stdout, everything else to stderr. Exit codes: 0 success, 1 findings, rejected documents or an unfinished
run, 2 usage, 3 bad rules, 4 stopped, 130 interrupted (143 and 129: asked to end, terminal closed).
"""

from __future__ import annotations

import signal
import sys
from importlib import import_module
from io import StringIO

import click

from ..version import __version__
from .counted import counted
from .echo import echo_error, echo_lines
from .stop_signals import SIGNAL_CODES

COMMANDS = ("run", "clean", "restore", "explain", "test", "lint", "rules", "schema", "new", "eval", "diff")


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


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner", help="Show the version and exit.")
def group() -> None:
    """Strip publishers' boilerplate from news text, and restore it on demand."""


def main() -> None:
    """Run the command line; the entry point of `cleaner`."""
    from ..errors import RuleError, RunError, UnfinishedRunError

    try:
        code = group.main(standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = _echo_error("interrupted", SIGNAL_CODES + signal.SIGINT)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show(shown := StringIO())
        echo_lines(shown.getvalue().rstrip("\n").split("\n"), err=True)
        code = 2
    except RuleError as error:
        echo_lines(map(str, error.faults), err=True)
        code = _echo_error(f"{counted(len(error.faults), 'fault')} in the rules; nothing was done", 3)
    except UnfinishedRunError as error:
        code = _echo_error(f"cleaner: {error}", 1)
    except RunError as error:
        code = _echo_error(f"cleaner: {error}", 2)
    except BrokenPipeError:
        # The reader of our output closed it (`| head`). That is not an error, and Python must not report it at exit.
        sys.stderr.close()
        code = 0
    except OSError as error:  # a path that cannot even be looked at: no permission, or too long a name
        code = _echo_error(f"cleaner: {error.filename or 'a file'}: {error.strerror or error}", 2)
    sys.exit(code if isinstance(code, int) else 0)


def _echo_error(message: str, code: int) -> int:
    echo_error(message)
    return code
