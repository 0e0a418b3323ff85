"""Tables, arrays and keys of rows at the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Shell

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", f"guid,body\r\n7,{TEXT}\r\n"),
        ("a.tsv", f"guid\tbody\n7\t{TEXT}\n"),
        ("a.json", json.dumps([{"guid": 7, "body": TEXT}])),
        ("a.jsonl", json.dumps({"guid": 7, "body": TEXT}) + "\n"),
    ],
)
def test_rows_with_other_names_are_cleaned_explained_and_restored(
    cleaner: Shell, tmp_path: Path, name: str, data: str
) -> None:
    (tmp_path / name).write_bytes(data.encode())
    keys = ("--text-key", "body", "--id-key", "guid")
    done = cleaner("run", name, "-o", "out", *keys)
    assert done.returncode == 0, done.stderr.decode()
    record = json.loads((tmp_path / "out/documents/part-00000.jsonl").read_text())
    assert (record["id"], record["text"]) == ("7", "Snow fell on the hills above the town.")
    assert "Reuters" in cleaner("explain", name, "--id", "7", *keys).stdout.decode()
    assert cleaner("rules", "which", name, *keys).returncode == 0
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert json.loads((tmp_path / "back/a.jsonl").read_text()) == {"id": "7", "text": TEXT}


def test_workers_know_the_keys(cleaner_process: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"body\n{TEXT}\n")
    done = cleaner_process("run", "a.csv", "-o", "out", "--workers", 2, "--text-key", "body")
    assert done.returncode == 0, done.stderr.decode()


def test_a_pipe_takes_keys_and_names_the_one_that_is_missing(cleaner: Shell) -> None:
    rows = json.dumps({"body": TEXT}) + "\n" + json.dumps({"text": TEXT}) + "\n"
    done = cleaner("clean", "--text-key", "body", stdin=rows.encode())
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [
        "Snow fell on the hills above the town.",
        "",
    ]
    assert b"line 2: bad-row: the row has neither `body` nor `html`" in done.stderr


def test_every_rejection_says_where_its_row_is(cleaner: Shell, tmp_path: Path) -> None:
    rows = ['{"id": "a", "text": " "}', '{"id": "b"}', '{"id": "c", "text": "One."}', '{"id": "c", "text": "Two."}']
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    cleaner("run", "a.jsonl", "-o", "out", "--no-bundled")
    rejected = (json.loads(line) for line in (tmp_path / "out/rejected/part-00000.jsonl").read_text().splitlines())
    assert [(row["reason"], row["place"]) for row in rejected] == [
        ("empty", "line 1"), ("bad-row", "line 2"), ("duplicate-id", "line 4"),
    ]  # fmt: skip
