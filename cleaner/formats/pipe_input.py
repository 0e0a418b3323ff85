"""The rows of a pipe: every row, and of JSONL every line, so that what goes out keeps step with what comes in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from ..errors import RunError
from ..prepare import MAX_BYTES
from .compression import decompressed_by_content
from .inputs import find_inputs
from .jsonl import every_line
from .open_input import open_input
from .registry import INPUT_FORMATS, format_of
from .standard_input import open_once
from .work_item import InputFile, WorkItem


@contextmanager
def piped_rows(name: str, format_: str = "", limit: int = MAX_BYTES) -> Iterator[Iterator[WorkItem]]:
    """
    The rows of a file, or of standard input if its name is `-`, as they come: nothing is stored.

    Of a file without a known suffix, and of standard input, each line is a row of JSONL unless `format_` says otherwise. Ids
    are those of a run. Raises RunError if the file cannot be opened.
    """
    if os.path.isdir(name):
        raise RunError(f"{name} is a folder; `cleaner run` cleans folders")
    files = find_inputs([name], format_ or format_of(name) or "jsonl").files
    if len(files) != 1:
        raise RunError(f"{name} matches {len(files)} files; `cleaner run` cleans several")
    try:
        stream = decompressed_by_content(open_once(files[0])) if files[0].once else open_input(files[0])
    except OSError as error:
        raise RunError(f"{name} cannot be read: {error.strerror or error}") from error
    with stream:
        yield _rows(stream, files[0].as_shown(), limit)


def _rows(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    if file.format != "jsonl":
        yield from INPUT_FORMATS[file.format].read(stream, file, limit)
        return
    for item in every_line(stream, file, limit):
        yield item if item.payload or item.reason else item._replace(reason="bad-row", detail="the line is blank")
