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


@pytest.fixture
def stopped(tmp_path: Path) -> tuple[Path, tuple[object, ...]]:
    """A run that was killed after its first piece: its folder, and its command."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_bytes(b"".join(rows_with_faults(1_000, name)))
    command = ("a.jsonl", "b.jsonl", "--shard", 100, "--no-bundled", *OPTIONS, "-o", "out")
    with attempt(tmp_path, *command) as run:
        until(lambda: done_pieces(tmp_path / "out"), "no piece is finished")
        run.kill(run.process.pid)
        run.end()
        run.nothing_left()
    return tmp_path, command


@pytest.mark.parametrize("change", CHANGES)
def test_an_input_that_changed_is_named(change: str, stopped: tuple[Path, tuple[object, ...]]) -> None:
    folder, command = stopped
    CHANGES[change](folder / "b.jsonl")
    before = contents(folder / "out")
    code, said = finished(folder, *command)
    assert code == 2, said
    assert "b.jsonl" in said
    assert contents(folder / "out") == before


def test_another_option_is_named_and_fresh_starts_anew(stopped: tuple[Path, tuple[object, ...]]) -> None:
    folder, command = stopped
    other = [*command, "--quotes", "straight"]
    before = contents(folder / "out")
    code, said = finished(folder, *other)
    assert code == 2, said
    assert "quotes" in said
    assert "--fresh" in said
    assert contents(folder / "out") == before
    assert finished(folder, *other, "--fresh")[0] == 0
    shutil.copytree(folder / "out", folder / "fresh")
    assert finished(folder, *other[:-3], "new", *other[-2:])[0] == 0
    assert different(folder / "fresh", folder / "new") == []


def test_results_of_another_run_are_not_replaced(few_rows: Corpus, stopped: tuple[Path, tuple[object, ...]]) -> None:
    folder, command = stopped
    assert finished(folder, *command)[0] == 0
    before = contents(folder / "out")
    code, said = finished(few_rows.folder, *few_rows.run(folder / "out"))
    assert code == 2, said
    assert "--fresh" in said
    assert contents(folder / "out") == before
