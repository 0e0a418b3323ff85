"""A run over all kinds of inputs: the same documents give the same records, wherever and however they are stored."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.conftest import ROOT, Shell
from tests.unit.formats.test_warc import PAGE, REST, record, response
from tests.zstd import zstd

ROWS: list[dict[str, Any]] = [
    {"text": "OSLO (Reuters) - Snow fell on the hills above the town.", "url": "https://a.example/1", "n": 1},
    {"text": None, "url": None, "n": None},
    {"text": "Rain fell on the hills above the town.\n\nMore of it.", "url": "https://a.example/2", "n": 3},
]
LINES = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS)


def results(out: Path) -> list[list[dict[str, Any]]]:
    """Records, ledgers and rejections, without the paths of the inputs."""
    return [
        [
            {key: value for key, value in json.loads(line).items() if key != "path"}
            for path in sorted((out / kind).glob("*.jsonl"))
            for line in path.read_text("utf-8").splitlines()
        ]
        for kind in ("documents", "ledger", "rejected")
    ]


def table() -> bytes:
    """The rows as Parquet, in groups of two."""
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(ROWS), out, row_group_size=2)
    data: bytes = out.getvalue().to_pybytes()
    return data


FILES = {
    "rows.jsonl.gz": gzip.compress(LINES),
    "rows.jsonl.zst": zstd(LINES),
    "rows.jsonl.xz": lzma.compress(LINES),
    "rows.ndjson.bz2": bz2.compress(LINES),
}
ANY = ["--added", "x", "--max-rejected", 1, "--abort-over", 1]


@pytest.mark.parametrize("name", FILES)
def test_compressed_rows_give_what_plain_ones_give(cleaner: Shell, tmp_path: Path, name: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(LINES)
    assert cleaner("run", "rows.jsonl", "-o", "plain", *ANY).returncode == 0
    (tmp_path / name).write_bytes(FILES[name])
    assert cleaner("run", name, "-o", "packed", *ANY).returncode == 0
    documents, ledger, rejected = results(tmp_path / "packed")
    assert [documents, ledger, rejected] == results(tmp_path / "plain")
    assert ([row["id"] for row in documents], [row["id"] for row in rejected]) == (["rows#1", "rows#3"], ["rows#2"])


def test_parquet_gives_what_the_same_jsonl_gives(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(LINES)
    (tmp_path / "rows.parquet").write_bytes(table())
    cleaner("run", "rows.jsonl", "-o", "lines", *ANY)
    for shard in ([], ["--shard", 1]):
        assert cleaner("run", "rows.parquet", "-o", "table", *ANY, *shard, "--fresh").returncode == 0
        lines, rows = results(tmp_path / "lines"), results(tmp_path / "table")
        assert rows[:2] == lines[:2]
        assert [(row["id"], row["reason"], row["detail"]) for row in rows[2]] == [
            (row["id"], row["reason"], row["detail"]) for row in lines[2]
        ]


@pytest.mark.parametrize("data", [LINES, gzip.compress(LINES)], ids=["plain", "gzip"])
def test_standard_input_is_an_input(cleaner: Shell, tmp_path: Path, data: bytes) -> None:
    done = cleaner("run", "-", "-o", "out", *ANY, stdin=data)
    assert done.returncode == 0, done.stderr
    assert [row["id"] for row in results(tmp_path / "out")[0]] == ["stdin#1", "stdin#3"]


def test_standard_input_can_be_of_any_format(cleaner: Shell, tmp_path: Path) -> None:
    for format_, data in (("parquet", table()), ("csv", b"text,n\nSnow fell.,1\n"), ("text", b"Snow fell.")):
        done = cleaner("run", "-", "--from", format_, "-o", format_, *ANY, stdin=data)
        assert done.returncode == 0, done.stderr
    assert [row["id"] for row in results(tmp_path / "parquet")[0]] == ["stdin#1", "stdin#3"]
    assert [row["id"] for row in results(tmp_path / "csv")[0]] == ["stdin#2"]
    assert [row["id"] for row in results(tmp_path / "text")[0]] == ["stdin"]


def test_an_archive_on_standard_input_that_is_cut_off_is_an_error(cleaner: Shell) -> None:
    done = cleaner("run", "-", "-o", "out", stdin=gzip.compress(LINES)[:-9])
    assert done.returncode == 2
    assert b"cannot be read to its end, so nothing of it is read" in done.stderr


def test_what_a_shell_puts_in_place_of_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "rows.gz").write_bytes(gzip.compress(LINES))
    run = f'{sys.executable} -m cleaner run <(zcat rows.gz) <(echo \'{{"id": "b", "text": "Snow."}}\') --from jsonl'
    done = subprocess.run(
        ["bash", "-c", f"{run} -o out --max-rejected 1 --abort-over 1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert len(results(tmp_path / "out")[0]) == 3


def test_files_of_any_suffix_are_read_as_the_format_that_is_named(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.dump").write_bytes(LINES)
    (tmp_path / "in/b").write_bytes(gzip.compress(LINES))
    assert cleaner("run", "in", "--from", "jsonl", "-o", "out", *ANY).returncode == 0
    assert [row["id"] for row in results(tmp_path / "out")[0]] == ["a#1", "a#3", "b#1", "b#3"]
    assert b"is not one of 'text', 'html', 'jsonl'" in cleaner("run", "in", "--from", "pdf").stderr


def test_what_nobody_reads_is_said_and_reported(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "b.pdf", "c.pdf", "d"):
        (tmp_path / "in" / name).write_text("Snow fell on the hills above the town.")
    os.mkfifo(tmp_path / "in/pipe.txt")
    done = cleaner("run", "in", "-o", "out")
    assert done.returncode == 0
    assert b"not read: 2 .pdf, 1 without a suffix\n" in done.stderr
    assert b"passed over: in/pipe.txt (no regular files)\n" in done.stderr
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["unread"], report["passed_over"]) == ({"": 1, ".pdf": 2}, ["in/pipe.txt"])
    assert cleaner("run", "in", "-o", "quiet", "-q").stderr == b""


def test_the_pages_of_a_crawl_are_restored_each_under_its_own_name(cleaner: Shell, tmp_path: Path) -> None:
    text = b"Snow fell on the hills above the town."
    records = [*REST, response(), response(url="https://a.example/2"), record("conversion", text)]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    assert cleaner("run", "crawl.warc.gz", "-o", "out", "--keep-raw").returncode == 0
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert (tmp_path / "back/crawl#8.html").read_bytes() == (tmp_path / "back/crawl#9.html").read_bytes() == PAGE
    assert json.loads((tmp_path / "back/crawl.jsonl").read_text()) == {"id": "crawl#10", "text": text.decode()}
