"""Whatever is handed over, the run ends, every input is a record or a rejection, and the counts add up."""

from __future__ import annotations

import gzip
import json
import lzma
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from cleaner.errors import REASONS
from tests.conftest import Shell
from tests.zstd import zstd

HERE = Path(__file__).parent
FILES = yaml.safe_load((HERE / "bad_inputs.yaml").read_text("utf-8"))
ROWS = yaml.safe_load((HERE / "bad_rows.yaml").read_text("utf-8"))

GERMAN = "Über die Brücke führte früher ein schmaler Weg, größer als heute; später fuhren Züge dort.\n"
RUSSIAN = "Снег шёл третий день, и дорога к морю оставалась закрытой до вечера.\n"
CHINESE = "大雪连续下了三天，通往海边的道路一直封闭到晚上，学校也没有开门。\n"
JAPANESE = "雪は三日間降り続き、海へ向かう道は夜まで閉ざされたままでした。\n"
TEXT = b"Snow fell on the hills above the town for a third day.\n"
NAMES: dict[str, Any] = {
    "GERMAN": GERMAN,
    "RUSSIAN": RUSSIAN,
    "CHINESE": CHINESE,
    "JAPANESE": JAPANESE,
    "TEXT": TEXT,
    "FRAMES": f"{TEXT.decode()}\n{GERMAN}",
    "gzip": gzip,
    "lzma": lzma,
    "zstd": zstd,
}


def results(out: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Records and rejections by id."""
    documents, rejected = (
        [
            json.loads(line)
            for path in sorted((out / kind).glob("*.jsonl"))
            for line in path.read_text("utf-8").splitlines()
        ]
        for kind in ("documents", "rejected")
    )
    report = json.loads((out / "run.json").read_text("utf-8"))
    assert (report["documents"], report["rejected"]) == (len(documents), len(rejected))
    assert report["read"] == len(documents) + len(rejected)
    assert sum(report["reason"].values()) == len(rejected)
    assert all(row["reason"] in REASONS and row["reason"] != "fault" for row in rejected), rejected
    ledgers = [line for path in sorted((out / "ledger").glob("*.jsonl")) for line in path.read_bytes().splitlines()]
    assert [json.loads(line)["id"] for line in ledgers] == [row["id"] for row in documents]
    return {row["id"]: row for row in documents}, {row["id"]: row for row in rejected}


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], dict[str, Any]]:
    """One run over all the files at once."""
    folder = tmp_path_factory.mktemp("bad")
    for row in FILES:
        (folder / "in" / row["name"]).parent.mkdir(exist_ok=True)
        (folder / "in" / row["name"]).write_bytes(eval(row["make"], NAMES))
    os.symlink("nowhere", folder / "in" / "dangling.txt")
    os.symlink("loop.txt", folder / "in" / "loop.txt")
    (folder / "in" / "folder.txt").mkdir()
    (folder / "in" / os.fsdecode(b"name-\xff.txt")).write_bytes(TEXT)
    (folder / "in" / "picture.png").write_bytes(b"\x89PNG")
    import subprocess
    import sys

    environment = {**os.environ, "PYTHONPATH": str(HERE.parent.parent)}
    command = [sys.executable, "-m", "cleaner", "run", "in", "-o", "out"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True)
    assert done.returncode == 1, done.stderr.decode()
    return results(folder / "out")


def _id(name: str) -> str:
    stem = name.removesuffix(".gz").removesuffix(".xz").removesuffix(".bz2").removesuffix(".zst").removesuffix(".txt")
    # Both keep the suffix where two would be one.
    same = [row for row in FILES if row["name"].startswith(f"{stem}.txt")]
    return name if len(same) > 1 else stem


@pytest.mark.parametrize("row", FILES, ids=lambda row: row["name"])
def test_a_file_is_a_record_or_a_rejection(ran: tuple[dict[str, Any], dict[str, Any]], row: dict[str, Any]) -> None:
    records, rejections = ran
    id_ = _id(row["name"])
    if "reason" in row:
        assert rejections[id_]["reason"] == row["reason"]
        assert id_ not in records
        return
    record = records[id_]
    assert "encoding" not in row or record["metadata"]["encoding"] == row["encoding"]
    assert "verdict" not in row or row["verdict"] in record["metadata"]["verdicts"]
    assert "text" not in row or record["text"] == NAMES[row["text"]].strip()
    assert "\ufffd" not in record["text"]


@pytest.mark.parametrize("name", ["dangling", "loop", "folder"])
def test_what_cannot_be_opened_is_rejected(ran: tuple[dict[str, Any], dict[str, Any]], name: str) -> None:
    assert ran[1][name]["reason"] == "unreadable"


def test_a_name_that_utf_8_cannot_hold_is_escaped(ran: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert ran[0]["name-\\udcff"]["text"] == TEXT.decode().strip()


def test_nothing_is_lost_and_nothing_added(ran: tuple[dict[str, Any], dict[str, Any]]) -> None:
    assert len(ran[0]) + len(ran[1]) == len(FILES) + 4


def test_rows_are_records_or_rejections(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("\n".join(row["line"] for row in ROWS) + "\n", "utf-8")
    done = cleaner("run", "rows.jsonl", "-o", "out")
    assert done.returncode == 1, done.stderr.decode()
    records, rejections = results(tmp_path / "out")
    expected = [row for row in ROWS if "id" in row]
    assert len(expected) == len(records) + len(rejections)
    for row in expected:
        if "reason" in row:
            assert rejections[row["id"]]["reason"] == row["reason"], row
        else:
            assert row["id"] in records, (row, rejections.get(row["id"]))
            assert "verdict" not in row or row["verdict"] in records[row["id"]]["metadata"]["verdicts"]


def test_a_pipe_gives_a_line_for_each_line(cleaner: Shell) -> None:
    done = cleaner("clean", stdin="\n".join(row["line"] for row in ROWS).encode() + b"\n")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) == len(ROWS)
    rejected = [json.loads(line)["metadata"]["verdicts"] == ["rejected"] for line in lines]
    # A pipe knows no earlier rows; a blank line must keep step.
    assert rejected == [row.get("reason", "" if "id" in row else "blank") not in ("", "duplicate-id") for row in ROWS]


def test_a_broken_archive_of_rows_gives_the_rows_before_the_break(cleaner: Shell, tmp_path: Path) -> None:
    rows = b"".join(b'{"id": "%d", "text": "The council met on day %d."}\n' % (n, n * 7919) for n in range(5000))
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(rows)[:-4000])
    assert cleaner("run", "rows.jsonl.gz", "-o", "out").returncode == 1
    records, rejections = results(tmp_path / "out")
    assert 0 < len(records) < 5000
    assert list(records) == [str(number) for number in range(len(records))]
    assert [row["reason"] for row in rejections.values()] == ["unreadable"]


def test_a_line_of_50_megabytes_is_a_document(cleaner: Shell, tmp_path: Path) -> None:
    with open(tmp_path / "rows.jsonl", "wb") as out:
        out.write(b'{"id": "large", "text": "' + b"The council met. " * 3_000_000 + b'"}\n')
        out.write(b'{"id": "over", "text": "' + b"x" * (65 << 20) + b'"}\n{"id": "after", "text": "One more."}\n')
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 1
    records, rejections = results(tmp_path / "out")
    assert list(records) == ["large", "after"]
    assert [(id_, row["reason"], row["size"] > 65 << 20) for id_, row in rejections.items()] == [
        ("rows#2", "limit", True)
    ]


def test_too_many_rejections_stop_the_run(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b'{"text": "One."}\nnone\n' * 2000)
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 4
    assert json.loads((tmp_path / "out/run.json").read_text())["stopped"] is True
    assert cleaner("run", "rows.jsonl", "-o", "out", "--abort-over", 1, "--max-rejected", 0.5).returncode == 0


def test_ids_never_leave_the_folder_that_is_restored_to(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b'{"id": "../../up", "text": "The council met."}\n')
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 0
    cleaner("restore", "out", "--to", "back/here")
    assert not list(tmp_path.glob("up*"))
    assert not list(tmp_path.parent.glob("up*"))
