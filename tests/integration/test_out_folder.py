"""A run writes into a folder that may hold what is somebody's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.run import output_folder
from cleaner.run.output_folder import results_in
from tests.conftest import Shell
from tests.integration.test_run import ARTICLE, rows


def test_a_folder_named_documents_that_no_run_wrote_is_refused_and_stays(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "home/documents").mkdir(parents=True)
    mine = tmp_path / "home/documents/part-00000.jsonl"
    mine.write_text(json.dumps({"text": ARTICLE}))
    for force in ([], ["--force"]):
        assert cleaner("run", "home/documents", "-o", "home", *force).returncode == 2
        assert mine.exists()


def test_the_file_that_keeps_an_empty_folder_in_a_repository_stays(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "out").mkdir()
    kept = tmp_path / "out/.gitignore"
    kept.write_text("*\n!.gitignore\n")
    for _ in range(2):  # into the folder as it was cloned, and over the results of the first run
        assert cleaner("run", "a.txt", "-o", "out").returncode == 0
        assert kept.read_text() == "*\n!.gitignore\n"


def test_what_somebody_put_among_results_stays_when_forced(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    (tmp_path / "out/documents/notes.txt").write_text("mine")
    refused = cleaner("run", "a.txt", "-o", "out")
    assert refused.returncode == 2
    assert b"documents/notes.txt, which no run wrote" in refused.stderr
    assert cleaner("run", "a.txt", "-o", "out", "--force").returncode == 0
    assert (tmp_path / "out/documents/notes.txt").read_text() == "mine"


def test_files_with_names_like_those_of_a_run_stay_when_forced(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "out/documents").mkdir(parents=True)
    mine = [tmp_path / "out" / name for name in (".README.md.swp", ".run.json.bak", "documents/.part-notes.txt")]
    for path in mine:
        path.write_text("mine")
    for options in (["--force"], ["--force"], ["--force", "--fresh"]):
        assert cleaner("run", "a.txt", "-o", "out", *options).returncode == 0
        assert [path.read_text() for path in mine] == ["mine"] * 3


def test_a_part_that_another_run_publishes_meanwhile_is_not_taken_for_somebodys(
    cleaner: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    unpublished = tmp_path / "out/documents/.part-00001.jsonl.0123abcd"
    unpublished.touch()

    def publish_meanwhile(out: Path) -> list[Path]:
        if unpublished.exists():
            unpublished.rename(unpublished.with_name("part-00001.jsonl"))
        found = results_in(out)
        (out / "documents/part-00002.jsonl").touch()
        return found

    monkeypatch.setattr(output_folder, "results_in", publish_meanwhile)
    output_folder.check_folder(tmp_path / "out", force=False)


def test_a_readme_that_no_run_wrote_is_never_replaced(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "README.md").write_text("# Mine\n")
    for force in ([], ["--force"]):
        assert cleaner("run", "a.txt", "-o", ".", *force).returncode == 2
    assert (tmp_path / "README.md").read_text() == "# Mine\n"


def test_results_cannot_be_the_inputs_of_the_run_that_replaces_them(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    refused = cleaner("run", "out/documents", "-o", "out", "--fresh")
    assert refused.returncode == 2
    assert b"is an input and would be replaced" in refused.stderr
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["a"]


def test_a_run_that_was_killed_leaves_a_folder_that_the_next_run_takes(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out", "--to", "jsonl")
    for name in ("run.json", "README.md"):
        (tmp_path / "out" / name).unlink()
    (tmp_path / "out/.run.json.4711").write_text("{")
    (tmp_path / "out/documents/.part-00001.jsonl.0123abcd").write_text('{"id":')
    assert cleaner("run", "a.txt", "-o", "out", "--to", "jsonl").returncode == 0
    files = (path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert sorted(files) == [
        ".run/plan.json", "README.md", "documents/part-00000.jsonl", "ledger/part-00000.jsonl",
        "rejected/part-00000.jsonl", "run.json",
    ]  # fmt: skip


def test_the_results_of_an_earlier_version_are_replaced_only_if_told(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    (tmp_path / "out/.run/plan.json").unlink()
    refused = cleaner("run", "a.txt", "-o", "out")
    assert refused.returncode == 2
    assert b"plan.json is missing or not valid; add --fresh to replace them" in refused.stderr
    assert cleaner("run", "a.txt", "-o", "out", "--fresh").returncode == 0
