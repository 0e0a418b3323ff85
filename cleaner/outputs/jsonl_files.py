"""Lines of JSON in a file, plain or compressed. The bytes of a file follow from its lines alone: no time, no name, no threads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BufferedWriter
from pathlib import Path
from typing import IO, Any

from ..formats.compression import open_file

WRITE_BUFFER_BYTES = 1 << 20
GZIP_LEVEL = 6
ZSTD_LEVEL = 3
"""The libraries' own defaults, fixed here, so that another version's defaults do not change a byte."""

Compress = Callable[[IO[bytes]], Any]
"""Makes a raw stream that compresses into another, and leaves that one open when it is closed."""


class JsonlWriter:
    """Writes lines as they are, through a compressor if there is one."""

    def __init__(self, path: Path, compress: Compress | None = None):
        self.file = path.open("wb", buffering=WRITE_BUFFER_BYTES)
        # Compressors are given a megabyte at a time: line by line, gzip takes a fifth longer.
        self.compressor = BufferedWriter(compress(self.file), WRITE_BUFFER_BYTES) if compress else None

    def write(self, line: bytes) -> None:
        """Add a line."""
        (self.compressor or self.file).write(line)

    def close(self) -> None:
        """Finish the file; on return it is on the disk."""
        if self.compressor is not None:
            self.compressor.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        for stream in (self.compressor, self.file):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def gzip_stream(file: IO[bytes]) -> Any:
    """A stream that compresses by gzip, without a name and a time in its header."""
    import gzip

    return gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0)


def zstd_stream(file: IO[bytes]) -> Any:
    """A stream that compresses by Zstandard, in one thread."""
    import zstandard

    compressor = zstandard.ZstdCompressor(level=ZSTD_LEVEL, write_checksum=True)
    return compressor.stream_writer(file, closefd=False)


def read_jsonl(path: Path) -> Iterator[bytes]:
    """The lines of a file, decompressed as its suffix says."""
    with open_file(str(path)) as lines:
        yield from lines
