"""A full disk and one that cannot be written: a line that says so, nothing half-written, and all of it once there is room."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .attempt import finished
from .conftest import Corpus
from .mounts import mount_memory, remount, unmount
from .traces import contents, different, done_pieces, half_written, part_of, places, with_duplicates

pytestmark = pytest.mark.mounts


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of eight megabytes."""
    folder = tmp_path / "disk"
    mount_memory(folder, 8_192)
    yield folder
    unmount(folder)


def _kilobytes(out: Path) -> int:
    return sum(map(len, contents(out).values())) // 1024


@pytest.mark.parametrize("share", [0.02, 0.3, 0.7, 0.97])
def test_a_run_goes_on_once_a_full_disk_has_room(share: float, few_rows: Corpus, disk: Path) -> None:
    out = disk / "out"
    remount(disk, f"size={max(64, int(_kilobytes(few_rows.whole) * share))}k")
    code, said = finished(few_rows.folder, *few_rows.run(out))
    assert code == 2, said
    assert "No space left" in said
    assert str(disk) in said
    assert len(said.strip().splitlines()) == 1, said
    twice = with_duplicates(few_rows.whole)
    assert [name for name in half_written(out, few_rows.whole) if part_of(Path(name)) not in twice] == []
    assert not (out / "run.json").exists()
    done = [piece for piece in done_pieces(out) if piece not in twice]
    before = places(out, done)
    remount(disk, "size=64m")
    code, said = finished(few_rows.folder, *few_rows.run(out))
    assert code == 0, said
    assert places(out, done) == before
    assert different(out, few_rows.whole) == []


def test_a_disk_that_cannot_be_written_is_named(few_rows: Corpus, disk: Path) -> None:
    remount(disk, "ro")
    code, said = finished(few_rows.folder, *few_rows.run(disk / "out"))
    assert code == 2, said
    assert "Read-only file system" in said
    assert str(disk) in said
    assert len(said.strip().splitlines()) == 1, said


def test_results_on_a_disk_that_became_read_only_are_left_as_they_are(few_rows: Corpus, disk: Path) -> None:
    out = disk / "out"
    shutil.copytree(few_rows.whole, out)
    (out / "run.json").unlink()
    before = contents(out)
    remount(disk, "ro")
    code, said = finished(few_rows.folder, *few_rows.run(out))
    assert code == 2, said
    assert len(said.strip().splitlines()) == 1, said
    assert contents(out) == before
