"""Lines of JSON in a file, plain or compressed. The bytes of a file follow from its lines alone: no time, no name, no threads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from ..formats.compression import open_file

WRITE_BUFFER_BYTES = 1 << 20
GZIP_LEVEL = 6
"""The default of the program gzip, fixed here so that another default of Python does not change a byte."""

Compress = Callable[[IO[bytes]], Any]
"""Makes a stream that compresses into another."""


class JsonlWriter:
    """Writes lines as they are, through a compressor if there is one."""

    def __init__(self, path: Path, compress: Compress | None = None):
        self.path = path
        self.file = path.open("wb", buffering=WRITE_BUFFER_BYTES)
        self.stream = compress(self.file) if compress else self.file

    def write(self, line: bytes) -> None:
        """Add a line."""
        self.stream.write(line)

    def close(self) -> None:
        """Finish the file; on return it is on the disk."""
        self.stream.close()
        self.file.close()  # gzip leaves it open
        with self.path.open("rb") as file:
            os.fsync(file.fileno())

    def abandon(self) -> None:
        """Let go of the file as it is."""
        for stream in (self.stream, self.file):
            with suppress(OSError):
                stream.close()


def gzip_stream(file: IO[bytes]) -> Any:
    """A stream that compresses by gzip, without a name and a time in its header."""
    import gzip

    return gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0)


def zstd_stream(file: IO[bytes]) -> Any:
    """A stream that compresses by Zstandard, at pyarrow's level."""
    import pyarrow

    return pyarrow.CompressedOutputStream(file, "zstd")


def read_jsonl(path: Path) -> Iterator[bytes]:
    """The lines of a file, decompressed as its suffix says."""
    with open_file(str(path)) as lines:
        yield from lines
