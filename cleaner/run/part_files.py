"""
The files of a part: documents, ledger and rejections, in every format that the run writes, and its stand-off tables.

They are written under other names, and get their own when all of them are complete and safely on the disk. So a part is
there whole or not at all, whatever happens.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from ..outputs.output_format import LINES_OF, RESULT_TABLES, SET_APART, LineWriter, OutputFormat
from ..outputs.registry import FILE_FORMATS
from .lease import Mark
from .state import sync_folder
from .worker import OutputLines

PART_FILE = re.compile(r"\.?(?P<part>part-[0-9]{5}(-[0-9]{6})?)\.[a-z.]+(\.[0-9a-f]{8})?")
"""The name of a file of a part, or of one that was not published."""


ALL_TABLES = frozenset(table for form in FILE_FORMATS.values() for table in form.tables)


def table_folders(
    out: Path, to: Sequence[str], tables: Collection[str] = ALL_TABLES
) -> Iterator[tuple[OutputFormat, str, Path]]:
    """Each format with each of its tables that is one of `tables`, and the folder of its files."""
    for name in to:
        form = FILE_FORMATS[name]
        for table in filter(tables.__contains__, form.tables):
            yield form, table, out / form.folder / table


class PartFiles:
    """
    The files of one part, or those of some of its tables, while they are written. Usable in `with`: what was not published by its
    end is removed. Until then their names end in the token of who writes them, by default of the run.
    """

    def __init__(
        self, out: Path, part: str, to: Sequence[str], mark: Mark, tables: Collection[str] = ALL_TABLES, token: str = ""
    ):
        self.mark = mark
        self.names: dict[Path, Path] = {}
        self.writers: dict[str, list[LineWriter]] = {table: [] for table in (*RESULT_TABLES, SET_APART)}
        for form, table, folder in table_folders(out, to, tables):
            unpublished = folder / f".{part}{form.suffix}.{token or mark.token}"
            self.names[unpublished] = folder / f"{part}{form.suffix}"
            self.writers[LINES_OF.get(table, table)].append(form.open_writer(unpublished, table))

    def write(self, lines: OutputLines) -> None:
        """Write the lines of one document."""
        if lines.document:
            self.write_line("documents", lines.document)
            self.write_line("ledger", lines.ledger)
            self.write_line(SET_APART, lines.apart)
        else:
            self.write_line("rejected", lines.rejection)

    def write_line(self, table: str, line: bytes) -> None:
        """Write one line of a table, in all formats."""
        for writer in self.writers[table]:
            writer.write(line)

    def publish(self) -> None:
        """Give all files their names. Raises RunError if another run took the folder over."""
        for writers in self.writers.values():
            while writers:
                writers.pop().close()
        self.mark.check()
        for unpublished, path in self.names.items():
            os.replace(unpublished, path)
        for folder in {path.parent for path in self.names.values()}:
            sync_folder(folder)
        self.names.clear()

    def __enter__(self) -> PartFiles:
        return self

    def __exit__(self, *_: object) -> None:
        for writer in (writer for writers in self.writers.values() for writer in writers):
            writer.abandon()
        for unpublished in self.names:
            unpublished.unlink(missing_ok=True)


def remove_unpublished(out: Path, to: Sequence[str]) -> None:
    """Remove what runs that were killed had begun to write. Only for who holds the lease."""
    for _, _, folder in table_folders(out, to):
        for path in folder.glob(".part-*"):
            if PART_FILE.fullmatch(path.name):
                path.unlink()


def whole_parts(out: Path, to: Sequence[str]) -> set[str]:
    """The parts of which all files are there."""
    found = [
        {path.name.removesuffix(form.suffix) for path in folder.glob(f"part-*{form.suffix}")}
        for form, _, folder in table_folders(out, to)
    ]
    return set.intersection(*found)


def remove_other_parts(out: Path, to: Sequence[str], parts: Collection[str]) -> None:
    """Remove the files of all parts but some, also of those that are not whole. Only when no worker writes any more."""
    remove_unpublished(out, to)
    kept = set(parts)
    for _, _, folder in table_folders(out, to):
        for path in folder.glob("part-*"):
            if (found := PART_FILE.fullmatch(path.name)) and found["part"] not in kept:
                path.unlink()
