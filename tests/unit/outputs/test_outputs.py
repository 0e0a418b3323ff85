"""Every format gives back the lines that were written, and the same lines always make the same file."""

from __future__ import annotations

import gc
import gzip
import json
import os
import stat
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RunError
from cleaner.json_line import ENCODER
from cleaner.outputs import parquet_files
from cleaner.outputs.edit_rows import edit_lines
from cleaner.outputs.output_format import RESULT_TABLES
from cleaner.outputs.parquet_files import rows_of_json
from cleaner.outputs.registry import OUTPUT_FORMATS, checked_formats
from cleaner.record import Record
from cleaner.schema.arrow_schema import arrow_schema

from .specimens import TEXTS, lines_of_table, record

FORMATS = sorted(OUTPUT_FORMATS)


def write(path: Path, name: str, table: str, lines: list[bytes]) -> Path:
    writer = OUTPUT_FORMATS[name].open_writer(path, table)
    try:
        for line in lines:
            writer.write(line)
        writer.close()
    except BaseException:
        writer.abandon()
        raise
    return path


def read(path: Path, name: str) -> list[bytes]:
    return list(OUTPUT_FORMATS[name].read_lines(path))


@pytest.mark.parametrize("table", RESULT_TABLES)
@pytest.mark.parametrize("name", FORMATS)
def test_the_lines_come_back_byte_for_byte(tmp_path: Path, name: str, table: str) -> None:
    lines = lines_of_table(table)
    path = write(tmp_path / f"part{OUTPUT_FORMATS[name].suffix}", name, table, lines)
    assert read(path, name) == lines


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_without_a_line_is_a_file_of_its_format(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / f"part{OUTPUT_FORMATS[name].suffix}", name, "documents", [])
    assert read(path, name) == []


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_of_a_file_follow_from_its_lines(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    suffix, lines = OUTPUT_FORMATS[name].suffix, lines_of_table("ledger")
    first = write(tmp_path / f"one{suffix}", name, "ledger", lines).read_bytes()
    monkeypatch.setattr("time.time", lambda: 1e9)
    assert write(tmp_path / f"another{suffix}", name, "ledger", lines).read_bytes() == first


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_is_whole_and_on_the_disk_when_it_is_closed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, int]] = []

    def fsync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        assert stat.S_ISREG(status.st_mode)
        synced.append((status.st_ino, status.st_size))

    monkeypatch.setattr(os, "fsync", fsync)
    path = write(tmp_path / f"part{OUTPUT_FORMATS[name].suffix}", name, "rejected", lines_of_table("rejected"))
    status = path.stat()
    assert synced == [(status.st_ino, status.st_size)]


@pytest.mark.parametrize("name", FORMATS)
def test_a_writer_whose_disk_is_full_says_so_once(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    lines = [record(os.urandom(1000).hex()).to_json() for _ in range(3000)]  # 12 MB that do not compress well
    with pytest.raises(OSError, match="No space left"):
        write(Path("/dev/full"), name, "documents", lines)
    gc.collect()
    assert capfd.readouterr().err == ""


def test_plain_and_compressed_lines_are_what_other_programs_read(tmp_path: Path) -> None:
    lines = lines_of_table("documents")
    assert write(tmp_path / "a.jsonl", "jsonl", "documents", lines).read_bytes() == b"".join(lines)
    assert gzip.decompress(write(tmp_path / "a.gz", "jsonl.gz", "documents", lines).read_bytes()) == b"".join(lines)


@pytest.mark.parametrize("table", RESULT_TABLES)
def test_the_values_in_parquet_are_those_of_the_lines(tmp_path: Path, table: str) -> None:
    lines = lines_of_table(table)
    rows = pq.read_table(write(tmp_path / "a.parquet", "parquet", table, lines))
    assert rows.to_pylist() == [json.loads(line) for line in lines]


@pytest.mark.parametrize("table", OUTPUT_FORMATS["parquet"].tables)
def test_every_parquet_file_of_a_table_has_the_same_types(tmp_path: Path, table: str) -> None:
    lines = lines_of_table("ledger" if table == "edits" else table)
    for number, some in enumerate(([], lines[:1], lines)):
        path = write(tmp_path / f"{number}.parquet", "parquet", table, some)
        assert pq.read_schema(path).equals(arrow_schema(table))


def test_a_line_longer_than_a_row_group_comes_back(tmp_path: Path) -> None:
    long = Record("long", "\n" + "ä\x01" * 2_500_000).to_json()  # 20 MB, of which 15 are escapes
    lines = [*lines_of_table("documents"), long, *lines_of_table("documents"), long]
    path = write(tmp_path / "a.parquet", "parquet", "documents", lines)
    assert read(path, "parquet") == lines
    assert pq.ParquetFile(path).num_row_groups == 2


def test_row_groups_are_cut_where_the_lines_fill_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = lines_of_table("documents")
    monkeypatch.setattr(parquet_files, "ROW_GROUP_BYTES", sum(map(len, lines[:3])))
    metadata = pq.ParquetFile(write(tmp_path / "a.parquet", "parquet", "documents", lines)).metadata
    sizes = [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)]
    assert sizes[0] == 3
    assert sum(sizes) == len(lines)
    assert read(tmp_path / "a.parquet", "parquet") == lines


def test_the_table_of_edits_has_a_row_for_each_edit_of_each_ledger(tmp_path: Path) -> None:
    lines = lines_of_table("ledger")
    path = write(tmp_path / "a.parquet", "parquet", "edits", lines)
    rows = pq.read_table(path).to_pylist()
    assert [(row["id"], row["rule"], row["text"]) for row in rows] == [
        row for text in TEXTS for row in ((text, "p/r", text), (text, "p/a", "x"))
    ]
    assert list(rows[0]) == ["id", "start", "end", "at", "kind", "rule", "text"]
    assert read(path, "parquet") == [row for line in lines for row in edit_lines(line)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"id":', b'"more":1,"id":'),
        (b'"text":"The', b'"text":7,"x":"The'),
        (b'"authors":[]', b'"authors":[7]'),
        (b'"dateline":{', b'"dateline":{"more":1,'),
        (b'"chars_in":0', b'"chars_in":9223372036854775808'),
        (b'"chars_in":0', b'"chars_in":"0"'),
        (b'"language_score":0.0', b'"language_score":"high"'),
    ],
)
def test_a_line_that_does_not_fit_the_schema_is_an_error(tmp_path: Path, before: bytes, after: bytes) -> None:
    line = lines_of_table("documents")[0]
    assert before in line
    with pytest.raises(ValueError, match=r"JSON"):
        write(tmp_path / "a.parquet", "parquet", "documents", [line.replace(before, after)])


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCHEMA = pa.schema(
    [
        ("id", pa.string()), ("number", pa.int64()), ("score", pa.float64()), ("names", pa.list_(pa.string())),
        ("parts", pa.list_(pa.struct([("at", pa.int64()), ("texts", pa.list_(pa.string()))]))),
    ]
)  # fmt: skip
ROW = st.fixed_dictionaries(
    {
        "id": st.none() | ANY_TEXT,
        "number": st.none() | st.integers(-(2**63), 2**63 - 1),
        "score": st.none() | st.floats(allow_nan=False, allow_infinity=False),
        "names": st.none() | st.lists(st.none() | ANY_TEXT, max_size=2),
        "parts": st.lists(
            st.fixed_dictionaries({"at": st.integers(0, 9), "texts": st.lists(ANY_TEXT, max_size=2)}), max_size=2
        ),
    }
)


@given(st.lists(ROW, min_size=1, max_size=6))
def test_no_value_is_changed_on_its_way_into_a_table(rows: list[dict[str, object]]) -> None:
    lines = [ENCODER.encode(row) + b"\n" for row in rows]
    assert rows_of_json(b"".join(lines), SCHEMA).to_pylist() == rows


def test_formats_are_named_once_and_in_order() -> None:
    assert checked_formats(["parquet"]) == ("parquet",)
    assert checked_formats(["parquet", "jsonl.gz"]) == ("jsonl.gz", "parquet")
    assert all(one in FORMATS and other in FORMATS for one, other in pairwise(checked_formats(["jsonl", "parquet"])))


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        (["csv"], "there is no output format csv; use jsonl, jsonl.gz, jsonl.zst, parquet"),
        ([], "no output format is named; use jsonl"),
        (["jsonl", "jsonl.gz"], "jsonl and jsonl.gz would both be written to documents/"),
    ],
)
def test_formats_that_cannot_be_written_are_named(names: list[str], problem: str) -> None:
    with pytest.raises(RunError, match=problem):
        checked_formats(names)
