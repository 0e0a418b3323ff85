"""Nothing of the user's is written over: an output that is an input, or two outputs that are one file, are refused by name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Shell
from tests.unit.cli.specimen import write_pack

ROW = json.dumps({"text": "Snow fell on the hills above the town.\nA second line."}) + "\n"


def same(source: Path, name: Path) -> None:
    assert source == name


def symbolic(source: Path, name: Path) -> None:
    name.symlink_to(source)


def hard(source: Path, name: Path) -> None:
    name.hardlink_to(source)


def through_a_folder(source: Path, name: Path) -> None:
    (source.parent / name.parent.name).symlink_to(source.parent)


LINKS: dict[str, tuple[str, Callable[[Path, Path], None]]] = {
    "the name": ("rows.jsonl", same),
    "a symbolic link": ("link.jsonl", symbolic),
    "a hard link": ("hard.jsonl", hard),
    "a link to the folder": ("there/rows.jsonl", through_a_folder),
}


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text(ROW)
    return path


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("command", ["clean rows.jsonl --ledger", "clean rows.jsonl --rejects", "explain rows.jsonl#1 --html",
                                     "explain rows.jsonl --html", "explain rows*l --html"])  # fmt: skip
def test_an_output_that_is_the_input_is_refused(cleaner: Shell, rows: Path, command: str, link: str) -> None:
    name, make = LINKS[link]
    make(rows, rows.parent / name)
    done = cleaner(*command.split(), name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"{command.rsplit(maxsplit=1)[-1]} {name} is also what is read, rows" in done.stderr.decode()
    assert rows.read_text() == ROW


@pytest.mark.parametrize("command", ["clean rows.jsonl --ledger", "explain rows.jsonl --html"])
def test_a_pack_is_an_input(cleaner: Shell, rows: Path, command: str) -> None:
    pack = write_pack(rows.parent / "packs")
    before = pack.read_text()
    done = cleaner(*command.split(), pack, "--rules", "packs")
    assert (done.returncode, b"pier.example.yaml is also what is read" in done.stderr) == (2, True)
    assert pack.read_text() == before


@pytest.mark.parametrize("link", LINKS)
def test_two_outputs_in_one_file_are_refused(cleaner: Shell, rows: Path, link: str) -> None:
    name, make = LINKS[link]
    (rows.parent / "in.jsonl").write_text(ROW)
    make(rows, rows.parent / name)
    done = cleaner("clean", "in.jsonl", "--ledger", "rows.jsonl", "--rejects", name)
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"--ledger and --rejects are one file, {name}" in done.stderr.decode()
    assert rows.read_text() == ROW


def test_also_if_it_does_not_exist_yet(cleaner: Shell, rows: Path) -> None:
    (rows.parent / "link").symlink_to("new.jsonl")
    done = cleaner("clean", rows, "--ledger", "new.jsonl", "--rejects", "link")
    assert (done.returncode, b"are one file" in done.stderr) == (2, True)
    assert not (rows.parent / "new.jsonl").exists()


def test_two_outputs_may_go_nowhere(cleaner: Shell, rows: Path) -> None:
    assert cleaner("clean", rows, "--ledger", "/dev/null", "--rejects", "/dev/null").returncode == 0


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("clean rows.jsonl >>rows.jsonl", "standard output is also what is read, rows.jsonl"),
        ("clean <rows.jsonl >>rows.jsonl", "standard output is also what is read, standard input"),
        ("clean --ledger rows.jsonl <rows.jsonl", "--ledger rows.jsonl is also what is read, standard input"),
        ("explain rows.jsonl >>rows.jsonl", "standard output is also what is read, rows.jsonl"),
        ("explain - --html rows.jsonl <rows.jsonl", "--html rows.jsonl is also what is read, standard input"),
        ("clean --ledger new.jsonl <rows.jsonl >>new.jsonl", "standard output and --ledger are one file, new.jsonl"),
    ],
)
def test_redirected_streams_are_looked_at_too(rows: Path, command: str, message: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m cleaner {command}"],
        cwd=rows.parent, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert (done.returncode, message in done.stderr) == (2, True), done.stderr
    assert rows.read_text() == ROW


def test_a_new_pack_writes_over_nothing(cleaner: Shell, tmp_path: Path) -> None:
    assert cleaner("new", "a.example", "--rules", "packs").returncode == 0
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for path in before:
        path.write_text("mine")
    assert cleaner("new", "a.example", "--rules", "packs").returncode == 2
    assert cleaner("new", "b.example", "--rules", "packs").returncode == 0
    assert {path.read_text() for path in before} == {"mine"}


def test_nor_through_a_link_that_leads_nowhere(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "packs/publishers").mkdir(parents=True)
    (tmp_path / "packs/publishers/a.example.yaml").symlink_to(tmp_path / "elsewhere")
    assert cleaner("new", "a.example", "--rules", "packs").returncode == 2
    assert not (tmp_path / "elsewhere").exists()


FORCED = [[], ["--force"], ["--fresh"], ["--force", "--fresh"]]
OWN = {
    "README.md": "# Mine\n",
    "run.json": '{"mine": true}\n',
    "run.json.part": "mine",
    "documents/mine.part": "mine",
    "documents/part-00000.jsonl": ROW,
    "ledger/part-00000.jsonl.part": "mine",
    "rejected/README.md": "# Mine\n",
}
"""Files of somebody's own, by their place in the folder that a run is to write into."""


def mine(out: Path, name: str) -> Path:
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(OWN[name])
    return path


@pytest.mark.parametrize("name", OWN)
def test_a_run_refuses_a_folder_with_a_file_of_somebodys_own(cleaner: Shell, rows: Path, name: str) -> None:
    path = mine(rows.parent / "out", name)
    for options in FORCED[::2]:
        done = cleaner("run", "rows.jsonl", "-o", "out", *options)
        assert (done.returncode, name in done.stderr.decode()) == (2, True), done.stderr
    assert path.read_text() == OWN[name]
    assert [found for found in (rows.parent / "out").rglob("*") if found.is_file()] == [path]


@pytest.mark.parametrize("name", ["README.md", "run.json", "documents/part-00000.jsonl"])
@pytest.mark.parametrize("options", FORCED, ids=" ".join)
def test_also_if_it_is_forced_where_the_name_is_that_of_a_result(
    cleaner: Shell, rows: Path, name: str, options: list[str]
) -> None:
    path = mine(rows.parent / "out", name)
    done = cleaner("run", "rows.jsonl", "-o", "out", *options)
    assert (done.returncode, name in done.stderr.decode()) == (2, True), done.stderr
    assert path.read_text() == OWN[name]


@pytest.mark.parametrize("name", ["README.md", "run.json"])
@pytest.mark.parametrize("options", FORCED, ids=" ".join)
def test_and_if_it_took_the_place_of_a_result(cleaner: Shell, rows: Path, name: str, options: list[str]) -> None:
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 0
    path = mine(rows.parent / "out", name)
    done = cleaner("run", "rows.jsonl", "-o", "out", *options)
    assert (done.returncode, name in done.stderr.decode()) == (2, True), done.stderr
    assert path.read_text() == OWN[name]


@pytest.mark.parametrize("name", ["README.md", "run.json"])
def test_a_link_in_place_of_a_report_is_not_written_through(cleaner: Shell, rows: Path, name: str) -> None:
    """It leads to a file that begins as the reports of a run begin."""
    assert cleaner("run", "rows.jsonl", "-o", "first").returncode == 0
    target = rows.parent / "first" / name
    before = target.read_bytes()
    (rows.parent / "out").mkdir()
    (rows.parent / "out" / name).symlink_to(target)
    assert cleaner("run", "rows.jsonl", "-o", "out", "--force").returncode == 2
    assert target.read_bytes() == before


def test_the_input_of_a_run_is_not_among_its_results(cleaner: Shell, rows: Path) -> None:
    assert cleaner("run", "rows.jsonl", "-o", "out").returncode == 0
    before = {path: path.read_bytes() for path in (rows.parent / "out").rglob("*") if path.is_file()}
    for options in FORCED:
        done = cleaner("run", "out/documents", "-o", "out", *options)
        assert (done.returncode, b"out/documents" in done.stderr) == (2, True), done.stderr
    assert {path: path.read_bytes() for path in before} == before
