"""Which files a run is given."""

from __future__ import annotations

import os
from pathlib import Path

from cleaner.formats.inputs import find_inputs


def ids(folder: Path) -> list[str]:
    """The ids of what is found in a folder."""
    return [file.id for file in find_inputs([str(folder)])]


def test_symlinks_to_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for path in ("in/b/one.txt", "elsewhere/two.txt"):
        (tmp_path / path).write_text("One line.")
    os.symlink(tmp_path / "elsewhere", tmp_path / "in" / "linked")
    assert ids(tmp_path / "in") == ["b/one", "linked/two"]


def test_symlinks_to_folders_that_are_searched_anyway_add_nothing(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "b" / "one.txt").write_text("One line.")
    (tmp_path / "elsewhere" / "two.txt").write_text("One line.")
    for name, target in {"a": "in/b", "b/up": "in", "c": "elsewhere", "d": "elsewhere"}.items():
        os.symlink(tmp_path / target, tmp_path / "in" / name)
    os.symlink(tmp_path / "elsewhere", tmp_path / "elsewhere" / "round")
    assert ids(tmp_path / "in") == ["b/one", "c/two"]
