"""Parquet: a row is what a line of JSONL with the same fields is, in whatever groups the rows are read."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned
from cleaner.formats.inputs import find_inputs
from cleaner.formats.parquet import read_row_groups, row_groups
from cleaner.formats.registry import parse_item, read_items
from cleaner.formats.work_item import InputFile, WorkItem
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import MAX_BYTES
from cleaner.record import Rejected
from cleaner.run.worker import results_of
from cleaner.settings import RowKeys, Settings

STORY = "Snow fell on the hills above the town."
RUSSIAN = "Снег шел третий день, и дорога к морю оставалась закрытой до вечера. "


def written(path: Path, table: pa.Table, **options: Any) -> InputFile:
    """The table as a file."""
    pq.write_table(table, path, **options)
    return find_inputs([str(path)]).files[0]


def value(path: Path, array: pa.Array) -> Any:
    """What a value of a column becomes in JSON."""
    (item,) = read_items(written(path, pa.table({"x": array})))
    assert not item.reason, item.detail
    return json.loads(item.payload)["x"]


def test_rows_are_records_equal_to_those_of_jsonl(tmp_path: Path) -> None:
    rows = [
        {"id": "own", "text": f"{STORY}\nMore.", "html": None, "url": "https://a.example/1", "tags": ["a"], "n": None},
        {"id": None, "text": STORY, "html": None, "url": None, "tags": None, "n": {"views": 7}},
        {"id": None, "text": None, "html": f"<h1>Snow</h1><p>{STORY * 4}</p>", "url": None, "tags": [], "n": None},
        {"id": None, "text": None, "html": None, "url": None, "tags": [], "n": None},
    ]
    (tmp_path / "lines").mkdir()
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    of_lines, of_table = (
        results_of([*read_items(find_inputs([str(tmp_path / name)]).files[0])], Rulebook([]), Settings())
        for name in ("a.jsonl", "a.parquet")
    )
    assert [type(result) for result in of_table] == [Cleaned, Cleaned, Cleaned, Rejected]
    for line, row in zip(of_lines, of_table, strict=True):
        if isinstance(line, Cleaned) and isinstance(row, Cleaned):
            assert row.record == line.record
            assert replace_path(row.ledger.to_dict()) == replace_path(line.ledger.to_dict())
        elif isinstance(line, Rejected) and isinstance(row, Rejected):
            assert (row.id, row.reason, row.detail) == (line.id, line.reason, line.detail)


def replace_path(ledger: dict[str, Any]) -> dict[str, Any]:
    """A ledger but for the file that it names."""
    return {**ledger, "path": ""}


@given(st.integers(0, 40), st.integers(1, 9), st.data())
def test_however_groups_are_divided_the_items_are_those_of_the_whole_file(
    tmp_path_factory: pytest.TempPathFactory, rows: int, group: int, draw: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("in") / "a.parquet"
    file = written(path, pa.table({"text": [f"{STORY} {n}" for n in range(rows)]}), row_group_size=group)
    groups = row_groups(file)
    assert sum(count for count, _ in groups) == rows
    cuts = [0, *sorted(draw.draw(st.sets(st.integers(0, len(groups))))), len(groups)]
    found: list[WorkItem] = []
    for first, end in pairwise(cuts):
        first_row = sum(count for count, _ in groups[:first]) + 1
        found += read_row_groups(file, first, end, first_row, MAX_BYTES)
    assert found == list(read_items(file))
    assert [(item.id, item.place) for item in found] == [(f"a#{n}", f"row {n}") for n in range(1, rows + 1)]


NOON = dt.datetime(2024, 1, 3, 12, 30)


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (pa.array([dt.date(2024, 1, 3)]), "2024-01-03"),
        (pa.array([NOON]), "2024-01-03T12:30:00"),
        (pa.array([NOON], pa.timestamp("s", "UTC")), "2024-01-03T12:30:00Z"),
        (pa.array([NOON], pa.timestamp("ms", "+02:00")), "2024-01-03T14:30:00+02:00"),
        (pa.array([1700000000123456789], pa.timestamp("ns")), "2023-11-14T22:13:20.123456"),
        (pa.array([{"at": [1700000000123456789]}], pa.struct([("at", pa.list_(pa.timestamp("ns")))])),
         {"at": ["2023-11-14T22:13:20.123456"]}),
        (pa.array([dt.time(1, 2, 3)]), "01:02:03"),
        (pa.array([Decimal("1.50")]), "1.50"),
        (pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int8())), {"k": 1}),
        (pa.array(["x"]).dictionary_encode(), "x"),
        (pa.array([2**64 - 1], pa.uint64()), 2**64 - 1),
        (pa.array([float("nan")]), None),
        (pa.array(["ü".encode()]), "ü"),
        (pa.array([b"\xff"]), {"base64": "/w=="}),
        (pa.array([dt.timedelta(seconds=5)]), "0:00:05"),
    ],
    ids=str,
)  # fmt: skip
def test_values_are_what_a_reader_of_json_expects(tmp_path: Path, array: pa.Array, expected: object) -> None:
    assert value(tmp_path / "a.parquet", array) == expected


def test_a_page_in_a_binary_column_is_decoded_as_that_of_a_file(tmp_path: Path) -> None:
    page = f"<meta charset=koi8-r><h1>{RUSSIAN}</h1><p>{RUSSIAN * 4}</p>".encode("koi8-r")
    (item,) = read_items(written(tmp_path / "a.parquet", pa.table({"page": [page], "icon": [b"\xff\x00"]})))
    raw = parse_item(item, RowKeys(html="page"))
    assert (raw.kind, raw.data, raw.given) == ("html", page, {"icon": {"base64": "/wA="}})
    (result,) = results_of([item], Rulebook([]), Settings(keys=RowKeys(html="page")))
    assert isinstance(result, Cleaned)
    assert result.record.text.startswith(RUSSIAN.strip())


def test_a_row_that_python_has_no_value_for_does_not_hide_the_others(tmp_path: Path) -> None:
    table = pa.table({"text": ["One", "Two", "Three"], "at": pa.array([0, 1 << 52, 0], pa.timestamp("ms"))})
    one, two, three = read_items(written(tmp_path / "a.parquet", table))
    assert (one.reason, two.reason, three.reason) == ("", "bad-row", "")
    assert two.detail.startswith("the row cannot be written as JSON: ")


def test_a_text_that_is_not_utf_8_is_a_bad_row(tmp_path: Path) -> None:
    text = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\1\0\0\0"), pa.py_buffer(b"\xff")])
    (item,) = read_items(written(tmp_path / "a.parquet", pa.table({"text": text})))
    assert item.reason == "bad-row"


def test_a_group_that_is_broken_is_one_rejection(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{STORY} {n * 7919}" for n in range(3000)]
    file = written(path, pa.table({"text": texts}), row_group_size=1000, use_dictionary=False, compression="zstd")
    start = pq.read_metadata(path).row_group(1).column(0).data_page_offset
    data = bytearray(path.read_bytes())
    data[start : start + 200] = bytes(200)
    path.write_bytes(data)
    items = list(read_items(file))
    (broken,) = (item for item in items if item.reason)
    assert (broken.id, broken.place, broken.reason) == ("a#1001", "row 1001", "unreadable")
    assert broken.detail.startswith("rows 1001 to 2000 cannot be read: ")
    assert [item.id for item in items if not item.reason] == [f"a#{n}" for n in (*range(1, 1001), *range(2001, 3001))]
    assert list(read_row_groups(file, 1, 2, 1001, MAX_BYTES)) == [broken]


@pytest.mark.parametrize("data", [b"", b"no table", b"PAR1" * 9], ids=str)
def test_a_file_that_is_no_parquet_has_no_groups_and_is_one_rejection(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    (file,) = find_inputs([str(tmp_path / "a.parquet")]).files
    with pytest.raises(OSError, match=r"(?i)parquet"):
        row_groups(file)
    (item,) = read_items(file)
    assert (item.id, item.reason) == ("a", "unreadable")


def test_two_columns_of_one_name_are_told_what_would_be_right(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], ["text", "text"]))
    (item,) = read_items(file)
    with pytest.raises(OSError, match="2 columns have the name `text`"):
        row_groups(file)
    assert (item.id, item.reason) == ("a", "bad-row")
    assert item.detail == "2 columns have the name `text`, so no row is read; rename them"


def test_a_row_over_the_limit_does_not_hide_the_next_one(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", pa.table({"text": ["x" * 99, "Two"]}))
    large, after = read_items(file, limit=50)
    assert (large.reason, large.size) == ("limit", 110)
    assert json.loads(after.payload) == {"text": "Two"}


def test_a_compressed_table_is_unpacked_first(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", pa.table({"text": ["One", "Two"]}))
    (tmp_path / "a.parquet.gz").write_bytes(gzip.compress((tmp_path / "a.parquet").read_bytes()))
    packed = replace(file, path=str(tmp_path / "a.parquet.gz"), compression="gz")
    assert [item.payload for item in read_items(packed)] == [item.payload for item in read_items(file)]
    assert row_groups(packed) == row_groups(file)
