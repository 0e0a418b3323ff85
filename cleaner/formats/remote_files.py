"""The files that a URL names, by fsspec: a file, a folder with all that is below it, or a pattern."""

from __future__ import annotations

import glob
import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ..errors import RunError
from ..extras import install, missing
from .compression import CHUNK_BYTES, read_errors
from .named_file import NamedFile

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

STAMPS = (
    "ETag", "etag", "md5Hash", "checksum", "sha256", "generation",
    "mtime", "LastModified", "last_modified", "Last-Modified", "updated", "modified", "created",
)  # fmt: skip
"""What file systems say of a file that changes when the file does, the best first."""

_URL = re.compile("[A-Za-z][A-Za-z0-9+.-]+://")
_WEB = re.compile("https?://", re.IGNORECASE)
_WEB_URL = re.compile(r"""https?://[^\s'"]+""", re.IGNORECASE)


def is_url(name: str) -> bool:
    """
    Whether a name is a URL, not a path.

    >>> is_url("s3://bucket/a.jsonl"), is_url("a/b.jsonl")
    (True, False)
    """
    return _URL.match(name) is not None


def can_be_placed(url: str) -> bool:
    """Whether the file of a URL can be read from any place. Of web servers not all can do that, so none is asked to."""
    return _WEB.match(url) is None


def open_url(url: str) -> IO[bytes]:
    """The bytes of the file of a URL, read ahead in chunks. Raises OSError; see `compression.read_errors` for the rest."""
    system, path = _system(url)
    if can_be_placed(url):
        return io.BufferedReader(system.open(path, "rb"), CHUNK_BYTES)
    try:
        return io.BufferedReader(_Streamed(system.open(path, "rb", block_size=0)), CHUNK_BYTES)
    except read_errors() as error:
        raise OSError(_reason(error)) from error


def remote_files(url: str) -> Iterator[NamedFile]:
    """
    The files, of whatever format, in the order of their names. A pattern may match nothing.

    Raises RunError if there is nothing, if the server does not answer, or if a package is missing that speaks with it.
    """
    system, path = _system(url)
    pattern = path if can_be_placed(url) else urlsplit(path).path
    try:
        if glob.has_magic(pattern):
            root = path[: min(map(path.find, filter(path.__contains__, "*?[")))].rpartition("/")[0]
            yield from _found(system, root, system.glob(path, detail=True))
        elif (path.endswith("/") and not can_be_placed(url)) or (info := system.info(path))["type"] == "directory":
            yield from _found(system, path, system.find(path, detail=True))
        else:
            yield _named(system, info, posixpath.basename(_without_query(path)), by_name=True)
    except read_errors() as error:
        raise RunError(f"{shown_url(url)} cannot be read: {_reason(error)}") from error


def shown_url(url: str) -> str:
    """
    A URL as results show it: without user, password and query, which may hold keys.

    >>> shown_url("https://me:secret@a.example/b.jsonl?signature=1")
    'https://a.example/b.jsonl'
    """
    if can_be_placed(url):
        return url
    return urlsplit(url)._replace(netloc=urlsplit(url).netloc.rpartition("@")[2], query="", fragment="").geturl()


def _reason(error: Exception) -> str:
    """Why a URL cannot be read: fsspec says only which, whole, and has the answer of the server as the cause."""
    cause = error.__cause__ or error
    return _WEB_URL.sub(lambda found: shown_url(found[0]), str(cause)) or type(cause).__name__


def _without_query(path: str) -> str:
    return shown_url(path) if is_url(path) else path


def _found(system: AbstractFileSystem, root: str, infos: Mapping[str, Mapping[str, Any]]) -> Iterator[NamedFile]:
    for path, info in sorted(infos.items()):
        if info["type"] != "directory":
            yield _named(system, info, _without_query(path).removeprefix(root).lstrip("/"))


def _named(system: AbstractFileSystem, info: Mapping[str, Any], relative: str, by_name: bool = False) -> NamedFile:
    url = system.unstrip_protocol(info["name"])
    stamp = next((str(info[name]) for name in STAMPS if info.get(name)), "")
    shown = shown_url(url)
    size, stored = info.get("size") or 0, url if url != shown else ""
    return NamedFile(shown, relative, size, stamp, by_name=by_name, stored=stored)


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    """The file system of a URL, and the path in it. Raises RunError."""
    try:
        from fsspec.core import url_to_fs
    except ModuleNotFoundError as error:
        raise missing("fsspec", f"{shown_url(url)}: reading URLs") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:  # fsspec says which package is missing
        extra = "s3" if url.lower().startswith(("s3://", "s3a://")) else "fsspec"
        raise RunError(
            f"{shown_url(url)} cannot be read: {error}; what was tried comes with {install(extra)}"
        ) from error
    except ValueError as error:
        raise RunError(f"{shown_url(url)} cannot be read: {error}; use memory, s3, http, https or file") from error
    return system, path


class _Streamed(io.RawIOBase):
    """A file of a web server, read from its beginning to its end."""

    def __init__(self, file: IO[bytes]):
        self.file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self.file.close()
        super().close()
