"""A file of lines that an option names, with errors that name it too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import RunError

if TYPE_CHECKING:
    from ..run.pipe import WriteLine


@contextmanager
def line_writer(path: Path) -> Iterator[WriteLine]:
    """Yields a function that writes a line to the file. Raises RunError, also at the end: lines are buffered."""

    def write(line: bytes) -> int:
        try:
            return file.write(line)
        except OSError as error:
            raise _unwritten(path, error) from error

    try:
        file = path.open("wb")
    except OSError as error:
        raise _unwritten(path, error) from error
    try:
        yield write
    finally:
        try:
            file.close()
        except OSError as error:
            raise _unwritten(path, error) from error


def _unwritten(path: Path, error: OSError) -> RunError:
    return RunError(f"{path} cannot be written: {error.strerror or error}")
