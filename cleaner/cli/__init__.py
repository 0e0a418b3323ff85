"""
The command line: one command a file, imported when it is called.

Data goes to stdout, everything else to stderr. Exit codes: 0 all is well, 1 findings or some input rejected, 2 usage,
3 bad rules, 4 stopped, 130 interrupted.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ..version import __version__

COMMANDS = ("run", "clean", "restore", "explain", "test", "lint", "rules", "schema", "new", "eval")


class Lazy(click.Group):
    """Knows its commands by name and imports the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The commands that there are."""
        return [name for name in COMMANDS if _exists(name)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, or None."""
        if cmd_name not in COMMANDS or not _exists(cmd_name):
            return None
        command = import_module(f"cleaner.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command


def _exists(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(f"cleaner.cli.{name}") is not None


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="cleaner")
def group() -> None:
    """Strip publishers' boilerplate from news text, keep an account of it, and put it back when asked."""


def main() -> None:
    """What `cleaner` runs."""
    from ..errors import RuleError, RunError

    try:
        code = group.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = _say("interrupted", 130)
    except KeyboardInterrupt:
        code = _say("interrupted", 130)
    except click.exceptions.Exit as error:
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = 2
    except RuleError as error:
        code = _say(f"{error}\n{len(error.faults)} faults in the rules; nothing was done", 3)
    except RunError as error:
        code = _say(f"cleaner: {error}", 2)
    except BrokenPipeError:
        # Whoever read our output has closed it (`| head`): that is no error of ours, and Python need not say so either.
        sys.stderr.close()
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code
