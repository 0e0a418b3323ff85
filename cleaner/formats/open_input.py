"""Opens an input, wherever its bytes are."""

from __future__ import annotations

from typing import IO

from .compression import CHUNK_BYTES, decompressed
from .work_item import InputFile


def open_input(file: InputFile) -> IO[bytes]:
    """
    The bytes of a file, decompressed. If it is not compressed, the result can be placed with `seek`.

    Raises OSError; reading raises what `compression.read_errors` lists.
    """
    if file.stored:  # decompressed already
        return open(file.stored, "rb", buffering=CHUNK_BYTES)
    return decompressed(open(file.path, "rb", buffering=CHUNK_BYTES), file.compression)
