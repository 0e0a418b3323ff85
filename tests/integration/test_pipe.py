"""`cleaner clean`: one line out for each line in, and nothing else on stdout."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.formats.compression import decompressed_by_content
from tests.conftest import Shell
from tests.zstd import zstd


def test_each_line_gives_a_line(cleaner: Shell, tmp_path: Path) -> None:
    text = "OSLO (Reuters) - Snow fell on the hills above the town."
    lines = [json.dumps({"id": "a", "text": text, "n": 1}), "", "[1]", json.dumps({"text": "Two."})]
    done = cleaner("clean", "--ledger", "ledger.jsonl", "--rejects", "rejects.jsonl", stdin="\n".join(lines).encode())
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["a", "stdin#2", "stdin#3", "stdin#4"]
    assert [row["metadata"]["verdicts"] for row in out] == [["ok"], ["rejected"], ["rejected"], ["unchanged"]]
    assert out[0]["text"] == "Snow fell on the hills above the town."
    assert json.loads(out[0]["metadata"]["extra"]) == {"n": 1}
    assert len((tmp_path / "ledger.jsonl").read_text().splitlines()) == 4
    assert [json.loads(line)["place"] for line in (tmp_path / "rejects.jsonl").read_text().splitlines()] == [
        "line 2",
        "line 3",
    ]
    assert done.returncode == 1


def test_a_record_that_is_cleaned_again_keeps_its_metadata(cleaner: Shell, seeds: Path) -> None:
    row = json.dumps({"id": "a", "text": (seeds / "004_baccea33671a48c2.txt").read_text(), "note": "kept"})
    once = cleaner("clean", stdin=row.encode()).stdout
    twice = cleaner("clean", stdin=once).stdout
    first, second = json.loads(once), json.loads(twice)
    for name in ("verdicts", "chars_in", "routing", "language_score"):
        del first["metadata"][name], second["metadata"][name]
    assert first == second


def test_a_closed_pipe_gives_no_traceback(cleaner: Shell) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f'yes \'{{"text": "Snow fell."}}\' | head -5000 | {sys.executable} -m cleaner clean | head -1',
        shell=True,
        capture_output=True,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, zstd])
@pytest.mark.parametrize("how", ["stdin", "file", "named"])
def test_compressed_rows_are_recognised_by_their_first_bytes(
    cleaner: Shell, tmp_path: Path, compress: Callable[[bytes], bytes], how: str
) -> None:
    data = compress(b"".join(b'{"text": "Snow fell on day %d."}\n' % number for number in range(200)))
    (tmp_path / "rows").write_bytes(data)
    arguments = {"stdin": ["clean"], "file": ["clean", "rows"], "named": ["clean", "rows", "--from", "jsonl"]}[how]
    done = cleaner(*arguments, stdin=data if how == "stdin" else b"")
    assert done.returncode == 0, done.stderr
    texts = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    assert texts == [f"Snow fell on day {number}." for number in range(200)]


def test_an_archive_that_is_cut_off_gives_the_rows_before_the_break(cleaner: Shell) -> None:
    data = b"".join(b'{"text": "Snow fell on day %d."}\n' % (number * 7919) for number in range(9000))
    for compress in (gzip.compress, zstd):
        done = cleaner("clean", stdin=compress(data)[:-1000])
        *rows, last = (json.loads(line) for line in done.stdout.splitlines())
        assert done.returncode == 1
        assert 1000 < len(rows) < 9000
        assert last["metadata"]["verdicts"] == ["rejected"]
        assert b"unreadable: the rest of the file cannot be read" in done.stderr


def test_a_document_can_be_compressed_on_standard_input(cleaner: Shell) -> None:
    text = b"Snow fell on the hills above the town.\n"
    for data in (gzip.compress(text), zstd(b'{"text": "Snow fell on the hills above the town."}')):
        done = cleaner("explain", "-", stdin=data)
        assert done.returncode == 0, done.stderr
        assert b"Snow fell on the hills" in done.stdout


def test_the_lines_of_a_pipe_are_there_as_soon_as_they_come() -> None:
    import os

    reader, writer = os.pipe()
    with open(reader, "rb") as stream, open(writer, "wb", buffering=0) as source:
        source.write(b'{"text": "One"}\n')
        lines = decompressed_by_content(stream)
        assert lines.readline() == b'{"text": "One"}\n'
        source.write(b'{"text": "Two"}\n')
        assert lines.readline() == b'{"text": "Two"}\n'


@pytest.mark.parametrize("format_", ["csv", "json", "parquet"])
def test_each_row_of_any_format_gives_a_line(cleaner: Shell, tmp_path: Path, format_: str) -> None:
    rows = [{"title": "Snow", "text": "Snow fell."}, {"title": "Rain", "text": "Rain fell."}]
    if format_ == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), tmp_path / "rows.parquet")
    else:
        text = "title,text\nSnow,Snow fell.\nRain,Rain fell.\n" if format_ == "csv" else json.dumps(rows)
        (tmp_path / f"rows.{format_}").write_text(text)
    data = (tmp_path / f"rows.{format_}").read_bytes()
    for done in (cleaner("clean", f"rows.{format_}"), cleaner("clean", "--from", format_, stdin=data)):
        assert done.returncode == 0, done.stderr
        assert [json.loads(line)["metadata"]["title"] for line in done.stdout.splitlines()] == ["Snow", "Rain"]


def test_rows_of_a_file_have_the_ids_that_a_run_gives_them(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b'\n{"text": "Snow fell."}\n')
    rows = [json.loads(line) for line in cleaner("clean", "rows.jsonl").stdout.splitlines()]
    assert [row["id"] for row in rows] == ["rows#1", "rows#2"]


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("folder", b"folder is a folder; `cleaner run`"),
        ("none.jsonl", b"none.jsonl: no such file"),
        ("*.txt", b"2 files"),
    ],
)
def test_what_cannot_be_piped_is_told_what_would_be_right(
    cleaner: Shell, tmp_path: Path, file: str, message: bytes
) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Snow fell.")
    done = cleaner("clean", file)
    assert done.returncode == 2
    assert message in done.stderr
