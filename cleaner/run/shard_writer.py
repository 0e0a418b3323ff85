"""
Writes results in shards, so that line n of a shard of `ledger/` belongs to line n of the same shard of `documents/`.

Files are written under another name and renamed when they are complete: a half-written shard never looks finished.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import IO

SHARD_DOCUMENTS = 100_000
"""Documents in a shard: a stretch of the input, whichever workers cleaned it. Never varied."""

SHARD_BUFFER_BYTES = 1 << 20


def write_whole(path: Path, data: bytes) -> None:
    """Write a file completely or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)


class ShardWriter:
    """
    A folder of numbered files. Each line goes into the shard of its document's number; numbers may only grow.

    With `keep_empty`, shards without a line are empty files, so that two folders have the same shards.
    """

    def __init__(self, folder: Path, size: int = SHARD_DOCUMENTS, keep_empty: bool = True):
        self.folder, self.size, self.keep_empty = folder, size, keep_empty
        self.number = -1
        self.file: IO[bytes] | None = None

    def write(self, number: int, line: bytes) -> None:
        """Write a line of document `number`, counted from 0."""
        self.turn_to(number // self.size)
        if self.file is None:
            self.file = self._path(".part").open("wb", buffering=SHARD_BUFFER_BYTES)
        self.file.write(line)

    def turn_to(self, shard: int) -> None:
        """Finish all shards before this one."""
        while self.number < shard:
            self._finish()
            self.number += 1
            if self.keep_empty:
                self.file = self._path(".part").open("wb", buffering=SHARD_BUFFER_BYTES)

    def _path(self, suffix: str = "") -> Path:
        return self.folder / f"part-{self.number:05}.jsonl{suffix}"

    def _finish(self) -> None:
        if self.file is not None:
            self.file.close()
            os.replace(self._path(".part"), self._path())
            self.file = None

    def __enter__(self) -> ShardWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        elif self.file is not None:
            self.file.close()
