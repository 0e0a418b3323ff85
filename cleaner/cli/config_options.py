"""`--config` and `--no-config`: where the defaults of a command's options come from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

_F = TypeVar("_F", bound=Callable[..., Any])


def config_options(command: _F) -> _F:
    """Which file of settings is used. Both options come first (`is_eager`): the others take their defaults from the file."""
    for option in (
        click.option(
            "--no-config", is_flag=True, is_eager=True, expose_value=False, callback=_use_none,
            help="Use no file of settings.",
        ),
        click.option(
            "--config", metavar="FILE", type=click.Path(path_type=Path), is_eager=True, expose_value=False, callback=_use,
            show_default="the nearest cleaner.toml or pyproject.toml", help="Use the settings in this file.",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


_NAMED = "cleaner.config"
"""Where the context keeps what `--config` named, and whether `--no-config` was given."""


def _use(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    _decide(context, named=path)


def _use_none(context: click.Context, _: click.Parameter, unused: bool) -> None:
    _decide(context, unused=unused)


def _decide(context: click.Context, **given: Any) -> None:
    """Fill in the defaults once both options are known; click calls them in the order in which they were given."""
    asked = context.meta.setdefault(_NAMED, {})
    asked.update(given)
    if len(asked) < 2 or context.resilient_parsing:
        return
    if asked["unused"] and asked["named"]:
        raise click.UsageError("--config and --no-config contradict each other; give one of them")
    if not asked["unused"]:
        context.default_map = _defaults(context.command, asked["named"] or _found())


def _defaults(command: click.Command, path: Path | None) -> dict[str, Any]:
    """What a file sets among a command's options, by the names of its parameters."""
    if path is None:
        return {}
    from .config_file import checked, key_of, read_config, settings_by_key
    from .run import command as run

    values = dict(checked(path, read_config(path), settings_by_key(run)))
    options = [option for option in command.params if isinstance(option, click.Option)]
    return {str(option.name): values[key_of(option)] for option in options if key_of(option) in values}


def _found() -> Path | None:
    from .config_file import PYPROJECT, find_config
    from .echo import echo_error

    try:
        start, home = Path.cwd(), Path.home().resolve()
    except (OSError, RuntimeError):  # the working folder is gone, or nobody knows the user's home
        return None
    found = find_config(start, home)
    if found is None:
        return None
    path, outranked = found
    if outranked:
        echo_error(f"settings come from {path}, not from {PYPROJECT} beside it")
    return path
