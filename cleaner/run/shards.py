"""
What a run writes: documents and their ledger in shards, line for line beside each other, and rejections.

Files are written under another name and renamed when they are whole, so that no half shard ever looks finished.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO

from ..errors import RunError

SHARD = 100_000
"""Documents in a shard. A shard is a stretch of the input's order, never a worker's share."""

FOLDERS = ("documents", "ledger", "rejected")
REPORTS = ("run.json", "README.md")
KEPT = (".gitignore", ".gitkeep")
"""Files that keep a folder in a repository. They stay, and do not make it a folder that holds other things."""

PART = re.compile(r"part-[0-9]{5,}\.jsonl(\.part)?")
CARD_BEGINS = b"---\nconfigs:\n"
REPORT_BEGINS = b'{\n  "cleaner": '


def make_room(out: Path, force: bool, inputs: Iterable[str] = ()) -> None:
    """
    Remove what an earlier run wrote, and nothing else: a file of another origin is refused; forced, it stays.

    Raises RunError too where such a file has the name of one that this run writes, and where one of the `inputs` would be
    removed.
    """
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file; the results go into a folder")
    try:
        ours, others = _contents(out)
        _check(out, ours, others, force, inputs)
        for path in ours:
            path.unlink()
        for name in FOLDERS:
            (out / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{error.filename or out} cannot be made or emptied: {error.strerror or error}") from error


def _contents(out: Path) -> tuple[list[Path], list[Path]]:
    """What an earlier run wrote into a folder, first what says that it ended; and what else is there."""
    if not out.is_dir():
        return [], []
    ours = [path for name in REPORTS if _written_by_a_run(path := out / name)]
    ours += [path for name in REPORTS if (path := out / f"{name}.part").is_file()]
    others = [path for path in sorted(out.iterdir()) if path not in ours and path.name not in (*FOLDERS, *KEPT)]
    was_run = bool(ours) or all((out / name).is_dir() for name in FOLDERS)
    for folder in (out / name for name in FOLDERS):
        for path in sorted(folder.iterdir()) if folder.exists() else []:
            (ours if was_run and PART.fullmatch(path.name) and path.is_file() else others).append(path)
    return ours, others


def _written_by_a_run(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(REPORT_BEGINS))
    return start.startswith((CARD_BEGINS, REPORT_BEGINS))


def _check(out: Path, ours: list[Path], others: list[Path], force: bool, inputs: Iterable[str]) -> None:
    """Raise RunError where a run would take something that it did not write, or that it is to read."""
    at_stake = {os.path.realpath(path): path for path in ours}
    for one in inputs:
        if os.path.realpath(one) in at_stake:
            raise RunError(
                f"{one} is an input and would be replaced by this run's results; name another folder with -o"
            )
    if others and not force:
        names = ", ".join(path.relative_to(out).as_posix() for path in others[:3])
        raise RunError(f"{out} holds {names}, which no run wrote; name another folder, or say --force")
    for path in others:
        if path.relative_to(out).as_posix() in REPORTS or PART.fullmatch(path.name):
            raise RunError(f"{path} has the name of a result and no run wrote it; name another folder, or move it away")


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there as a whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)


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
