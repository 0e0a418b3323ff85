"""
What a run writes: documents and their ledger in shards, line for line beside each other, and rejections.

Files are written under another name and renamed when they are whole, so that no half shard ever looks finished.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO

from ..errors import RunError

SHARD = 100_000
"""Documents in a shard. A shard is a stretch of the input's order, never a worker's share."""

FOLDERS = ("documents", "ledger", "rejected")
OWN = {*FOLDERS, "run.json", "README.md", ".gitkeep"}


def make_room(out: Path, force: bool) -> None:
    """Remove what an earlier run wrote. A folder with other things in it is refused unless forced, and they stay."""
    if out.is_dir():
        others = sorted(entry.name for entry in out.iterdir() if entry.name not in OWN)
        ours = (out / "run.json").exists() or (out / "documents").is_dir()
        if not force and (others or (not ours and any(out.iterdir()) and not (out / ".gitkeep").exists())):
            names = ", ".join(others[:3]) or "files"
            raise RunError(f"{out} holds {names}, which no run wrote; name another folder, or say --force")
        for name in FOLDERS:
            shutil.rmtree(out / name, ignore_errors=True)
        for name in ("run.json", "README.md"):
            (out / name).unlink(missing_ok=True)
    elif out.exists():
        raise RunError(f"{out} is a file; the results go into a folder")
    try:
        for name in FOLDERS:
            (out / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{out} cannot be made: {error}") from error


class Shards:
    """One folder of numbered files. `write` puts lines into the shard of an input's number; numbers only grow."""

    def __init__(self, folder: Path, size: int = SHARD, always: bool = True):
        self.folder, self.size, self.always = folder, size, always
        self.number = -1
        self.file: IO[bytes] | None = None

    def write(self, number: int, line: bytes) -> None:
        """Write a line that belongs to input `number`, counted from 0."""
        self.turn_to(number // self.size)
        if self.file is None:
            self.file = self._path(".part").open("wb", buffering=1 << 20)
        self.file.write(line)

    def turn_to(self, shard: int) -> None:
        """Finish all shards before this one; those without a line are empty files where the folder keeps step."""
        while self.number < shard:
            self._finish()
            self.number += 1
            if self.always:
                self.file = self._path(".part").open("wb", buffering=1 << 20)

    def _path(self, suffix: str = "") -> Path:
        return self.folder / f"part-{self.number:05}.jsonl{suffix}"

    def _finish(self) -> None:
        if self.file is not None:
            self.file.close()
            os.replace(self._path(".part"), self._path())
            self.file = None

    def __enter__(self) -> Shards:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._finish()
        elif self.file is not None:
            self.file.close()
