"""Writes restored inputs: files under their own names, rows as lines of `id` and `text`, one file for each source file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from typing import IO

import orjson

from ..errors import RunError
from ..formats.compression import without_compression
from ..formats.registry import format_of
from ..ledger import Ledger
from .new_files import NameTakenError, NewFiles


class RestoredInputs:
    """
    Writes inputs below a folder, never outside it, and never over an existing file.

    `moved` lists inputs that could not come back under a name of their own, because another input is a folder there, or a
    file where this one needs a folder: the name that each wanted, and the one that it got.
    """

    def __init__(self, folder: Path):
        self.folder = folder
        self.files = NewFiles(folder)
        self.rows: IO[bytes] | None = None
        self.rows_source = ""
        self.moved: list[tuple[str, str]] = []

    def write(self, ledger: Ledger, data: bytes) -> None:
        """Write one input. Raises RunError if that is impossible, or another file is in its place."""
        try:
            if ledger.kind.startswith("row"):
                self._write_row(ledger, data)
            else:
                with self._create(_file_names(ledger)) as file:
                    file.write(data)
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

    def _create(self, names: list[str]) -> IO[bytes]:
        """A new file, under the first of the names, or of numbered ones after them, that no other input took."""
        crossed = False
        for name in _with_numbers(names):
            parts = parts_inside(name)
            try:
                file = self.files.create(parts)
            except NameTakenError as taken:
                crossed = crossed or taken.kind_differs
                continue
            if crossed:
                self.moved.append(("/".join(parts_inside(names[0])), "/".join(parts)))
            return file
        raise AssertionError("the numbers do not end")

    def close(self) -> None:
        """Finish the file of rows that is open."""
        if self.rows is not None:
            self.rows.close()
            self.rows = None


def _with_numbers(names: list[str]) -> Iterator[str]:
    yield from dict.fromkeys(names)
    stem, suffix = os.path.splitext(names[-1])
    yield from (f"{stem}-{number}{suffix}" for number in count(2))


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
    return [name, f"{ledger.id}{suffix}", path, f"{ledger.path}{suffix}"]


def parts_inside(name: str) -> list[str]:
    """
    The parts of a path, without those that lead out of the folder it is put into, and without what no file name can have.

    >>> parts_inside("/a/../b.txt"), parts_inside("..")
    (['a', 'b.txt'], ['document'])
    """
    parts = PurePosixPath(name.replace("\0", "")).parts
    return [part for part in parts if part not in ("/", "//", "..")] or ["document"]
