"""Inputs put back: files as they were, rows as lines of `id` and `text` in a file for each file they came from."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import IO

import orjson

from ..errors import RunError
from ..record import Ledger
from .inputs import COMPRESSED


class Restored:
    """Writes restored inputs below a folder, and never outside it or over another."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.rows: IO[bytes] | None = None
        self.rows_path = ""
        self.written: set[Path] = set()

    def write(self, ledger: Ledger, data: bytes) -> None:
        """One input."""
        if ledger.kind.startswith("row"):
            self._row(ledger, data)
            return
        path = self._place(ledger.id, "x.txt" if ledger.kind == "file-page" else ledger.path)
        with open(path, "wb") as file:
            file.write(data)

    def _row(self, ledger: Ledger, data: bytes) -> None:
        if self.rows is None or self.rows_path != ledger.path:
            self.close()
            self.rows_path = ledger.path
            self.rows = self._place(_stem(PurePosixPath(ledger.path).name), "x.jsonl").open("wb")
        text = data.decode("utf-8", "surrogatepass")
        try:
            line = orjson.dumps({"id": ledger.id, "text": text})
        except orjson.JSONEncodeError:  # lone surrogates: JSON can say them, UTF-8 cannot
            import json

            line = json.dumps({"id": ledger.id, "text": text}).encode()
        self.rows.write(line + b"\n")

    def _place(self, id_: str, path: str) -> Path:
        """Where a file goes: by its id, with the suffix that it had, and never above the folder."""
        suffix = os.path.splitext(_without_compression(path))[1]
        parts = [part for part in PurePosixPath(id_).parts if part not in ("/", "..", ".")] or ["document"]
        place = self.folder.joinpath(*parts)
        if not place.name.endswith(suffix):
            place = place.with_name(place.name + suffix)
        if place in self.written:
            raise RunError(f"{place}: two inputs would be restored into it")
        self.written.add(place)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(f"{place.parent} cannot be made: {error}") from error
        return place

    def close(self) -> None:
        """Finish the file of rows that is open."""
        if self.rows is not None:
            self.rows.close()
            self.rows = None


def _without_compression(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    return stem if suffix.lower() in COMPRESSED else path


def _stem(name: str) -> str:
    return os.path.splitext(_without_compression(name))[0]
