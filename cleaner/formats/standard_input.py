"""Inputs that can be read only once, standard input and FIFOs: they are stored before they are read in earnest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import IO

from ..errors import RunError
from .compression import CHUNK_BYTES, decompressed_by_content, read_errors
from .work_item import InputFile


def open_once(file: InputFile) -> IO[bytes]:
    """The stream of a file that can be read only once. Raises RunError."""
    if file.path == "-":
        if sys.stdin is None:  # closed by whoever started this process
            raise RunError("standard input is closed; pipe something into it, or name a file")
        return sys.stdin.buffer
    try:
        return open(file.path, "rb", buffering=CHUNK_BYTES)
    except OSError as error:
        raise RunError(f"{file.path} cannot be read: {error.strerror or error}") from error


def store(stream: IO[bytes], target: Path) -> None:
    """
    Write all of a stream into a file, decompressed if its first bytes say that it is compressed.

    Only a chunk of it is in memory at a time. If it cannot be read to its end nobody would notice later that something is
    missing, so that is an error here, and the file is not left behind. Raises RunError.
    """
    source = decompressed_by_content(stream)
    try:
        with target.open("wb") as file:
            while chunk := _next_chunk(source, stream):
                file.write(chunk)
    except RunError:
        target.unlink(missing_ok=True)
        raise
    except OSError as error:
        target.unlink(missing_ok=True)
        raise RunError(f"{target} cannot be written: {error.strerror or error}") from error


def _next_chunk(source: IO[bytes], stream: IO[bytes]) -> bytes:
    try:
        return source.read(CHUNK_BYTES)
    except read_errors() as error:
        name = getattr(stream, "name", "<stdin>")
        raise RunError(f"{name} cannot be read to its end, so nothing of it is read: {error}") from error
