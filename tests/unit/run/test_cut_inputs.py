"""Inputs are cut into pieces that together are the whole input, each line once."""

from __future__ import annotations

import io
import itertools
import math
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner.run.cut_inputs as cut_inputs_module
import cleaner.run.read_piece as read_piece_module
from cleaner.formats.inputs import find_inputs
from cleaner.formats.registry import read_items
from cleaner.formats.work_item import InputFile, WorkItem
from cleaner.run.cut_inputs import PieceSize, cut_inputs, line_ranges
from cleaner.run.piece import LineRange, RowGroups, Stream, WholeFiles, files_of, size_of
from cleaner.run.read_piece import blocks, read_piece

LINES = st.lists(st.binary(max_size=9).map(lambda line: line.replace(b"\n", b" ") + b"\n"), max_size=40)


@given(LINES, st.binary(max_size=5), st.integers(1, 12), st.integers(1, 40) | st.just(math.inf), st.integers(1, 30))
def test_ranges_are_the_stream_without_gap_or_overlap(
    lines: list[bytes], rest: bytes, rows: int, size: float, chunk: int
) -> None:
    data = b"".join(lines) + rest.replace(b"\n", b"")
    ranges = list(line_ranges(Slow(data, chunk), PieceSize(rows, size)))
    assert b"".join(data[start:end] for start, end, _ in ranges) == data
    assert all(before[1] == after[0] for before, after in itertools.pairwise(ranges))
    for start, end, number in ranges:
        assert number == data.count(b"\n", 0, start) + 1
        piece = data[start:end]
        assert 0 < piece.count(b"\n") + (not piece.endswith(b"\n")) <= rows
        assert piece.endswith(b"\n") or end == len(data)
        assert len(piece[: piece[:-1].rfind(b"\n") + 1]) < size  # without its last line it is not full


class Slow(io.BytesIO):
    """Gives a few bytes at a time, whatever is asked for."""

    def __init__(self, data: bytes, chunk: int):
        super().__init__(data)
        self.chunk = chunk

    def read(self, size: int | None = -1) -> bytes:
        return super().read(self.chunk)


@given(st.lists(st.integers(0, 50), max_size=60), st.integers(1, 9), st.integers(1, 120) | st.just(math.inf))
def test_blocks_are_the_stream_cut_at_the_same_rows_each_time(sizes: list[int], rows: int, size: float) -> None:
    items = [WorkItem(str(number), "p", "csv", b"x" * length) for number, length in enumerate(sizes)]
    cut = [(number, list(block)) for number, block in blocks(items, PieceSize(rows, size))]
    assert [item for _, block in cut for item in block] == items
    assert [number for number, _ in cut] == list(range(len(cut)))
    for _, block in cut:
        assert len(block) <= rows
        assert sum(len(item.payload) for item in block[:-1]) < size


def test_small_files_are_taken_together_and_large_ones_are_cut(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"a{number}.txt").write_bytes(b"x" * 40)
    (tmp_path / "b.jsonl").write_bytes(b'{"text": "a"}\n' * 20)
    (tmp_path / "c.csv").write_bytes(b"text\n" + b"snow\n" * 60)
    files = find_inputs([str(tmp_path)]).files
    pieces = list(cut_inputs(files, PieceSize(1000, 100)))
    assert [type(piece) for piece in pieces] == [WholeFiles] * 3 + [LineRange] * 3 + [Stream]
    assert [len(files_of(piece)) for piece in pieces] == [2, 2, 1, 1, 1, 1, 1]
    assert list(dict.fromkeys(file for piece in pieces for file in files_of(piece))) == list(files)
    assert sum(map(size_of, pieces)) == sum(file.size for file in files)


def test_where_only_documents_count_every_file_with_rows_is_cut(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\n' * 5)
    (tmp_path / "b.csv").write_bytes(b"text\nsnow\n")
    pieces = list(cut_inputs(find_inputs([str(tmp_path)]).files, PieceSize.of_documents(2)))
    assert [type(piece) for piece in pieces] == [LineRange] * 3 + [Stream]


def test_row_groups_are_taken_together_until_a_piece_is_full(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pyarrow.parquet.write_table(pa.table({"text": [f"Row {n}." for n in range(10)]}), path, row_group_size=2)
    (file,) = find_inputs([str(path)]).files
    pieces = list(cut_inputs([file], PieceSize.of_documents(5)))
    assert [(piece.first, piece.end, piece.first_row) for piece in pieces if isinstance(piece, RowGroups)] == [
        (0, 2, 1), (2, 4, 5), (4, 5, 9),
    ]  # fmt: skip
    whole = [item.payload for item in read_items(file)]
    assert [item.payload for piece in pieces if isinstance(piece, RowGroups) for item in read_piece(piece)] == whole


def test_a_file_that_cannot_be_read_is_a_piece_whose_document_says_so(tmp_path: Path) -> None:
    gone = InputFile("gone", str(tmp_path / "gone.jsonl"), "jsonl", size=1000)
    (piece,) = cut_inputs([gone], PieceSize(10, 10))
    assert isinstance(piece, WholeFiles)
    assert [item.reason for item in read_piece(piece)] == ["unreadable"]


def test_a_server_that_fails_while_lines_are_counted_costs_only_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: InputFile) -> None:
        raise ValueError("the server said something odd")  # as its library does: not every one raises OSError

    file = InputFile("a", "s3://a/a.jsonl", "jsonl", size=1000)
    monkeypatch.setattr(cut_inputs_module, "open_input", broken)
    monkeypatch.setattr(read_piece_module, "open_input", broken)
    assert list(cut_inputs([file], PieceSize(10, 10))) == [WholeFiles((file,))]
    assert [item.reason for item in read_piece(LineRange(file, 0, 1000, 1))] == ["unreadable"]


def test_a_file_without_rows_is_in_a_piece_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").touch()
    pyarrow.parquet.write_table(pa.table({"text": pa.array([], pa.string())}), tmp_path / "b.parquet")
    files = find_inputs([str(tmp_path)]).files
    pieces = list(cut_inputs(files, PieceSize.of_documents(2)))
    assert [file for piece in pieces for file in files_of(piece)] == list(files)
    assert [list(read_piece(piece)) for piece in pieces if not isinstance(piece, Stream)] == [[], []]
