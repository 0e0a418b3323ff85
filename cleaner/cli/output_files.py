"""What a command writes must not be what it reads, and two of its outputs must not be one file."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..errors import RunError

STDIN, STDOUT = "standard input", "standard output"

Identity = tuple[int, int] | str
"""A file by device and number, however many names it has; one that does not exist yet by its path without links."""


def check_outputs(outputs: Mapping[str, Path | None], inputs: Iterable[str | Path]) -> None:
    """
    Raise RunError if an output is an input, or two are one file. `outputs` are paths by the name of their option; standard
    output is one as well. `-` among the inputs is standard input.
    """
    read = {_identity(path): path for path in inputs}
    written: dict[Identity, str] = {}
    named = {name: path for name, path in outputs.items() if path is not None}
    for name, path in {STDOUT: Path(STDOUT), **named}.items():
        identity = _identity(path)
        if identity is None:
            continue
        if identity in read:
            shown = name if name == STDOUT else f"{name} {path}"
            source = STDIN if read[identity] == "-" else read[identity]
            raise RunError(f"{shown} is also what is read, {source}; write to another file")
        if identity in written:
            raise RunError(f"{written[identity]} and {name} are one file, {path}; name another one for either")
        written[identity] = name


def _identity(path: str | Path) -> Identity | None:
    """What makes a file this one; None for terminals, pipes and devices, which may well be shared."""
    try:
        found = os.stat(_descriptor(path))
    except FileNotFoundError:
        return os.path.realpath(path)
    except (OSError, ValueError):  # it cannot be opened either, or a stream is not a file
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def _descriptor(path: str | Path) -> str | Path | int:
    if str(path) == "-":
        return sys.stdin.fileno()
    return sys.stdout.fileno() if str(path) == STDOUT else path
