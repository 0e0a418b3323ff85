"""
Lines of JSON in Parquet, with one fixed schema for each table, and the lines again.

Types are never guessed from values: a column that is null throughout a file has the type that it has in every other file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..extras import missing
from ..json_line import ENCODER
from ..schema.arrow_schema import arrow_schema
from .edit_rows import edit_lines
from .output_format import EDITS_TABLE

if TYPE_CHECKING:
    import pyarrow as pa

ROW_GROUP_BYTES = 8 << 20
"""
JSON in a row group: what a writer holds in memory, some three times over while it encodes. Readers take a row group at a
time, so much smaller ones would slow them down.
"""

ROWS_AT_A_TIME = 256
"""Rows that become Python objects together when a file is read. Never varied."""

PARQUET_VERSION, PAGE_VERSION, COMPRESSION, COMPRESSION_LEVEL = "2.6", "1.0", "zstd", 1
"""
Fixed here, so that another version's defaults do not change a byte. Zstandard's own default is level 3: 8,000 news texts took
0.58 s and 22 MB with it, 0.29 s and 26 MB with level 1.
"""


class ParquetWriter:
    """Writes lines of JSON as rows. A line with a key that the schema lacks, or with a value of another type, is an error."""

    def __init__(self, path: Path, table: str):
        import pyarrow.parquet

        self.schema = arrow_schema(table)
        self.file = path.open("wb")
        self.rows = pyarrow.parquet.ParquetWriter(
            self.file, self.schema, version=PARQUET_VERSION, data_page_version=PAGE_VERSION, compression=COMPRESSION,
            compression_level=COMPRESSION_LEVEL, store_schema=True,
        )  # fmt: skip
        self.lines: list[bytes] = []
        self.size = 0

    def write(self, line: bytes) -> None:
        """Add a line. Raises ValueError if a line does not fit the schema, perhaps only some lines later."""
        self.lines.append(line)
        self.size += len(line)
        if self.size >= ROW_GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """Finish the file; on return it is on the disk."""
        if self.lines:
            self._flush()
        self.rows.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        self.rows.is_open = False  # else it would write its end when it is collected, and complain if that fails
        with suppress(OSError):
            self.file.close()

    def _flush(self) -> None:
        """Write the lines so far as one row group."""
        rows = rows_of_json(b"".join(self.lines), self.schema)
        self.lines, self.size = [], 0
        self.rows.write_table(rows, row_group_size=max(1, rows.num_rows))


class RowsWriter:
    """Writes rows that are made of lines of another table: `rows_of` gives those of a line."""

    def __init__(self, path: Path, table: str, rows_of: Callable[[bytes], Iterable[bytes]]):
        self.rows = ParquetWriter(path, table)
        self.rows_of = rows_of

    def write(self, line: bytes) -> None:
        """Add the rows of a line. Raises ValueError as `ParquetWriter.write` does."""
        for row in self.rows_of(line):
            self.rows.write(row)

    def close(self) -> None:
        """Finish the file; on return it is on the disk."""
        self.rows.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        self.rows.abandon()


def open_parquet(path: Path, table: str) -> ParquetWriter | RowsWriter:
    """The writer of a new file of a table; that of the edits takes the lines of the ledger."""
    return RowsWriter(path, table, edit_lines) if table == EDITS_TABLE else ParquetWriter(path, table)


def rows_of_json(lines: bytes, schema: pa.Schema) -> pa.Table:
    """Lines of JSON as rows of a schema. Raises ValueError if they do not fit."""
    import pyarrow as pa
    import pyarrow.json

    # One block holds all lines: at the end of a block, pyarrow would want the rest of a line to fit into the next.
    reading = pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1)
    parsing = pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error")
    return pyarrow.json.read_json(pa.BufferReader(lines), reading, parsing)


def read_parquet(path: Path) -> Iterator[bytes]:
    """The lines of a file again. Raises OSError or ValueError if it is broken, RunError if pyarrow is not installed."""
    try:
        import pyarrow.parquet
    except ModuleNotFoundError as error:
        raise missing("pyarrow", f"{path}: reading parquet") from error

    with pyarrow.parquet.ParquetFile(path, pre_buffer=False) as file:
        for batch in file.iter_batches(batch_size=ROWS_AT_A_TIME, use_threads=False):
            for row in batch.to_pylist():
                yield ENCODER.encode(row) + b"\n"
