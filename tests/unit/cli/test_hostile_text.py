"""No text of a document, a pack or a file name acts on the terminal that a command writes to."""

from __future__ import annotations

import ast
import json
import logging
import sys
import warnings
from pathlib import Path

import pytest

from cleaner.run.library_messages import escape_library_messages, show_fault
from tests.conftest import ROOT, Shell

from .specimen import TEXT, write_case, write_pack

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
    assert cleaned.stderr == b"line 3: empty: nothing visible in it\n"
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


NAME = f"a\n{HOSTILE}"
"""As a file name: with a line end it would also forge a line of output."""


@pytest.mark.parametrize(
    "arguments",
    [
        [f"no{NAME}"],
        ["run", f"--no{NAME}"],
        ["run", "--workers", NAME, "rows.jsonl"],
        ["run", NAME],
        ["clean", NAME],
        ["clean", "rows.jsonl", "--ledger", f"{NAME}/x"],
        ["clean", "rows.jsonl", "--ledger", f"{NAME}.1", "--rejects", f"{NAME}.1"],
        ["clean", "rows.jsonl", "--rules", NAME],
        ["clean", "rows.jsonl", "--config", NAME],
        ["clean", "rows.jsonl", "--keep-kinds", NAME],
        ["explain", NAME],
        ["explain", "rows.jsonl", "--id", NAME],
        ["explain", "rows.jsonl#1", "--why-not", NAME],
        ["explain", "rows.jsonl#1", "--html", f"{NAME}/x"],
        ["rules", "which", NAME],
        ["rules", NAME],
        ["test", NAME],
        ["lint", NAME],
        ["new", NAME],
        ["schema", NAME],
        ["restore", NAME, "--to", "back"],
        ["diff", NAME, NAME],
        ["eval", NAME, "--docs", NAME],
        ["eval", "rows.jsonl", "--docs", "rows.jsonl", "--only", f"@{NAME}"],
    ],
    ids=lambda arguments: " ".join(arguments)[:20].encode("ascii", "replace").decode(),
)
def test_an_argument_in_an_error_stays_one_harmless_line(cleaner: Shell, rows: Path, arguments: list[str]) -> None:
    ended = cleaner(*arguments)
    assert (ended.returncode, ended.stdout) == (2, b"")
    lines = [line for line in harmless(ended.stderr).splitlines() if "[31mred" in line]
    assert len(lines) == 1
    assert lines[0].startswith(("Error: ", "cleaner: "))


def test_names_of_files_that_are_written_are_shown_by_number(cleaner: Shell, tmp_path: Path) -> None:
    made = cleaner("new", "a.example", "--rules", NAME)
    assert made.returncode == 0
    assert len(harmless(made.stdout).splitlines()) == 4
    (tmp_path / NAME / "golden/a.example/first/in.txt").write_text(HOSTILE)
    linted = cleaner("lint", NAME, "--fix", "--no-bundled")
    listed = cleaner("rules", "list", "--rules", NAME)
    updated = cleaner("test", "--update", "--rules", NAME, "--no-bundled")
    harmless(linted.stdout, linted.stderr, listed.stdout, listed.stderr, updated.stdout, updated.stderr)


def test_a_run_and_what_follows_it_show_hostile_names_by_number(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / f"{NAME}.txt").write_text("The gate was shut.\n" + HOSTILE)
    (tmp_path / NAME / f"{NAME}.jsonl").write_text("{}\n")
    for arguments in (
        ["run", NAME, "-o", f"{NAME}.out", "--abort-over", "1", "--max-rejected", "1"],
        ["restore", f"{NAME}.out", "--to", f"{NAME}.back"],
        ["diff", f"{NAME}.out", f"{NAME}.out"],
        ["explain", f"{NAME}/{NAME}.txt"],
        ["rules", "which", f"{NAME}/{NAME}.txt"],
    ):
        ended = cleaner(*arguments)
        assert ended.returncode == 0, ended.stderr
        harmless(ended.stdout, ended.stderr)
        assert all(not line.startswith("‹U+001B›") for line in ended.stderr.decode().splitlines())


def test_a_golden_that_differs_is_shown_by_number(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    write_pack(tmp_path / "packs")
    case = write_case(tmp_path / "packs", {"text": [HOSTILE]}, case="case")
    (case / "in.json").write_text(json.dumps({"source": HOSTILE, "text": TEXT + HOSTILE}))
    for options in ([], ["--json"], ["--update"]):
        tested = cleaner("test", "--rules", "packs", "--no-bundled", *options)
        assert "[31mred" in harmless(tested.stdout, tested.stderr)


def test_warnings_and_logs_of_libraries_are_single_harmless_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    escape_library_messages()
    warnings.showwarning(UserWarning(NAME), UserWarning, NAME, 1)
    logger = logging.Logger("library")  # without a root, so without pytest's handlers
    logger.warning("discarding %s", NAME)
    logger.info("not shown")
    lines = harmless(capsys.readouterr().err.encode()).splitlines()
    assert [line.split("›[31m")[0] for line in lines] == [
        "UserWarning: a‹U+000A›‹U+001B",
        "library: discarding a‹U+000A›‹U+001B",
    ]


def test_a_warning_that_nobody_can_read_is_no_reason_to_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    monkeypatch.setattr(logging, "lastResort", logging.lastResort)
    full = open("/dev/full", "w", buffering=1)  # noqa: SIM115 - closing it fails, which is tested
    monkeypatch.setattr(sys, "stderr", full)
    escape_library_messages()
    warnings.showwarning(UserWarning("odd"), UserWarning, "a.py", 1)
    logging.Logger("library").warning("odd")
    with pytest.raises(OSError, match="No space"):  # whoever ends the program still finds out
        full.close()


def test_a_fault_of_the_program_is_shown_without_what_its_message_would_do(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError(HOSTILE)
    except ValueError as error:
        show_fault(type(error), error, error.__traceback__)
    assert "ValueError: ‹U+001B›[31mred" in harmless(capsys.readouterr().err.encode())


def test_commands_print_only_through_what_escapes() -> None:
    """`click.echo` and `print` take texts as they are, so the files that use them are listed here, each with its reason."""
    users = set()
    for path in (ROOT / "cleaner").rglob("*.py"):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        names = {ast.unparse(call.func) for call in calls}
        if names & {"click.echo", "click.secho", "print", "sys.stderr.write", "sys.stdout.write"}:
            users.add(path.relative_to(ROOT / "cleaner").as_posix())
    assert users == ESCAPED_ELSEWHERE


ESCAPED_ELSEWHERE = {
    "cli/apply.py",  # JSON that is escaped
    "cli/diff.py",  # JSON in ASCII, and a line of numbers
    "cli/echo.py",  # escapes
    "cli/eval.py",  # JSON that is escaped, and lines of numbers
    "cli/explain.py",  # JSON in ASCII, and lines that are escaped part by part, with colours of our own between them
    "cli/lint.py",  # a report that is escaped, and a line of numbers
    "cli/progress.py",  # a line of numbers
    "cli/refusal.py",  # usage, which quotes nothing
    "cli/rules.py",  # JSON in ASCII, and cells that are escaped
    "cli/run.py",  # JSON that is escaped
    "cli/schema.py",  # a schema of our own
    "cli/test.py",  # JSON that is escaped, and a line of numbers
}
