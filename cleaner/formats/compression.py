"""Compressed files: what means compression, a suffix or the first bytes, and how to read them."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Mapping
from itertools import chain
from typing import IO, cast

from ..extras import need

COMPRESSIONS: Mapping[str, tuple[bytes, ...]] = {
    "gz": (b"\x1f\x8b\x08",),
    "xz": (b"\xfd7zXZ\x00",),
    "zst": (b"\x28\xb5\x2f\xfd",),
    "bz2": tuple(b"BZh%d1AY&SY" % level for level in range(1, 10)),
}
"""
The compressions by their suffix, and how such files begin. Of bzip2 the beginning of its first block is looked at too,
because a text may begin with `BZh`; the other beginnings occur in no text.
"""

_BEGINNINGS = tuple(chain.from_iterable(COMPRESSIONS.values()))
BEGINNING_BYTES = max(map(len, _BEGINNINGS))
"""How many bytes of a file tell its compression."""

CHUNK_BYTES = 1 << 20
"""The read buffer. A row of JSONL often fills a default buffer of 8 kB, and reading such rows is then six times slower."""

STEP_BYTES = 1 << 13
"""What a decompressor is asked for at once: of an archive that breaks off no more is lost. Larger steps are not faster."""


def compression_of(path: str) -> str:
    """
    The compression that a suffix means; "" for none.

    >>> compression_of("a/b.jsonl.GZ"), compression_of("b.txt")
    ('gz', '')
    """
    suffix = os.path.splitext(path)[1].lower()[1:]
    return suffix if suffix in COMPRESSIONS else ""


def without_compression(path: str) -> str:
    """
    A path without the suffix of its compression.

    >>> without_compression("a/b.jsonl.gz"), without_compression("b.txt")
    ('a/b.jsonl', 'b.txt')
    """
    return os.path.splitext(path)[0] if compression_of(path) else path


def check_compression(compression: str, file: str) -> None:
    """Raise RunError if a package is missing that a file of this compression is read with."""
    if compression == "zst":
        need("pyarrow", f"{file}: reading zst")


def open_file(path: str) -> IO[bytes]:
    """
    A file, decompressed as its suffix says.

    Raises OSError, and RunError if a package is missing for it; reading it raises what `read_errors` lists.
    """
    check_compression(compression_of(path), path)
    return decompressed(open(path, "rb", buffering=CHUNK_BYTES), compression_of(path))


def decompressed(stream: IO[bytes], compression: str) -> IO[bytes]:
    """
    A stream without its compression. Closing the result closes the stream.

    Archives of several parts are read to their end. One that is cut off raises EOFError or OSError where it ends.
    """
    if not compression:
        return stream
    return io.BufferedReader(_Decompressed(stream, _decompressor(stream, compression)), CHUNK_BYTES)


def decompressed_by_content(stream: IO[bytes]) -> IO[bytes]:
    """
    A stream without its compression, if its first bytes say that it has one. The stream itself stays open.

    No more is read of it than needed: the lines of a pipe are there as soon as they come. Raises RunError if a package is
    missing for it.
    """
    start = b""
    while any(len(start) < len(beginning) and beginning.startswith(start) for beginning in _BEGINNINGS):
        if not (byte := stream.read(1)):
            break
        start += byte
    compression = compression_by_content(start)
    check_compression(compression, getattr(stream, "name", "<stdin>"))
    return decompressed(io.BufferedReader(_Continued(start, stream), CHUNK_BYTES), compression)


def compression_by_content(start: bytes) -> str:
    """The compression of a file that starts with these bytes; "" for none."""
    return next((name for name, beginnings in COMPRESSIONS.items() if start.startswith(beginnings)), "")


def _decompressor(stream: IO[bytes], compression: str) -> IO[bytes]:
    if compression == "gz":
        import gzip

        return cast(IO[bytes], gzip.GzipFile(fileobj=stream))
    if compression == "xz":
        import lzma

        return lzma.LZMAFile(stream)
    if compression == "bz2":
        import bz2

        return bz2.BZ2File(stream)
    # The package zstandard takes a file that is cut off for a whole one.
    import pyarrow

    return cast(IO[bytes], pyarrow.CompressedInputStream(stream, "zstd"))


class _Decompressed(io.RawIOBase):
    """What a decompressor reads from a stream, as one file: closing it closes both."""

    def __init__(self, stream: IO[bytes], decompressor: IO[bytes]):
        self.stream, self.decompressor = stream, decompressor

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As much as is there: a reader of a pipe gets the lines that have come, not only full buffers."""
        data = self.decompressor.read1(min(len(buffer), STEP_BYTES))  # type: ignore[attr-defined]
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self.decompressor.close()
            self.stream.close()
        super().close()


class _Continued(io.RawIOBase):
    """A stream whose first bytes have been read already. Closing this leaves the stream open."""

    def __init__(self, start: bytes, stream: IO[bytes]):
        self.start, self.stream = start, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.start[: len(buffer)] or self.stream.read1(len(buffer))  # type: ignore[attr-defined]
        self.start = self.start[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def read_errors() -> tuple[type[Exception], ...]:
    """What reading can raise, broken archives included: each library has its own errors. One not loaded raises none."""
    loaded = (getattr(sys.modules.get(module), name, None) for module, name in _LIBRARY_ERRORS)
    return (OSError, EOFError, ValueError, zlib.error, *(error for error in loaded if error))


_LIBRARY_ERRORS = (
    ("lzma", "LZMAError"),
    ("pyarrow", "ArrowException"),
    ("aiohttp", "ClientError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
)
