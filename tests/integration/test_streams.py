"""
Standard streams that are closed, full or a device: every command ends with 2, and with a line where one can be written. A
reader that has enough is no error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.integration.test_run import ARTICLE
from tests.unit.cli.specimen import write_pack
from tests.unit.docs.test_claims import page

COMMANDS = {
    "--version": "--version",
    "--help": "--help",
    "run": "run a.txt -o new --no-bundled",
    "clean": "clean rows.jsonl --no-bundled",
    "restore": "restore out --to back",
    "explain": "explain a.txt --no-bundled",
    "test": "test --no-bundled --rules packs",
    "lint": "lint packs --no-bundled",
    "rules": "rules list --no-bundled --rules packs",
    "schema": "schema rejected",
    "new": "new quay.example --rules packs",
    "eval": "eval gold.jsonl --docs out",
    "diff": "diff out out",
    "usage": "run --nope",
}
"""A call of each command that ends with 0, but the last: a usage error writes to stderr only."""

SAYS_NOTHING = {"--version", "--help", "clean", "explain", "rules", "schema", "new", "eval", "diff"}
"""Commands that write nothing to stderr, so it may well be full."""

HAS_NO_DATA = {"run", "restore", "test", "lint", "usage"}
"""And nothing to stdout."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("streams")
    (folder / "a.txt").write_text(ARTICLE)
    (folder / "rows.jsonl").write_text('{"text": "Snow fell on the town."}\n')
    body = "Snow fell on the hills above the town, and the road was closed for hours."
    gold = {"id": "a", "publisher": "p", "lang": "en", "gold_text": body}
    (folder / "gold.jsonl").write_text(json.dumps(gold))
    write_pack(folder / "packs")
    assert ended(folder, "run a.txt -o out --no-bundled")[0] == 0
    return folder


def ended(folder: Path, arguments: str, redirection: str = "") -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command whose streams a shell redirects."""
    for made in ("new", "back", "packs/golden", "packs/publishers/quay.example.yaml"):
        subprocess.run(["rm", "-rf", folder / made], check=True)
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m cleaner {arguments} {redirection}"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_stream_is_refused(folder: Path, command: str) -> None:
    for redirection, said in {
        "<&-": "standard input is closed; redirect it, e.g. </dev/null\n",
        ">&-": "standard output is closed; redirect it, e.g. >/dev/null\n",
        "2>&-": "",
    }.items():
        assert ended(folder, COMMANDS[command], redirection) == (2, "", said)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_a_full_stream_loses_ends_with_2(folder: Path, command: str) -> None:
    code, _, errors = ended(folder, COMMANDS[command], ">/dev/full")
    if command in HAS_NO_DATA:
        assert code == (2 if command == "usage" else 0)
    else:
        assert (code, errors.splitlines()[-1:]) == (2, [FULL]), errors
    code, _, _ = ended(folder, COMMANDS[command], "2>/dev/full")
    assert code == (0 if command in SAYS_NOTHING else 2)


FULL = "cleaner: standard output or error: No space left on device"


@pytest.mark.parametrize("command", ["clean", "explain -", "run a.txt -o new --no-bundled"])
@pytest.mark.parametrize("device", ["/dev/full", "/dev/zero", "/dev/urandom"])
def test_a_device_without_end_is_no_input(folder: Path, command: str, device: str) -> None:
    code, data, errors = ended(folder, command, f"<{device}")
    assert (code, data, "device that may never end" in errors) == (2, "", True)


@pytest.mark.parametrize("command", ["clean", "explain -"])
def test_a_stream_that_was_opened_the_wrong_way_round_ends_with_2(folder: Path, command: str) -> None:
    code, data, errors = ended(folder, command, "0>written")
    assert (code, data, len(errors.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("option", ["--ledger", "--rejects"])
def test_a_full_file_is_named(folder: Path, option: str) -> None:
    (folder / "full.jsonl").unlink(missing_ok=True)
    (folder / "full.jsonl").symlink_to("/dev/full")
    (folder / "two.jsonl").write_text('{"text": "Snow fell on the town."}\n{}\n')
    code, _, errors = ended(folder, f"clean two.jsonl --no-bundled {option} full.jsonl", ">/dev/null")
    assert (code, errors.splitlines()[-1]) == (2, "cleaner: full.jsonl cannot be written: No space left on device")


@pytest.mark.parametrize("command", ["--help", "clean many.jsonl --no-bundled", "schema rules", "rules list"])
def test_a_reader_that_has_enough_is_no_error(folder: Path, command: str) -> None:
    (folder / "many.jsonl").write_text('{"text": "Snow fell on the town."}\n' * 2_000)
    code, data, errors = ended(folder, command, '| head -c 1; exit "${PIPESTATUS[0]}"')
    assert (code, len(data), errors) == (0, 1, "")


def test_the_page_on_the_command_line_says_so() -> None:
    assert "A standard stream that is closed or full ends a command with 2" in page("docs/cli.md")
