"""Writes restored inputs: files under their own names, rows as lines of `id` and `text`, one file for each source file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO

import orjson

from ..errors import RunError
from ..formats.compression import without_compression
from ..formats.registry import format_of
from ..ledger import Ledger


class RestoredInputs:
    """Writes inputs below a folder, never outside it, and never over an existing file."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.rows: IO[bytes] | None = None
        self.rows_source = ""
        self.written: set[Path] = set()

    def write(self, ledger: Ledger, data: bytes) -> None:
        """Write one input. Raises RunError if that is impossible, or another file is in its place."""
        try:
            if ledger.kind.startswith("row"):
                self._write_row(ledger, data)
            else:
                with self._create(_file_names(ledger)) as file:
                    file.write(data)
        except FileExistsError as error:
            raise RunError(f"{error.filename} exists already; name a new or empty folder with --to") from error
        except OSError as error:
            raise RunError(f"{error.filename or self.folder} cannot be written: {error.strerror or error}") from error

    def _write_row(self, ledger: Ledger, data: bytes) -> None:
        if self.rows is None or self.rows_source != ledger.path:
            self.close()
            self.rows_source = ledger.path
            stem = os.path.splitext(without_compression(ledger.path))[0]
            self.rows = self._create([f"{PurePosixPath(stem).name}.jsonl", f"{stem}.jsonl", f"{ledger.path}.jsonl"])
        row = {"id": ledger.id, "text": data.decode("utf-8", "surrogatepass")}
        try:
            line = orjson.dumps(row)
        except orjson.JSONEncodeError:
            # Lone surrogates: JSON can escape them, but orjson writes UTF-8, which cannot hold them.
            import json

            line = json.dumps(row).encode()
        self.rows.write(line + b"\n")

    def _create(self, names: Iterable[str]) -> IO[bytes]:
        """A new file, under the first of the names (paths below the folder) that no other input took."""
        names = list(names)
        paths = (self.folder.joinpath(*_parts_inside(name)) for name in names)
        path = next((path for path in paths if path not in self.written), None)
        if path is None:
            raise RunError(f"{self.folder}: two inputs would be restored into one file; one of them is {names[-1]}")
        self.written.add(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")

    def close(self) -> None:
        """Finish the file of rows that is open."""
        if self.rows is not None:
            self.rows.close()
            self.rows = None


def _file_names(ledger: Ledger) -> list[str]:
    """
    Names for a file, the best one first: its own name, in the folder that its id names; then longer ones, for when another
    input has that name too.
    """
    if ledger.kind == "file-page":
        return [f"{ledger.id}.txt", f"{ledger.path}.txt"]
    if format_of(ledger.path) not in ("text", "html", ""):  # a page from a file of many
        return [f"{ledger.id}.html", f"{ledger.path}/{ledger.id}.html"]
    path = without_compression(ledger.path)
    name = (PurePosixPath(ledger.id).parent / PurePosixPath(path).name).as_posix()
    suffix = os.path.splitext(path)[1]
    return [name, f"{ledger.id}{suffix}", f"{ledger.path}{suffix}"]


def _parts_inside(name: str) -> list[str]:
    """The parts of a path, without those that lead out of the folder it is put into."""
    parts = PurePosixPath(name.replace("\0", "")).parts
    return [part for part in parts if part not in ("/", "//", "..")] or ["document"]
