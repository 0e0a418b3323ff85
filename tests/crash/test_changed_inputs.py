"""An input that is not what it was when the run began: the difference is named, and nothing is mixed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .attempt import attempt, finished, until
from .conftest import OPTIONS, Corpus
from .corpus import rows_with_faults
from .traces import contents, different, done_pieces


def _grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"text": "One more."}\n')


def _shrink(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-400])


def _change_a_letter(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b"valley", b"volley", 1))


CHANGES: dict[str, Callable[[Path], None]] = {
    "gone": Path.unlink,
    "longer": _grow,
    "shorter": _shrink,
    "another text of the same size": _change_a_letter,
}


COMMAND = ("a.jsonl", "b.jsonl", "--shard", 100, "--no-bundled", "--to", "jsonl", *OPTIONS, "-o", "out")


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that was killed after its first piece."""
    folder = tmp_path_factory.mktemp("killed")
    for name in ("a", "b"):
        (folder / f"{name}.jsonl").write_bytes(b"".join(rows_with_faults(1_000, name)))
    with attempt(folder, *COMMAND) as run:
        until(lambda: done_pieces(folder / "out"), "no piece is finished")
        run.kill(run.process.pid)
        run.end()
        run.nothing_left()
    return folder


@pytest.fixture
def stopped(killed: Path, tmp_path: Path) -> Path:
    """That folder, for one test."""
    return shutil.copytree(killed, tmp_path / "stopped")


@pytest.mark.parametrize("change", CHANGES)
def test_an_input_that_changed_is_named(change: str, stopped: Path) -> None:
    CHANGES[change](stopped / "b.jsonl")
    before = contents(stopped / "out")
    code, said = finished(stopped, *COMMAND)
    assert code == 2, said
    assert "b.jsonl" in said
    assert contents(stopped / "out") == before


def test_another_option_is_named_and_fresh_starts_anew(stopped: Path) -> None:
    other = [*COMMAND, "--quotes", "straight"]
    before = contents(stopped / "out")
    code, said = finished(stopped, *other)
    assert code == 2, said
    assert "quotes" in said
    assert "--fresh" in said
    assert contents(stopped / "out") == before
    assert finished(stopped, *other, "--fresh")[0] == 0
    shutil.copytree(stopped / "out", stopped / "fresh")
    assert finished(stopped, *other[:-3], "new", *other[-2:])[0] == 0
    assert different(stopped / "fresh", stopped / "new") == []


def test_results_of_another_run_are_not_replaced(lines: Corpus, stopped: Path) -> None:
    assert finished(stopped, *COMMAND)[0] == 0
    before = contents(stopped / "out")
    code, said = finished(lines.folder, *lines.run(stopped / "out"))
    assert code == 2, said
    assert "--fresh" in said
    assert contents(stopped / "out") == before
