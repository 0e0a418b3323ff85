"""Inputs put back: files as they were, rows as lines of `id` and `text` in a file for each file they came from."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from typing import IO

import orjson

from ..errors import RunError
from ..formats.inputs import COMPRESSED
from ..record import Ledger


class Restored:
    """Writes restored inputs below a folder, and never outside it or over another file."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.rows: IO[bytes] | None = None
        self.rows_path = ""
        self.written: set[Path] = set()

    def write(self, ledger: Ledger, data: bytes) -> None:
        """One input. Raises RunError where it cannot be written, or something else is there already."""
        try:
            if ledger.kind.startswith("row"):
                self._row(ledger, data)
            else:
                with self._new(_places(ledger)) as file:
                    file.write(data)
        except FileExistsError as error:
            raise RunError(
                f"{error.filename} is there already; name a folder that is new or empty with --to"
            ) from error
        except OSError as error:
            raise RunError(f"{error.filename or self.folder} cannot be written: {error.strerror or error}") from error

    def _row(self, ledger: Ledger, data: bytes) -> None:
        if self.rows is None or self.rows_path != ledger.path:
            self.close()
            self.rows_path = ledger.path
            stem = os.path.splitext(_without_compression(ledger.path))[0]
            self.rows = self._new([f"{PurePosixPath(stem).name}.jsonl", f"{stem}.jsonl", f"{ledger.path}.jsonl"])
        text = data.decode("utf-8", "surrogatepass")
        try:
            line = orjson.dumps({"id": ledger.id, "text": text})
        except orjson.JSONEncodeError:  # lone surrogates: JSON can say them, UTF-8 cannot
            import json

            line = json.dumps({"id": ledger.id, "text": text}).encode()
        self.rows.write(line + b"\n")

    def _new(self, names: Iterable[str]) -> IO[bytes]:
        """A file to write, under the first of the names, as paths below the folder, that no other input has."""
        places = (self.folder.joinpath(*_inside(name)) for name in names)
        place = next((one for one in places if one not in self.written), None)
        if place is None:
            raise RunError(
                f"{self.folder}: two inputs would be restored into one file; {list(names)[-1]} is one of them"
            )
        self.written.add(place)
        place.parent.mkdir(parents=True, exist_ok=True)
        return place.open("xb")

    def close(self) -> None:
        """Finish the file of rows that is open."""
        if self.rows is not None:
            self.rows.close()
            self.rows = None


def _places(ledger: Ledger) -> list[str]:
    """
    Names for a file, best first: that of its path, in the folder that its id names; where two have that, what tells
    them apart besides.
    """
    if ledger.kind == "file-page":
        return [f"{ledger.id}.txt", f"{ledger.path}.txt"]
    path = _without_compression(ledger.path)
    name = (PurePosixPath(ledger.id).parent / PurePosixPath(path).name).as_posix()
    suffix = os.path.splitext(path)[1]
    return [name, f"{ledger.id}{suffix}", f"{ledger.path}{suffix}"]


def _inside(name: str) -> list[str]:
    """The parts of a path, none of which leads out of the folder that they are put below."""
    return [part for part in PurePosixPath(name).parts if part not in ("/", "//", "..")] or ["document"]


def _without_compression(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    return stem if suffix.lower() in COMPRESSED else path
