"""
Files and rows as parcels: what goes from the reading process to a worker, still unparsed.

Reading does as little as it can, for it is done by one process: it opens, decompresses and splits. All that can go wrong
with one document becomes a parcel too, with its reason, so that nothing that is named is ever lost.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from io import BufferedReader
from typing import IO, NamedTuple, cast

from ..prepare import MAX_BYTES
from .inputs import Input
from .surrogates import written

CHUNK = 1 << 20
"""Bytes that are read at once. Rows are as long as a usual buffer, and reading them line by line then takes six times as long."""


class Parcel(NamedTuple):
    """
    One document on its way to a worker.

    `kind` is "text", "html" or "row"; with a `reason` the document is rejected already. `place` says where in the file.
    `digest` and `size` are given where the payload is not the whole input.
    """

    id: str
    path: str
    kind: str
    payload: bytes = b""
    reason: str = ""
    detail: str = ""
    place: str = ""
    digest: str = ""
    size: int = 0


def opened(path: str, compression: str) -> IO[bytes]:
    """A file, decompressed."""
    if compression == ".gz":
        import gzip

        return cast(IO[bytes], gzip.open(path, "rb"))
    if compression == ".xz":
        import lzma

        return lzma.open(path, "rb")
    if compression == ".bz2":
        import bz2

        return bz2.open(path, "rb")
    if compression == ".zst":
        try:
            import zstandard
        except ImportError:
            raise OSError("reading .zst asks for the package zstandard: pip install 'corpus-cleaner[zst]'") from None
        return BufferedReader(zstandard.open(path, "rb"))  # its own reader knows no lines
    return open(path, "rb", buffering=CHUNK)


def parcels(source: Input, limit: int = MAX_BYTES) -> Iterator[Parcel]:
    """All documents of a file, in order. Ids and paths are given as they can be written."""
    shown = replace(source, id=written(source.id), path=written(source.path))
    try:
        with opened(source.path, source.compression) as stream:
            if source.format == "rows":
                yield from _rows(shown, stream, limit)
            else:
                yield _whole(shown, stream, limit)
    except _errors() as error:
        detail = written(str(error)) or type(error).__name__
        yield Parcel(shown.id, shown.path, shown.format, b"", "unreadable", detail)


@cache
def _errors() -> tuple[type[Exception], ...]:
    """What files raise that cannot be read, and archives that are broken: each library has errors of its own."""
    import lzma
    import zlib

    known: tuple[type[Exception], ...] = (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)
    if find_spec("zstandard"):
        import zstandard

        return (*known, zstandard.ZstdError)
    return known


def _whole(source: Input, stream: IO[bytes], limit: int) -> Parcel:
    data = stream.read(limit + 1)
    if len(data) <= limit:
        return Parcel(source.id, source.path, source.format, data)
    digest, size = _swallow(stream, data)
    return Parcel(
        source.id,
        source.path,
        source.format,
        b"",
        "limit",
        f"{size} bytes, more than {limit}",
        digest=digest,
        size=size,
    )


def _rows(source: Input, stream: IO[bytes], limit: int) -> Iterator[Parcel]:
    number = 0
    try:
        while line := stream.readline(limit + 1):
            number += 1
            if line.isspace():
                continue
            id_, place = f"{source.id}#{number}", f"line {number}"
            if len(line) > limit and not line.endswith(b"\n"):
                digest, size = _swallow(stream, line, to_line_end=True)
                detail = f"{size} bytes, more than {limit}"
                yield Parcel(id_, source.path, "row", b"", "limit", detail, place, digest, size)
            else:
                yield Parcel(id_, source.path, "row", line, place=place)
    except _errors() as error:
        place = f"line {number + 1}"
        detail = written(f"what follows cannot be read: {error}")
        yield Parcel(f"{source.id}#{number + 1}", source.path, "row", b"", "unreadable", detail, place)


def _swallow(stream: IO[bytes], start: bytes, to_line_end: bool = False) -> tuple[str, int]:
    """Digest and size of an input that is too large to keep."""
    digest, size = hashlib.sha256(start), len(start)
    while chunk := stream.readline(CHUNK) if to_line_end else stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if to_line_end and chunk.endswith(b"\n"):
            break
    return digest.hexdigest(), size
