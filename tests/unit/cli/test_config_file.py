"""Settings from a file: where it is found, what it may say, and that options override it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from cleaner.cli.config_file import NOT_SETTINGS, find_config, settings_by_key
from cleaner.cli.run import command as run
from tests.conftest import ROOT, Shell

from .specimen import PACK, TEXT, write_case, write_pack

ROW = json.dumps({"text": TEXT, "source": "pier.example"}) + "\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The working folder, with packs, rows, and a mark that keeps the search inside it."""
    write_pack(tmp_path / "packs")
    (tmp_path / "rows.jsonl").write_text(ROW)
    (tmp_path / ".git").mkdir()
    return tmp_path


def packs_in(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert done.returncode == 0, done.stderr.decode()
    return [row["pack"] for row in json.loads(done.stdout)]


def test_a_file_names_the_folders_of_packs(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text('rules = ["packs"]\nno-bundled = true\n')
    assert packs_in(cleaner("rules", "list", "--json")) == ["publishers/pier.example"]


def test_so_does_a_table_of_pyproject_toml(cleaner: Shell, project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.cleaner]\nrules = ["packs"]\nno-bundled = true\n')
    assert packs_in(cleaner("rules", "list", "--json")) == ["publishers/pier.example"]


def test_options_override_the_file(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text('quotes = "straight"\ntext-key = "body"\n')
    (project / "rows.jsonl").write_text(json.dumps({"body": "“So it was.”", "text": "“Not so.”"}) + "\n")
    texts = [
        json.loads(cleaner("clean", "rows.jsonl", *options).stdout)["text"]
        for options in ([], ["--quotes", "keep"], ["--text-key", "text"], ["--no-config"])
    ]
    assert texts == ['"So it was."', "“So it was.”", '"Not so."', "“Not so.”"]


def test_folders_are_relative_to_the_file_and_not_to_where_the_command_is_called(cleaner: Shell, project: Path) -> None:
    (project / "conf").mkdir()
    (project / "conf/my.toml").write_text('rules = ["../packs"]\nno-bundled = true\n')
    assert packs_in(cleaner("rules", "list", "--json", "--config", "conf/my.toml")) == ["publishers/pier.example"]


def found(start: Path, home: Path | None = None) -> Path | None:
    result = find_config(start, home)
    return result[0] if result else None


def test_the_nearest_file_is_found_and_a_pyproject_without_the_table_is_passed_over(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "cleaner.toml").touch()
    (inner / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n# cleaner\n")
    assert found(inner) == tmp_path / "cleaner.toml"
    (tmp_path / "a/pyproject.toml").write_text("[tool.cleaner]\n")
    assert found(inner) == tmp_path / "a/pyproject.toml"


@pytest.mark.parametrize("mark", [".git", ".hg"])
def test_the_search_ends_with_the_root_of_a_repository(tmp_path: Path, mark: str) -> None:
    (tmp_path / "repository/inner").mkdir(parents=True)
    (tmp_path / "cleaner.toml").touch()
    (tmp_path / "repository" / mark).touch()
    assert found(tmp_path / "repository/inner") is None
    (tmp_path / "repository/cleaner.toml").touch()
    assert found(tmp_path / "repository/inner") == tmp_path / "repository/cleaner.toml"


def test_and_with_the_home_folder(tmp_path: Path) -> None:
    (tmp_path / "home/data").mkdir(parents=True)
    (tmp_path / "cleaner.toml").touch()
    assert found(tmp_path / "home/data", tmp_path / "home") is None
    (tmp_path / "home/cleaner.toml").touch()
    assert found(tmp_path / "home/data", tmp_path / "home") == tmp_path / "home/cleaner.toml"


def test_of_two_files_in_one_folder_cleaner_toml_is_used_and_the_command_says_so(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text('rules = ["packs"]\nno-bundled = true\n')
    (project / "pyproject.toml").write_text("[tool.cleaner]\ndrafts = true\n")
    done = cleaner("rules", "list", "--json")
    assert packs_in(done) == ["publishers/pier.example"]
    assert done.stderr.decode() == f"settings come from {project}/cleaner.toml, not from pyproject.toml beside it\n"
    assert cleaner("rules", "list", "--json", "--config", "pyproject.toml").stderr == b""


FAULTS = {
    "worker = 2": "there is no setting `worker`; did you mean `workers`?",
    "keep_kinds = []": "there is no setting `keep_kinds`; did you mean `keep-kinds`?",
    "zzz = 1": "there is no setting `zzz`; known: abort-over, drafts, engine, extractor",
    "force = true": "there is no setting `force`: --force is about one run, so it is only an option",
    'workers = "2"': "`workers` must be a whole number, not '2'",
    "workers = true": "`workers` must be a whole number, not true",
    "workers = 1.5": "`workers` must be a whole number, not 1.5",
    "workers = -1": "`workers`: -1 is not in the range x>=0",
    "abort-over = []": "`abort-over` must be a number, not a list",
    "abort-over = 2": "`abort-over`: 2.0 is not in the range 0<=x<=1",
    "drafts = 1": "`drafts` must be true or false, not 1",
    'rules = "packs"': "`rules` must be a list of texts, not 'packs'",
    "rules = [1]": "`rules` must be a list of texts, not a list",
    'rules = ["nowhere"]': "`rules`: Directory 'nowhere' does not exist",
    'keep-kinds = "share"': "`keep-kinds` must be a list of texts, not 'share'",
    'keep-kinds = ["sharing"]': "`keep-kinds`: unknown kind sharing; use byline",
    'quotes = "curly"': "`quotes`: 'curly' is not one of 'keep', 'straight'",
    "text-key = {a = 1}": "`text-key` must be a text, not a table",
    "text-key = 2020-01-01": "`text-key` must be a text, not a date or a time",
    "workers = [": "not valid TOML: Invalid value",
    "workers = 1\nworkers = 2": "not valid TOML: Cannot overwrite a value",
    "a = " + "[" * 50_000: "not valid TOML: ",
    "a = " + "9" * 5_000: "not valid TOML: ",
    "a = '\x1b[31m'": "not valid TOML: Found invalid character",
    '"\\u001b[31m\\n" = 1': "there is no setting `‹U+001B›[31m‹U+000A›`",
    "# \udcff": "not valid TOML: 'utf-8' codec can't decode",
}


@pytest.mark.parametrize("text", FAULTS, ids=lambda text: text[:24].encode("ascii", "replace").decode())
def test_a_fault_is_named_with_its_file_and_key(cleaner: Shell, project: Path, text: str) -> None:
    (project / "cleaner.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    done = cleaner("clean", "rows.jsonl", "--config", "cleaner.toml")
    lines = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout, len(lines)) == (2, b"", 1), lines
    assert lines[0].startswith(f"cleaner: cleaner.toml: {FAULTS[text]}")


def test_a_file_that_is_named_must_be_one_and_have_settings(cleaner: Shell, project: Path) -> None:
    os.mkfifo(project / "pipe.toml")
    (project / "large.toml").write_text("#" * ((1 << 20) + 1))
    (project / "pyproject.toml").write_text("[project]\n")
    for name, message in {
        "nowhere.toml": "nowhere.toml is not a file",
        "pipe.toml": "pipe.toml is not a file",
        "packs": "packs is not a file",
        "large.toml": "large.toml is larger than 1,048,576 bytes",
        "pyproject.toml": "pyproject.toml has no table [tool.cleaner]",
    }.items():
        done = cleaner("clean", "rows.jsonl", "--config", name)
        assert (done.returncode, message in done.stderr.decode()) == (2, True), done.stderr


def test_to_name_a_file_and_to_use_none_is_a_contradiction(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").touch()
    for options in (["--config", "cleaner.toml", "--no-config"], ["--no-config", "--config", "cleaner.toml"]):
        done = cleaner("clean", "rows.jsonl", *options)
        assert (done.returncode, b"contradict each other" in done.stderr) == (2, True)


def test_a_file_that_another_program_broke_is_no_concern_of_ours(cleaner: Shell, project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.ruff\n")
    assert cleaner("clean", "rows.jsonl").returncode == 0


def test_settings_of_one_command_are_ignored_by_the_others(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text('shard = 2\nworkers = 1\nrules = ["packs"]\nno-bundled = true\n')
    assert cleaner("lint", "packs").returncode == 0
    (project / "rows.jsonl").write_text(ROW * 3)
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 0
    parts = sorted(path.name for path in (project / "out/documents").iterdir())
    assert parts == ["part-00000.jsonl", "part-00001.jsonl"]


def test_every_option_of_a_run_is_a_setting_or_said_to_be_about_one_run() -> None:
    options = {
        name.removeprefix("--")
        for option in run.params
        if isinstance(option, click.Option)
        for name in option.opts
        if name.startswith("--")
    }
    assert settings_by_key(run).keys() == options - NOT_SETTINGS
    assert {"rules", "drafts", "no-bundled", "keep-kinds", "workers", "text-key", "source-key", "quotes"} <= options


WITH_PACKS: dict[str, Callable[[Path], list[object]]] = {
    "run": lambda folder: ["run", folder / "rows.jsonl", "-o", folder / "out"],
    "clean": lambda folder: ["clean", folder / "rows.jsonl"],
    "explain": lambda folder: ["explain", f"{folder}/rows.jsonl#1"],
    "test": lambda folder: ["test"],
    "lint": lambda folder: ["lint"],
    "rules list": lambda folder: ["rules", "list"],
    "rules which": lambda folder: ["rules", "which", f"{folder}/rows.jsonl#1"],
}
PACK_OPTIONS = ["--rules", "packs", "--no-bundled", "--drafts", "--keep-kinds", "share, caption"]


@pytest.mark.parametrize("command", WITH_PACKS)
def test_commands_that_load_packs_take_the_same_options(cleaner: Shell, project: Path, command: str) -> None:
    done = cleaner(*WITH_PACKS[command](project), *PACK_OPTIONS)
    assert done.returncode == 0, done.stderr.decode()
    assert cleaner(*WITH_PACKS[command](project), "--keep-kinds", "none").returncode == 2


@pytest.mark.parametrize("command", WITH_PACKS)
def test_and_the_same_settings(cleaner: Shell, project: Path, command: str) -> None:
    write_pack(project / "packs", PACK.replace("kind: brand", "kind: brnd"), "bad.example")
    (project / "cleaner.toml").write_text('rules = ["packs"]\n')
    assert cleaner(*WITH_PACKS[command](project)).returncode == 3
    write_pack(project / "good")
    assert cleaner(*WITH_PACKS[command](project), "--no-config", "--rules", "good", "--no-bundled").returncode == 0
    (project / "cleaner.toml").write_text("workers = true\n")
    assert b"`workers` must be" in cleaner(*WITH_PACKS[command](project)).stderr


def test_kinds_that_a_file_keeps_stay(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text('rules = ["packs"]\nkeep-kinds = ["share"]\n')
    kept = json.loads(cleaner("clean", "rows.jsonl").stdout)["text"]
    assert kept.startswith("The tide gate")
    assert kept.endswith("Share this with all")


def test_the_packs_of_a_file_are_those_that_test_and_lint_check(cleaner: Shell, project: Path) -> None:
    write_case(project / "packs", {})
    (project / "cleaner.toml").write_text('rules = ["packs"]\nno-bundled = true\n')
    tested = cleaner("test")
    assert (tested.returncode, b"1 golden: " in tested.stderr) == (1, True)
    assert b"1 pack, no findings" in cleaner("lint").stderr


def test_help_and_version_need_no_file(cleaner: Shell, project: Path) -> None:
    (project / "cleaner.toml").write_text("broken")
    assert cleaner("--version").returncode == 0
    assert cleaner("run", "--help").returncode == 0


def test_without_a_file_no_toml_is_read(project: Path) -> None:
    program = """import sys; from cleaner.cli import group
try: group(["lint", "packs", "--no-bundled"])
except SystemExit: print("tomllib" in sys.modules)"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, check=True)
    assert done.stdout == b"False\n"
