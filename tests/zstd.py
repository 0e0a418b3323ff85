"""Makes .zst files."""

from __future__ import annotations

import pyarrow as pa


def zstd(data: bytes) -> bytes:
    """The data as a .zst."""
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(data)
    archive: bytes = out.getvalue().to_pybytes()
    return archive
