"""What `cleaner restore` writes lands inside its folder, whatever is there already, and comes back whatever its name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Shell
from tests.integration.test_run import ARTICLE


def files(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "surrogateescape")
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def out(cleaner: Shell, tmp_path: Path) -> Path:
    """The results of a run over one file in a folder of a folder."""
    (tmp_path / "in/a/b").mkdir(parents=True)
    (tmp_path / "in/a/b/c.txt").write_text(ARTICLE)
    assert cleaner("run", "in", "-o", "out").returncode == 0
    return tmp_path / "out"


@pytest.mark.parametrize("way", ["a", "a/b"])
@pytest.mark.parametrize("target", ["elsewhere", "/nowhere/at/all", "."])
def test_a_link_on_the_way_is_not_followed(cleaner: Shell, out: Path, way: str, target: str) -> None:
    back, elsewhere = out.parent / "back", out.parent / "elsewhere"
    (back / way).parent.mkdir(parents=True)
    elsewhere.mkdir()
    (back / way).symlink_to(elsewhere if target == "elsewhere" else target)
    done = cleaner("restore", "out", "--to", "back")
    assert done.returncode == 2
    assert f"back/{way} is a link, which is not followed" in done.stderr.decode()
    assert files(elsewhere) == {}


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_nor_is_one_in_place_of_the_file(cleaner: Shell, out: Path, target: str) -> None:
    (out.parent / "elsewhere").write_text("mine")
    (out.parent / "back/a/b").mkdir(parents=True)
    (out.parent / "back/a/b/c.txt").symlink_to(out.parent / target)
    done = cleaner("restore", "out", "--to", "back")
    assert (done.returncode, b"back/a/b/c.txt is a link" in done.stderr) == (2, True)
    assert (out.parent / "elsewhere").read_text() == "mine"
    assert not (out.parent / "nowhere").exists()


def test_the_folder_itself_may_be_a_link(cleaner: Shell, out: Path) -> None:
    (out.parent / "real").mkdir()
    (out.parent / "back").symlink_to("real")
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert files(out.parent / "real") == {"a/b/c.txt": ARTICLE}


@pytest.mark.parametrize("there", ["back/a", "back/a/b", "back/a/b/c.txt"])
def test_a_file_that_is_in_the_way_stays(cleaner: Shell, out: Path, there: str) -> None:
    (out.parent / there).parent.mkdir(parents=True)
    (out.parent / there).write_text("mine")
    done = cleaner("restore", "out", "--to", "back")
    assert (done.returncode, f"{there} exists already" in done.stderr.decode()) == (2, True)
    assert (out.parent / there).read_text() == "mine"


def test_so_does_a_folder_in_place_of_the_file(cleaner: Shell, out: Path) -> None:
    (out.parent / "back/a/b/c.txt").mkdir(parents=True)
    done = cleaner("restore", "out", "--to", "back")
    assert (done.returncode, b"back/a/b/c.txt exists already" in done.stderr) == (2, True)


@pytest.mark.parametrize("folder", ["out", "out/documents", "out/new"])
def test_nothing_is_restored_into_the_run(cleaner: Shell, out: Path, folder: str) -> None:
    before = files(out)
    done = cleaner("restore", "out", "--to", folder)
    assert (done.returncode, b"holds the run itself" in done.stderr) == (2, True)
    assert files(out) == before


@pytest.mark.parametrize("first", ["x", "y"])
def test_a_file_and_a_folder_of_one_name_both_come_back(cleaner: Shell, tmp_path: Path, first: str) -> None:
    """`x/a.txt` is a file, `y/a.txt` a folder: whichever comes first, the other gets a longer name, which is reported."""
    (tmp_path / "x").mkdir()
    (tmp_path / "y/a.txt").mkdir(parents=True)
    (tmp_path / "x/a.txt").write_text("One file.\n")
    (tmp_path / "y/a.txt/b.txt").write_text("Another file.\n")
    (tmp_path / "y/c.txt").write_text("A third file.\n")
    assert cleaner("run", "x", "y", "-o", "out").returncode == 0
    for kind in ("documents", "ledger"):  # the order is that of ids; both orders must do
        lines = next((tmp_path / "out" / kind).iterdir()).read_text().splitlines(keepends=True)
        next((tmp_path / "out" / kind).iterdir()).write_text("".join(lines if first == "x" else lines[::-1]))
    done = cleaner("restore", "out", "--to", "back")
    assert done.returncode == 0
    wanted, got, text = {
        "x": ("a.txt/b.txt", "y/a.txt/b.txt", "Another file.\n"),
        "y": ("a.txt", "x/a.txt", "One file.\n"),
    }[first]
    names = {"a.txt": "One file.\n", "a.txt/b.txt": "Another file.\n", "c.txt": "A third file.\n"}
    assert files(tmp_path / "back") == {name: text for name, text in names.items() if name != wanted} | {got: text}
    assert done.stderr.decode().splitlines() == [
        f"{wanted} came back as {got}: the other name is that of a file and of a folder",
        "3 inputs in back",
    ]
    assert cleaner("restore", "out", "--to", "quiet", "-q").stderr == b""


def test_no_number_of_equal_names_stops_it(cleaner: Shell, out: Path) -> None:
    """Results of several runs that somebody joined: every input wants the same name."""
    for kind in ("documents", "ledger"):
        part = next((out / kind).iterdir())
        part.write_text(part.read_text() * 4)
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert list(files(out.parent / "back").values()) == [ARTICLE] * 4


@pytest.mark.parametrize("name", ["../../a", "/a", "..", "/", "a\0b", "\0", "a/../../../b"])
def test_no_name_in_a_ledger_leads_out(cleaner: Shell, out: Path, name: str) -> None:
    for kind in ("documents", "ledger"):
        part = next((out / kind).iterdir())
        row = json.loads(part.read_text())
        row["id"] = name
        if kind == "ledger":
            row["path"] = f"{name}.txt"
        part.write_text(json.dumps(row) + "\n")
    before = {path for path in out.parent.rglob("*") if "back" not in path.parts}
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert {path for path in out.parent.rglob("*") if "back" not in path.parts} == before
    assert list(files(out.parent / "back").values()) == [ARTICLE]


def test_a_name_that_is_too_long_is_named(cleaner: Shell, out: Path) -> None:
    for kind in ("documents", "ledger"):
        part = next((out / kind).iterdir())
        row = json.loads(part.read_text()) | {"id": "n" * 300}
        part.write_text(json.dumps(row | ({"path": "n" * 300 + ".txt"} if kind == "ledger" else {})) + "\n")
    done = cleaner("restore", "out", "--to", "back")
    assert (done.returncode, b"nnn.txt cannot be written: File name too long" in done.stderr) == (2, True)


def test_a_folder_that_is_a_file_or_may_not_be_written_is_named(cleaner: Shell, out: Path) -> None:
    (out.parent / "file").write_text("mine")
    done = cleaner("restore", "out", "--to", "file")
    assert (done.returncode, done.stderr.decode().startswith("cleaner: file cannot be written: ")) == (2, True)
    assert (out.parent / "file").read_text() == "mine"


def test_what_pages_come_back_as_is_said(cleaner: Shell, tmp_path: Path) -> None:
    body = "".join(f"<p>Snow fell on the hills above the town for day {n}, and the road was closed.</p>" for n in "123")
    for name in "ab":
        (tmp_path / f"{name}.html").write_text(f"<html><body><article><h1>Snow</h1>{body}</article></body></html>")
    (tmp_path / "c.txt").write_text(ARTICLE)
    cleaner("run", "a.html", "b.html", "c.txt", "-o", "out")
    done = cleaner("restore", "out", "--to", "back")
    assert done.stderr.decode().splitlines() == [
        "2 pages came back as the text that extraction found; run with --keep-raw to get pages",
        "3 inputs in back",
    ]
    cleaner("run", "a.html", "-o", "kept", "--keep-raw")
    assert cleaner("restore", "kept", "--to", "whole").stderr == b"1 input in whole\n"


def test_every_descriptor_is_closed(cleaner: Shell, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"in/{number}/a").mkdir(parents=True)
        (tmp_path / f"in/{number}/a/b.txt").write_text(f"File number {number}.\n")
    cleaner("run", "in", "-o", "out")
    before = len(os.listdir("/proc/self/fd"))
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert len(os.listdir("/proc/self/fd")) == before
    assert len(files(tmp_path / "back")) == 30
