from __future__ import annotations

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cleaner.cli.eval import command
from cleaner.errors import RunError
from cleaner.formats.json_file import read_objects
from tests.zstd import zstd

FIRST = "The tide gate was shut at noon by two wardens."
SECOND = "Nobody was hurt in the harbour, the wardens said."
GOLD = [
    {"id": "a", "publisher": "The Pier", "lang": "en", "gold_text": f"{FIRST}\n{SECOND}"},
    {"id": "b", "publisher": "The Quay", "lang": "en", "gold_text": f"{FIRST}\n{SECOND}"},
]
RECORDS: list[dict[str, Any]] = [
    {"id": "a", "text": f"{FIRST}\n\nShare", "metadata": {"verdicts": ["ok"], "routing": "url"}},
    {"id": "b", "text": f"{FIRST}\n\n{SECOND}", "metadata": {"verdicts": ["ok"], "routing": "none"}},
]
LEDGER: list[dict[str, Any]] = [
    {"id": "a", "edits": [{"start": 0, "end": 9, "at": 0, "rules": ["pier/hurt"], "kind": "other", "text": SECOND}]},
    {"id": "b", "edits": []},
]


def _write(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def gold(tmp_path: Path) -> str:
    return str(_write(tmp_path / "gold.jsonl", GOLD))


@pytest.fixture
def out(tmp_path: Path) -> str:
    _write(tmp_path / "out" / "documents" / "part-00000.jsonl", RECORDS[:1])
    _write(tmp_path / "out" / "documents" / "part-00001.jsonl", RECORDS[1:])
    _write(tmp_path / "out" / "ledger" / "part-00000.jsonl", LEDGER)
    _write(tmp_path / "out" / "run.json", [])
    _write(tmp_path / "out" / "rejected" / "part-00000.jsonl", [{"id": "a", "text": "no record"}])
    return str(tmp_path / "out")


def _eval(*arguments: str) -> Result:
    return CliRunner().invoke(command, arguments)


def _machine(*arguments: str) -> Any:
    done = _eval(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_a_run_is_scored_together_with_what_its_rules_removed(gold: str, out: str) -> None:
    found = _machine(gold, "--docs", out)
    assert (found["overall"]["pages"], found["overall"]["clean"]) == (2, 0.5)
    assert [row["rule"] for row in found["damage"]["by_rule"]] == ["pier/hurt"]
    assert set(found["by"]) == {"publisher", "language", "verdict", "route"}
    assert [row["wrong_lines"] for row in found["pages"]] == [["Share"], []]


def test_tables_are_all_that_goes_to_stdout(gold: str, out: str) -> None:
    done = _eval(gold, "--docs", out)
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["pages", "prec", "rec", "f1", "lcs", "f1", "cruft", "lost", "clean", "empty"]
    assert len(lines[0]) == len(lines[1])
    assert "Rules removed 26.28% of the gold in the input (41 of 156 characters" in done.stdout
    assert done.stderr == ""


def test_records_without_a_ledger_are_scored_with_a_warning(gold: str, tmp_path: Path) -> None:
    records = _write(tmp_path / "records.jsonl", RECORDS)
    done = _eval(gold, "--docs", str(records))
    assert "Rules removed" not in done.stdout
    assert "no ledger" in done.stderr


def test_several_docs_are_read_and_a_page_without_a_document_counts_as_empty(gold: str, tmp_path: Path) -> None:
    first, second = (_write(tmp_path / f"{row['id']}.jsonl", [row]) for row in RECORDS)
    assert _machine(gold, "--docs", str(first), "--docs", str(second))["overall"]["empty"] == 0
    done = _eval(gold, "--docs", str(first))
    assert "1 of 2 pages have no document" in done.stderr


def test_the_worst_pages_are_shown_only_with_the_option(gold: str, out: str) -> None:
    assert "  + Share" not in _eval(gold, "--docs", out).stdout
    shown = _eval(gold, "--docs", out, "--worst", "1").stdout
    assert "a The Pier f1" in shown
    assert f"  + Share\n  - {SECOND}" in shown
    assert "b The Quay f1" not in shown


@pytest.mark.parametrize("ids", ['{"a": "truncated"}', '["a"]'])
def test_unreliable_golds_are_skipped(gold: str, out: str, tmp_path: Path, ids: str) -> None:
    (tmp_path / "skip.json").write_text(ids)
    found = _machine(gold, "--docs", out, "--skip", str(tmp_path / "skip.json"))
    assert [row["id"] for row in found["pages"]] == ["b"]


def test_publishers_are_chosen_by_a_list_or_a_file(gold: str, out: str, tmp_path: Path) -> None:
    assert [row["id"] for row in _machine(gold, "--docs", out, "--only", "The Quay,x")["pages"]] == ["b"]
    (tmp_path / "list").write_text("x\nThe Pier\n")
    assert [row["id"] for row in _machine(gold, "--docs", out, "--only", f"@{tmp_path / 'list'}")["pages"]] == ["a"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--only", "nobody"], "no page has a gold body"),
        (["--only", "@nowhere"], "--only @nowhere: "),
        (["--skip", "GOLD"], "not valid JSON"),
    ],
)
def test_what_cannot_be_scored_is_a_usage_error_with_its_reason(
    gold: str, out: str, arguments: list[str], message: str
) -> None:
    done = _eval(gold, "--docs", out, *(gold if argument == "GOLD" else argument for argument in arguments))
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": None}, f"a gold page has no `id`; it begins with {FIRST[:40]!r}"),
        ({"gold_text": 5}, "gold page a: `gold_text` must be a string, not 5"),
        ({"publisher": 5}, "gold page a: `publisher` must be a string, not 5"),
        ({"gold_optional": "x"}, "gold page a: `gold_optional` must be a list of strings"),
    ],
)
def test_a_gold_page_of_another_form_is_a_usage_error(
    out: str, tmp_path: Path, change: dict[str, Any], message: str
) -> None:
    done = _eval(str(_write(tmp_path / "odd.jsonl", [{**GOLD[0], **change}])), "--docs", out)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


def test_a_page_with_next_to_no_gold_is_left_out_and_counted(out: str, tmp_path: Path) -> None:
    rows = [*GOLD, {"id": "c", "gold_text": "A video."}, {"id": "d"}]
    done = _eval(str(_write(tmp_path / "short.jsonl", rows)), "--docs", out)
    assert (done.exit_code, done.stderr) == (0, "left out: 2 pages with fewer than 60 characters of gold\n")
    assert "all pages      2" in done.stdout


def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"id": 1}\n\n{"id": \n')
    with pytest.raises(RunError, match=r"rows\.jsonl:3: not valid JSON"):
        list(read_objects(path))
    path.write_text("[1]\n")
    with pytest.raises(RunError, match=r"rows\.jsonl:1: not a JSON object"):
        list(read_objects(path))


def test_compressed_rows_are_read_by_their_suffix(tmp_path: Path) -> None:
    line = b'{"id": 1}\n'
    (tmp_path / "rows.jsonl.gz").write_bytes(gzip.compress(line))
    (tmp_path / "rows.jsonl.xz").write_bytes(lzma.compress(line))
    for suffix in ("gz", "xz"):
        assert list(read_objects(tmp_path / f"rows.jsonl.{suffix}")) == [{"id": 1}]


@pytest.mark.parametrize("suffix", ["gz", "xz"])
def test_a_broken_archive_is_a_run_error(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"rows.jsonl.{suffix}"
    path.write_bytes(b"neither gzip nor xz")
    with pytest.raises(RunError, match="cannot be read"):
        list(read_objects(path))


def test_zst_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.zst"
    path.write_bytes(zstd(b'{"id": 1}\n{"id": 2}\n'))
    assert list(read_objects(path)) == [{"id": 1}, {"id": 2}]
