"""
Settings from a file: `cleaner.toml`, or the table `[tool.cleaner]` of a pyproject.toml.

A key is the name of an option of `cleaner run`, without `--`. Options override it. A setting that a command has no option
for is ignored there, so that one file serves all commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ..errors import RunError
from .names_type import NamesType

CONFIG_FILE, PYPROJECT = "cleaner.toml", "pyproject.toml"

MAX_CONFIG_BYTES = 1 << 20
"""The largest file that is read. Never varied."""

NOT_SETTINGS = frozenset(["added", "config", "force", "fresh", "help", "json", "no-config", "out"])
"""Options of `run` about a single run: they would replace results, or change what a script reads, without being asked."""

REPOSITORY_MARKS = (".git", ".hg")


def find_config(start: Path, home: Path | None) -> tuple[Path, Path | None] | None:
    """
    The nearest settings file in a folder or its parents, and the file beside it that it takes precedence over, if any.

    The search ends with the root of a repository and with the home folder: what lies above them is not the user's project.
    A pyproject.toml without `[tool.cleaner]` is passed over.
    """
    for folder in (start, *start.parents):
        found = [path for path in (folder / CONFIG_FILE, folder / PYPROJECT) if path.is_file() and _is_ours(path)]
        if found:
            return found[0], found[1] if found[1:] else None
        if folder == home or any((folder / mark).exists() for mark in REPOSITORY_MARKS):
            return None
    return None


def _is_ours(path: Path) -> bool:
    """Whether a file holds settings of this program. TOML is read only where the file has the name in it at all."""
    if path.name != PYPROJECT:
        return True
    data = _read(path)
    return b"cleaner" in data and _tool_table(_toml(path, data)) is not None


def read_config(path: Path) -> Mapping[str, Any]:
    """The settings of a file, not yet checked. Raises RunError if it cannot be read, or is a pyproject.toml without any."""
    values = _toml(path, _read(path))
    if path.name != PYPROJECT:
        return values
    table = _tool_table(values)
    if table is None:
        raise RunError(f"{path} has no table [tool.cleaner]; add it, or name another file with --config")
    return table


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():  # reading a pipe or a device might never end
            raise RunError(f"{path} is not a file; name one with --config, or use --no-config")
        with path.open("rb") as file:
            data = file.read(MAX_CONFIG_BYTES + 1)
    except OSError as error:
        raise RunError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > MAX_CONFIG_BYTES:
        raise RunError(f"{path} is larger than {MAX_CONFIG_BYTES:,} bytes, so it is not a file of settings")
    return data


def _toml(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (ValueError, RecursionError) as error:  # also what is not UTF-8, and a number of too many digits
        raise RunError(f"{path}: not valid TOML: {error}") from None


def _tool_table(values: Mapping[str, Any]) -> dict[str, Any] | None:
    tool = values.get("tool")
    table = tool.get("cleaner") if isinstance(tool, dict) else None
    return table if isinstance(table, dict) else None


def settings_by_key(run: click.Command) -> dict[str, click.Option]:
    """The options of `run` that a file can set, by key."""
    options = (option for option in run.params if isinstance(option, click.Option))
    return {key: option for option in options if (key := key_of(option)) not in NOT_SETTINGS}


def key_of(option: click.Option) -> str:
    """
    The key of an option: its longest name without hyphens at the beginning.

    >>> key_of(click.Option(["-o", "--out-folder"]))
    'out-folder'
    """
    return max(option.opts, key=len).lstrip("-")


def checked(path: Path, values: Mapping[str, Any], known: Mapping[str, click.Option]) -> Iterator[tuple[str, Any]]:
    """Each key with its value as click takes it. Raises RunError at the first that is wrong."""
    for key, value in values.items():
        option = known.get(key)
        if option is None:
            raise RunError(f"{path}: there is no setting `{key}`{_hint(key, known)}")
        wanted, fits = _wanted(option, value)
        if not fits:
            raise RunError(f"{path}: `{key}` must be {wanted}, not {_toml_type(value)}")
        value = _beside(path, option, value)
        try:
            option.type_cast_value(click.Context(click.Command("run")), value)
        except click.BadParameter as error:
            raise RunError(f"{path}: `{key}`: {error.message}") from None
        yield key, value


def _hint(key: str, known: Mapping[str, click.Option]) -> str:
    import difflib

    if key in NOT_SETTINGS:
        return f": --{key} is about one run, so it is only an option"
    near = difflib.get_close_matches(key.replace("_", "-"), known, n=1)
    return f"; did you mean `{near[0]}`?" if near else f"; known: {', '.join(sorted(known))}"


def _wanted(option: click.Option, value: object) -> tuple[str, bool]:
    """What an option's value is in TOML, in words, and whether a value is that. A flag is an int in Python, but not here."""
    texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    if option.is_flag:
        return "true or false", isinstance(value, bool)
    if option.multiple or isinstance(option.type, NamesType):
        return "a list of texts", texts
    if isinstance(option.type, click.types.IntParamType):
        return "a whole number", isinstance(value, int) and not isinstance(value, bool)
    if isinstance(option.type, click.types.FloatParamType):
        return "a number", isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(option.type, click.types.StringParamType | click.Choice | click.Path):
        return "a text", isinstance(value, str)
    return "a text or a number", isinstance(value, str | int | float) and not isinstance(value, bool)


def _toml_type(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return f"{value!r:.40}"
    return "a list" if isinstance(value, list) else "a table" if isinstance(value, dict) else "a date or a time"


def _beside(path: Path, option: click.Option, value: Any) -> Any:
    """Paths in a file are relative to it."""
    if not isinstance(option.type, click.Path):
        return value
    if isinstance(value, list):
        return [str(path.parent / item) for item in value]
    return str(path.parent / value)
