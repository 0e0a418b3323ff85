"""Compressed files: which suffixes mean compression, and how to open them."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from io import BufferedReader
from typing import IO, cast

COMPRESSION_SUFFIXES = (".gz", ".xz", ".zst", ".bz2")

CHUNK_BYTES = 1 << 20
"""The read buffer. A row of JSONL often fills a default buffer of 8 kB, and reading such rows is then six times slower."""


def without_compression(path: str) -> str:
    """
    A path without the suffix of its compression.

    >>> without_compression("a/b.jsonl.gz"), without_compression("b.txt")
    ('a/b.jsonl', 'b.txt')
    """
    stem, suffix = os.path.splitext(path)
    return stem if suffix.lower() in COMPRESSION_SUFFIXES else path


def open_file(path: str) -> IO[bytes]:
    """
    A file, decompressed as its suffix says.

    Raises OSError also where the file is `.zst` and the package zstandard is missing; `read_errors()` lists the rest.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".gz":
        import gzip

        return cast(IO[bytes], gzip.open(path, "rb"))
    if suffix == ".xz":
        import lzma

        return lzma.open(path, "rb")
    if suffix == ".bz2":
        import bz2

        return bz2.open(path, "rb")
    if suffix == ".zst":
        try:
            import zstandard
        except ImportError:
            raise OSError("reading .zst needs the package zstandard: pip install 'corpus-cleaner[zst]'") from None
        return BufferedReader(zstandard.open(path, "rb"))  # zstandard's own reader has no readline
    return open(path, "rb", buffering=CHUNK_BYTES)


@cache
def read_errors() -> tuple[type[Exception], ...]:
    """What reading can raise, broken archives included: each compression library has its own errors."""
    import lzma
    import zlib

    errors: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
    if find_spec("zstandard"):
        import zstandard

        return (*errors, zstandard.ZstdError)
    return errors
