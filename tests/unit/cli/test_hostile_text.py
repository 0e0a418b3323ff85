"""No text of a document, a pack or a file name acts on the terminal that a command writes to."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Shell

HOSTILE = "\x1b[31mred\x1b]0;title\x07\u202eback\x9b2J"
ACTIVE = "\x1b\x07\u202e\x9b"
HEAD = "grammar: 1\npublisher: P\ndomains: [p.example]\n"


def harmless(*outputs: bytes) -> str:
    text = b"".join(outputs).decode()
    assert not set(ACTIVE) & set(text), text
    return text


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    lines = [
        {"id": HOSTILE, "text": "The gate was shut."},
        {"id": HOSTILE, "text": "It opened."},
        {"id": HOSTILE + "2", "text": ""},
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


def test_run_and_restore_show_ids_by_number(cleaner: Shell, rows: Path, tmp_path: Path) -> None:
    ran = cleaner("run", rows, "-o", "out", "--abort-over", "1", "--json")
    assert ran.returncode == 1
    harmless(ran.stdout, ran.stderr)
    documents = tmp_path / "out" / "documents" / "part-00000.jsonl"
    documents.write_text(documents.read_text("utf-8").replace("gate", "door"), "utf-8")
    restored = cleaner("restore", "out", "--to", "back")
    assert "‹U+001B›[31mred" in harmless(restored.stdout, restored.stderr)


def test_so_do_clean_and_explain(cleaner: Shell, rows: Path) -> None:
    cleaned = cleaner("clean", rows)
    harmless(cleaned.stderr)
    assert "‹U+001B›[31mred" in cleaned.stderr.decode()
    assert b"\x1b" not in cleaned.stdout
    assert b"\x07" not in cleaned.stdout
    for document in (f"{rows}#1", f"{rows}#3"):
        explained = cleaner("explain", document)
        harmless(explained.stdout, explained.stderr)


def test_the_last_line_and_usage_errors_do_as_well(cleaner: Shell, rows: Path, tmp_path: Path) -> None:
    ran = cleaner("run", rows, "-o", f"out{HOSTILE}", "--abort-over", "1")
    assert "/documents, 2 rejected" in harmless(ran.stdout, ran.stderr)
    for arguments in (
        ["explain", f"no{HOSTILE}.txt"],
        ["run", f"no{HOSTILE}.txt"],
        ["lint", f"no{HOSTILE}"],
        [f"no{HOSTILE}"],
    ):
        ended = cleaner(*arguments)
        assert ended.returncode == 2
        assert "[31mred" in harmless(ended.stdout, ended.stderr)


@pytest.mark.parametrize(
    "command", [["run", "rows.jsonl", "--rules"], ["lint"], ["test", "--rules"], ["rules", "list", "--rules"]]
)
def test_faults_show_keys_and_file_names_by_number(
    cleaner: Shell, rows: Path, tmp_path: Path, command: list[str]
) -> None:
    folder = tmp_path / "packs" / "publishers"
    folder.mkdir(parents=True)
    (folder / f"a\n{HOSTILE}.yaml").write_text(HEAD + '"\\e[31mkey\\u202e": 1\n')
    ended = cleaner(*command, "packs")
    assert ended.returncode == 3
    lines = harmless(ended.stdout, ended.stderr).splitlines()
    assert len(lines) == 2
    assert "a‹U+000A›‹U+001B›[31mred" in lines[0]
    assert ":4: a pack has no key `‹U+001B›[31mkey‹U+202E›`" in lines[0]


@pytest.mark.parametrize("report", ["text", "json", "github", "sarif"])
def test_findings_do_too(cleaner: Shell, tmp_path: Path, report: str) -> None:
    folder = tmp_path / "packs" / "publishers"
    folder.mkdir(parents=True)
    rule = 'rules:\n  - {kind: other, id: a, drop: {line: {equals: x}}, strips: ["x"], spares: ["y"]}\n'
    (folder / f"a{HOSTILE}.yaml").write_text(HEAD + rule)
    ended = cleaner("lint", "packs", "--format", report)
    assert ended.returncode == 1
    harmless(ended.stdout, ended.stderr)
