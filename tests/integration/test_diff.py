"""`cleaner diff` over two runs of the seeds, of which one keeps image credits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Shell


@pytest.fixture
def seeds(cleaner: Shell) -> None:
    """`plain`, and `kept`, which keeps image credits."""
    for out, *options in (("plain",), ("kept", "--keep-kinds", "image-credit")):
        assert cleaner("run", ROOT / "seeds", "-o", out, "--added", out, *options).returncode == 0


def differences(cleaner: Shell, *arguments: object) -> Any:
    done = cleaner("diff", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def removed_credits(out: Path) -> int:
    """Characters of the image credits that a run removed."""
    ledgers = map(json.loads, (out / "ledger/part-00000.jsonl").read_text().splitlines())
    return sum(len(edit["text"]) for ledger in ledgers for edit in ledger["edits"] if edit["kind"] == "image-credit")


@pytest.mark.usefixtures("seeds")
def test_what_a_kept_kind_gives_back_is_counted_by_kind(cleaner: Shell, tmp_path: Path) -> None:
    diff = differences(cleaner, "plain", "kept")
    row = next(row for row in diff["by_kind"] if row["kind"] == "image-credit")
    assert removed_credits(tmp_path / "kept") == 0
    assert (row["more"], row["less"]) == (0, removed_credits(tmp_path / "plain"))
    assert diff["characters"]["gained"] > 0
    assert diff["documents"] == {"first": 5, "second": 5, "both": 5}
    assert {"text", "metadata.chars_out", "ledger.edits"} <= diff["fields"].keys()
    assert not {"added", "metadata.cleaner", "ledger.provenance"} & diff["fields"].keys()


@pytest.mark.usefixtures("seeds")
def test_a_run_does_not_differ_from_itself(cleaner: Shell) -> None:
    assert cleaner("diff", "plain", "plain").stdout.startswith(b"0 of 5 documents in both runs differ\n0 of ")


@pytest.mark.usefixtures("seeds")
def test_more_lost_than_allowed_ends_with_1_and_the_rest_with_0(cleaner: Shell) -> None:
    over = cleaner("diff", "kept", "plain", "--max-lost", "0")
    assert (over.returncode, b"--max-lost allows 0.0000%" in over.stderr) == (1, True)
    assert cleaner("diff", "plain", "kept", "--max-lost", "0").returncode == 0
    assert cleaner("diff", "kept", "plain", "--max-lost", "1").returncode == 0
    assert cleaner("diff", "kept", "plain").returncode == 0


@pytest.mark.usefixtures("seeds")
def test_samples_show_the_lines_with_their_rules(cleaner: Shell) -> None:
    diff = differences(cleaner, "plain", "kept", "--samples", "1")
    (sample,) = diff["samples"]
    assert sample["by_rule"].keys() <= {row["rule"] for row in diff["by_rule"]}
    assert all(line[0] == "+" for line in sample["lines"])
    report = cleaner("diff", "plain", "kept", "--samples", "1").stdout.decode()
    assert f"  + {sample['lines'][0][1:100]}" in report
    assert differences(cleaner, "plain", "kept", "--samples", "0")["samples"] == []


def test_text_of_the_inputs_reaches_the_terminal_escaped(cleaner: Shell, tmp_path: Path) -> None:
    rows = [{"id": "a\x1b[31m", "text": "The gate was shut.\n\nIt \u202ewas late."}, {"id": "b", "text": " "}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "a\x1b[31m", "text": "The gate was shut."}) + "\n")
    for name in "ab":
        cleaner("run", f"{name}.jsonl", "-o", name, "--abort-over", "1")
    report = cleaner("diff", "a", "b").stdout.decode()
    assert "1 document rejected as empty in the first, not rejected in the second: b" in report
    assert "a‹U+001B›[31m: no rule removes more or less" in report
    assert "  - It ‹U+202E›was late." in report
    assert not {"\x1b", "\u202e"} & set(report)


@pytest.mark.usefixtures("seeds")
def test_a_folder_that_is_no_run_and_a_ledger_of_another_version_end_with_2(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert cleaner("diff", "plain", "empty").returncode == 2
    assert cleaner("diff", "plain", "missing").returncode == 2
    ledger = tmp_path / "kept/ledger/part-00000.jsonl"
    rows = [json.loads(line) for line in ledger.read_text().splitlines()]
    ledger.write_text("".join(json.dumps({**row, "provenance": None}) + "\n" for row in rows))
    done = cleaner("diff", "plain", "kept")
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"part-00000.jsonl:1: not as a run writes it" in done.stderr
