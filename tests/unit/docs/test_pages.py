"""What the pages for users show: commands that run, outputs that are real, sentences that agree with them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from scripts import shell
from scripts.walkthrough import BLOCK, played, untrue
from tests.conftest import ROOT

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
GENERATED_AND_RUN = "write-a-rule.md"
"""Run by the test that no generated file is stale."""


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != GENERATED_AND_RUN], ids=lambda page: page.name)
def test_every_command_and_example_on_a_page_works(page: Path, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    text = page.read_text("utf-8")
    assert played(text, tmp_path) == text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_quoted_below_an_output_is_in_it(page: Path) -> None:
    assert list(untrue(page.read_text("utf-8"))) == []


def test_the_record_in_the_readme_is_what_comes_out(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    before, after, _ = (block["body"] for block in BLOCK.finditer(readme) if block["kind"] in ("text", "json"))
    (tmp_path / "snow.txt").write_text(before, "utf-8")
    shell.run(f"cleaner run {tmp_path}/snow.txt -o {tmp_path}/out")
    record = json.loads((tmp_path / "out/documents/part-00000.jsonl").read_text("utf-8"))
    shown = json.loads(after)
    assert {key: record["metadata"][key] for key in shown["metadata"]} == shown.pop("metadata")
    assert {key: record[key] for key in shown} == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_block_of_commands_is_run_or_says_why_not(page: Path) -> None:
    """A block in a language that nothing runs would pass unseen; so would one that is indented."""
    kinds = re.findall(r"^[ >]*(?:```|~~~)(\S+)", page.read_text("utf-8"), re.MULTILINE)
    assert set(kinds) <= {"sh", "console", "python", "text", "json", "yaml"}
    assert len(kinds) == len(list(BLOCK.finditer(page.read_text("utf-8"))))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#:]*)(?:#[^)]*)?\)", prose):
        assert (page.parent / target).exists(), target


def test_the_oldest_python_is_the_same_everywhere() -> None:
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"].removeprefix(
        ">="
    )
    assert f"Python {oldest} or newer" in (ROOT / "README.md").read_text("utf-8")
    assert f"older than Python {oldest}" in (ROOT / "scripts/setup").read_text("utf-8")


def test_a_clone_has_the_folder_that_results_go_into() -> None:
    ignore = (ROOT / "out/.gitignore").read_text("utf-8").splitlines()
    assert ignore[0].startswith("# ")
    assert ignore[1:] == ["*", "!.gitignore"]


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("```sh\ncleaner lint --rulez my-rules\n```", "No such option"),
        ("```console\n$ cleaner nonsense\n```", "No such command"),
        ("```python\n>>> 1 + 1\n3\n\n```", "Expected"),
        ("```python\nprint(1)\n```", "proves nothing"),
    ],
)
def test_a_page_with_a_command_that_fails_is_found(block: str, reason: str) -> None:
    with pytest.raises(RuntimeError, match=reason):
        played(block + "\n")


def test_a_block_that_says_why_it_is_not_run_is_left_alone() -> None:
    page = "<!-- not run: there is no such program -->\n```sh\nnonsense\n```\n"
    assert played(page) == page


def test_outputs_that_were_written_by_hand_are_replaced(tmp_path: Path) -> None:
    page = "```text file=a.txt\nb\na\n```\n\n```console\n$ sort a.txt | head -1\nby hand\n```\n"
    assert "$ sort a.txt | head -1\na\n```" in played(page, tmp_path)


def test_the_shell_of_the_pages_reads_and_writes_files(tmp_path: Path) -> None:
    assert shell.run(f"printf 'b\\na\\n' | sort > {tmp_path}/sorted  # nothing is shown") == ""
    assert shell.run(f"cat < {tmp_path}/sorted") == "a\nb\n"
