"""What a format of result files is: its suffix and its folder, what writes it, and what reads it again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

RESULT_TABLES = ("documents", "ledger", "rejected")
"""What a run writes: a folder each, with one file for each part."""

EDITS_TABLE = "edits"
"""What a table of edits is called. It has no lines of its own: it is made from the ledger's, where a format has it."""


SET_APART = "set-apart"
"""What the lines are called that stand-off tables are made from."""

STAND_OFF_TABLES = ("texts", "ids", "spans", "ties")
"""The stand-off tables. A run has either the texts or only the ids."""

LINES_OF: Mapping[str, str] = {EDITS_TABLE: "ledger", **dict.fromkeys(STAND_OFF_TABLES, SET_APART)}
"""For each table that has no lines of its own, the lines that it is made from."""


class LineWriter(Protocol):
    """Writes one file, line by line."""

    def write(self, line: bytes) -> None:
        """Add a line of JSON, with its line end."""

    def close(self) -> None:
        """Finish the file. On return it is complete, and on the disk."""

    def abandon(self) -> None:
        """Let go of the file, also after `write` or `close` failed. It stays, and is not complete. Never raises OSError."""


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """
    A format of result files.

    A table's files are in `folder/TABLE` and end in `suffix`. `tables` says which files a part has. `open_writer` makes the
    writer of a new file of a table, which takes the lines that `LINES_OF` names. `read_lines` gives the lines of a file
    again, byte for byte. Both raise OSError if the file cannot be opened, and ValueError or OSError if it is broken.
    `packages` are those that both need and that only an extra brings (see `extras`).
    """

    suffix: str
    folder: str
    tables: tuple[str, ...]
    open_writer: Callable[[Path, str], LineWriter]
    read_lines: Callable[[Path], Iterator[bytes]]
    packages: tuple[str, ...] = ()
