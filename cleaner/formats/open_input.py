"""Opens an input, wherever its bytes are."""

from __future__ import annotations

from typing import IO

from .compression import CHUNK_BYTES, decompressed
from .remote_files import can_be_placed, is_url, open_url
from .work_item import InputFile


def open_input(file: InputFile) -> IO[bytes]:
    """
    The bytes of a file, decompressed.

    Raises OSError; reading raises what `compression.read_errors` lists.
    """
    return decompressed(open_place(file.stored or file.path), file.compression)


def open_place(place: str) -> IO[bytes]:
    """The bytes at a path or a URL, as they are. Raises OSError."""
    return open_url(place) if is_url(place) else open(place, "rb", buffering=CHUNK_BYTES)


def can_seek(file: InputFile) -> bool:
    """Whether what `open_input` gives can be placed with `seek`: the file is not compressed, and no stream of a web server."""
    return not file.compression and (not is_url(file.path) or can_be_placed(file.stored or file.path))
