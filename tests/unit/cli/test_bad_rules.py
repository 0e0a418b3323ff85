"""What bad rules do to a command: all faults of all files at once, exit code 3, and nothing written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import cli

from .specimen import PACK, write_case, write_pack

DROP = 'drop: {line: {starts: "Share this"}}'
FAULTS = {
    "budget": (PACK.replace(DROP, "drop: {line: {matches: '^[\\pL -]{2,80}$'}}"), 15, "instructions"),
    "expression": (PACK.replace(DROP, "drop: {line: {matches: 'Share ('}}"), 15, "not an RE2 expression"),
    "lookahead": (PACK.replace(DROP, "drop: {line: {matches: 'Share (?=this)'}}"), 15, "not an RE2 expression"),
    "ascii": (PACK.replace("[en]", "[uk]").replace(DROP, "drop: {line: {matches: '^\\w+$'}}"), 15, "only ASCII in RE2"),
    "groups": (
        PACK.replace(DROP, "drop: {line: {matches: '(?P<n>a)(?P<n>b)'}}"),
        15,
        "uses the name of a group twice",
    ),
    "circle": (
        PACK.replace("    where: tail 2", "    needs: [brand]").replace("[The Pier]}}", "[The Pier]}}\n    needs: [share]"),
        7,
        "`needs` leads back to the rule itself",
    ),
    "dead need": (PACK.replace("where: tail 2", "needs: [bread]"), 13, "needs `bread`, but the pack has no such rule"),
    "selector": (PACK.replace("\nrules:", "html:\n  - body: 'div[['\n\nrules:", 1), 6, "not a CSS selector"),
    "alias": (PACK.replace("kind: brand", "kind: &it brand").replace("kind: share", "kind: *it"), 14, "aliases are not allowed"),
    "key": (PACK.replace("where: tail 2", "wher: tail 2"), 16, "did you mean `where`?"),
    "twice": (PACK.replace("id: share", "id: brand"), 13, "this id is taken already, on line 7"),
    "kind": (PACK.replace("kind: brand", "kind: brnd"), 8, "cannot be `brnd`; did you mean `brand`?"),
    "yaml": (PACK + "  - [", 20, "not valid YAML"),
    "empty": ("", 0, "the file is empty"),
}  # fmt: skip
COMMANDS = {
    "run": lambda folder, text: ["run", str(text), "-o", str(folder / "out")],
    "clean": lambda folder, text: ["clean", "--ledger", str(folder / "ledger.jsonl"), str(text)],
    "test": lambda folder, text: ["test"],
}


def call(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["cleaner", *arguments])
    with pytest.raises(SystemExit) as done:
        cli.main()
    assert isinstance(done.value.code, int)
    return done.value.code


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_reported_with_file_and_line_and_exits_with_3(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text, line, message = FAULTS[name]
    assert text != PACK
    path = write_pack(tmp_path, text)
    assert call("test", "--rules", str(tmp_path), "--no-bundled", monkeypatch=monkeypatch) == 3
    said = capsys.readouterr()
    place = f"{path}:{line}: " if line else f"{path}: "
    assert [one for one in said.err.splitlines() if one.startswith(place) and message in one], said.err
    assert said.out == ""


def test_lint_exits_with_3_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_pack(tmp_path, FAULTS["kind"][0])
    assert call("lint", str(path), monkeypatch=monkeypatch) == 3


@pytest.mark.parametrize("command", COMMANDS)
def test_all_faults_of_all_files_are_reported_at_once_sorted_and_nothing_is_written(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "packs", tmp_path / "out"
    out.mkdir()
    text = out / "a.jsonl"
    text.write_text('{"text": "Bread is dear."}\n')
    for number, name in enumerate(("kind", "budget", "dead need")):
        write_pack(
            folder, FAULTS[name][0].replace("pier.example", f"pier{9 - number}.example"), f"p{9 - number}.example"
        )
    both = FAULTS["kind"][0].replace("where: tail 2", "wher: tail 2").replace("pier.example", "p1.example")
    write_pack(folder, both, "p1.example")
    assert call(*COMMANDS[command](out, text), "--rules", str(folder), "--no-bundled", monkeypatch=monkeypatch) == 3
    said = capsys.readouterr()
    lines = said.err.splitlines()
    places = [line.split(": ", 1)[0].removeprefix(f"{folder}/publishers/") for line in lines[:-1]]
    assert places == [
        "p1.example.yaml:8",
        "p1.example.yaml:16",
        "p7.example.yaml:13",
        "p8.example.yaml:15",
        "p9.example.yaml:8",
    ]
    assert lines[-1] == "5 faults in the rules; nothing was done"
    assert [path.name for path in out.iterdir()] == ["a.jsonl"]
    assert said.out == ""


def test_two_packs_that_claim_one_domain_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path)
    write_pack(tmp_path, name="pier2.example")
    assert call("test", "--rules", str(tmp_path), "--no-bundled", monkeypatch=monkeypatch) == 3
    assert "claims pier.example, which " in capsys.readouterr().err


def test_bad_rules_keep_goldens_from_being_updated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    write_pack(tmp_path, FAULTS["kind"][0])
    case = write_case(tmp_path, {})
    assert call("test", "--update", "--rules", str(tmp_path), "--no-bundled", monkeypatch=monkeypatch) == 3
    assert (case / "expected.json").read_text() == "{}"


def test_findings_exit_with_1_and_wrong_usage_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    write_pack(tmp_path)
    write_case(tmp_path, {})
    rules = ("--rules", str(tmp_path), "--no-bundled")
    assert call("test", *rules, monkeypatch=monkeypatch) == 1
    assert call("test", "nobody.example", *rules, monkeypatch=monkeypatch) == 2
    assert call("test", "--update", *rules, monkeypatch=monkeypatch) == 2
    assert call("test", "--rules", str(tmp_path / "nowhere"), monkeypatch=monkeypatch) == 2


def test_an_expression_that_re2_refuses_writes_nothing_of_its_own_to_stderr(tmp_path: Path) -> None:
    write_pack(tmp_path, FAULTS["lookahead"][0])
    command = [sys.executable, "-m", "cleaner", "test", "--no-bundled", "--rules", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 2
