"""Input formats: adding one takes an `InputFormat` and an entry, nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned
from cleaner.document import Raw
from cleaner.formats import registry
from cleaner.formats.input_format import InputFormat
from cleaner.formats.inputs import find_inputs
from cleaner.formats.jsonl import read_line_range, read_lines
from cleaner.formats.registry import INPUT_FORMATS, format_of, read_items
from cleaner.formats.work_item import InputFile, WorkItem
from cleaner.match.rulebook import Rulebook
from cleaner.run.worker import results_of
from cleaner.settings import RowKeys, Settings

STORY = "Snow fell on the hills above the town."
RUSSIAN = "Снег шёл третий день, и дорога к морю оставалась закрытой до вечера."


def _read_response(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    yield WorkItem(file.id, file.path, file.format, stream.read())


def _parse_response(item: WorkItem, keys: RowKeys) -> Raw:
    charset, _, body = item.payload.partition(b"\n")
    return Raw(item.id, body, item.path, declared=charset.decode())


@pytest.fixture
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more format: a document whose server declared its encoding."""
    monkeypatch.setattr(
        registry,
        "INPUT_FORMATS",
        {**INPUT_FORMATS, "response": InputFormat((".response",), _read_response, _parse_response)},
    )


def _cleaned(path: Path) -> list[Cleaned]:
    items = [item for file in find_inputs([str(path)]).files for item in read_items(file)]
    results = results_of(items, Rulebook([]), Settings())
    assert all(isinstance(result, Cleaned) for result in results), results
    return [result for result in results if isinstance(result, Cleaned)]


@pytest.mark.usefixtures("formats")
def test_a_format_can_declare_the_encoding_of_a_document(tmp_path: Path) -> None:
    (tmp_path / "page.response").write_bytes(b"koi8-r\n" + RUSSIAN.replace("ё", "е").encode("koi8-r"))
    (result,) = _cleaned(tmp_path)
    assert result.record.metadata.encoding == "koi8-r"
    assert result.record.text == RUSSIAN.replace("ё", "е")


def test_no_suffix_belongs_to_two_formats() -> None:
    suffixes = [suffix for known in INPUT_FORMATS.values() for suffix in known.suffixes]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON", "a.jsonl.gz", "a.jsonl.ZST"])
def test_a_suffix_decides_the_format_in_any_case_and_compressed(name: str) -> None:
    assert format_of(name) == "jsonl"


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.gz", "a.gz.jsonl.gz.gz"])
def test_other_suffixes_have_no_format(name: str) -> None:
    assert format_of(name) == ""


def test_a_file_over_the_limit_is_rejected_with_its_size_and_digest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"0123456789")
    (item,) = read_items(InputFile("a", str(tmp_path / "a.txt"), "text"), limit=4)
    assert (item.reason, item.detail, item.size, item.payload) == ("limit", "10 bytes, more than 4", 10, b"")
    assert item.digest == "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882"


def test_a_line_over_the_limit_does_not_hide_the_next_one(tmp_path: Path) -> None:
    short = json.dumps({"text": "b"}).encode()
    (tmp_path / "a.jsonl").write_bytes(json.dumps({"text": "a" * 50}).encode() + b"\n" + short + b"\n")
    long, next_ = read_items(InputFile("a", str(tmp_path / "a.jsonl"), "jsonl"), limit=len(short) + 1)
    assert (long.id, long.reason, long.place, long.size) == ("a#1", "limit", "line 1", 63)
    assert (next_.id, next_.payload) == ("a#2", short + b"\n")


@given(st.lists(st.sampled_from([b"", b" ", b"{}", b"x" * 12]), max_size=9), st.booleans(), st.data())
def test_ranges_of_lines_give_what_the_whole_file_gives(rows: list[bytes], ends: bool, draw: st.DataObject) -> None:
    lines = [row + b"\n" for row in rows]
    if lines and not ends:
        lines[-1] = lines[-1][:-1]
    data, file = b"".join(lines), InputFile("a", "a.jsonl", "jsonl")
    cuts = [0, *sorted(draw.draw(st.sets(st.integers(0, len(lines))))), len(lines)]
    found: list[WorkItem] = []
    for first, end in pairwise(cuts):
        stream = io.BytesIO(data)
        stream.seek(sum(map(len, lines[:first])))
        found += read_line_range(stream, file, 10, first + 1, sum(map(len, lines[:end])))
    assert found == list(read_lines(io.BytesIO(data), file, 10))


def test_a_range_beyond_the_end_of_a_file_says_that_the_file_is_shorter_now() -> None:
    first, last = read_line_range(io.BytesIO(b"{}\n"), InputFile("a", "a.jsonl", "jsonl"), 10, 7, 5)
    assert (first.id, last.id, last.place, last.reason) == ("a#7", "a#8", "line 8", "unreadable")
    assert "shorter than when the run began" in last.detail


def test_a_file_that_cannot_be_opened_becomes_an_item_with_the_reason(tmp_path: Path) -> None:
    (item,) = read_items(InputFile("a", str(tmp_path / "a.txt"), "text"))
    assert item.reason == "unreadable"
    assert "No such file" in item.detail
