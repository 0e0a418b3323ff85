"""One run at a time writes into a folder, whoever died, wherever it ran."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner.errors import RunError
from cleaner.run import lease
from cleaner.run.lease import DEAD_AFTER_SECONDS, take_lease, this_process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "out/.run").mkdir(parents=True)
    return tmp_path / "out/.run"


def held_by(folder: Path, seconds_ago: float = 0, **changes: Any) -> None:
    """A lease of another process, which was touched so many seconds ago."""
    holder = msgspec.structs.replace(this_process(), **changes)
    path = folder / "lease-1"
    path.write_text(json.dumps(msgspec.to_builtins(holder)))
    then = path.stat().st_mtime - seconds_ago
    os.utime(path, (then, then))


def a_pid_that_does_not_run() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_a_second_run_is_refused_and_told_who_writes(folder: Path) -> None:
    with take_lease(folder), pytest.raises(RunError, match=f"process id {os.getpid()} is writing there; wait until"):
        take_lease(folder)


def test_a_folder_is_free_when_its_run_ended(folder: Path) -> None:
    with take_lease(folder):
        pass
    assert list(folder.iterdir()) == []
    with take_lease(folder) as taken:
        assert taken.path.name == "lease-1"


def test_the_lease_of_a_dead_process_is_taken_over_at_once(folder: Path) -> None:
    held_by(folder, pid=a_pid_that_does_not_run())
    with take_lease(folder) as taken:
        assert taken.path.name == "lease-2"
        assert not (folder / "lease-1").exists()


def test_a_process_that_has_the_number_of_a_dead_one_is_not_taken_for_it(folder: Path) -> None:
    held_by(folder, started="1")
    with take_lease(folder) as taken:
        assert taken.path.name == "lease-2"


def test_a_lease_from_before_a_restart_of_the_machine_is_dead(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "_machine", lambda: "0123")
    held_by(folder, boot="another-boot pid:[1]")
    take_lease(folder).__exit__()


def test_a_host_of_the_same_name_may_be_another_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in ("", "0123"):
        monkeypatch.setattr(lease, "_machine", lambda number=number: number)
        held_by(folder, boot="another-boot pid:[1]", machine="" if not number else "4567")
        with pytest.raises(RunError, match="is writing there, or was a minute ago"):
            take_lease(folder)


@pytest.mark.parametrize("elsewhere", [{"host": "elsewhere"}, {"boot": this_process().boot + "of another container"}])
def test_a_lease_from_elsewhere_is_dead_when_it_was_not_touched_for_a_minute(
    folder: Path, elsewhere: dict[str, str]
) -> None:
    held_by(folder, DEAD_AFTER_SECONDS / 2, **elsewhere)
    with pytest.raises(RunError, match="is writing there, or was a minute ago"):
        take_lease(folder)
    held_by(folder, DEAD_AFTER_SECONDS * 2, **elsewhere)
    take_lease(folder).__exit__()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"host": 7}'])
def test_what_is_no_lease_holds_nothing(folder: Path, text: str) -> None:
    (folder / "lease-1").write_text(text)
    take_lease(folder).__exit__()


def test_a_lease_is_alive_also_when_its_holder_clears_the_folder_at_that_moment(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = Path.stat

    def clear_and_look(path: Path) -> os.stat_result:
        for other in set(folder.iterdir()) - {folder / "lease-1"}:
            other.unlink()
        return look(path)

    held_by(folder, host="elsewhere")
    monkeypatch.setattr(Path, "stat", clear_and_look)
    with pytest.raises(RunError, match="is writing there"):
        take_lease(folder)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process name itself by a file")
def test_a_process_may_have_a_name_that_is_not_unicode() -> None:
    name = Path("/proc/self/comm")
    before = name.read_bytes()
    try:
        name.write_bytes(b"caf\xe9) ")
        assert this_process().started.isdecimal()
    finally:
        name.write_bytes(before)


def test_a_process_that_lost_its_lease_finds_out(folder: Path) -> None:
    with take_lease(folder) as taken:
        taken.mark.check()
        (folder / "lease-2").touch()
        with pytest.raises(RunError, match="another run has taken over"):
            taken.mark.check()
        (folder / "lease-2").rename(folder / "lease-5")  # of one that was slow, and saw leases that are gone by now
        with pytest.raises(RunError, match="another run has taken over"):
            taken.mark.check()
        (folder / "lease-5").unlink()
        held_by(folder)  # the next run but one has the same number, and another token
        with pytest.raises(RunError, match="another run has taken over"):
            taken.mark.check()
    assert (folder / "lease-1").exists()


def test_of_two_that_take_over_the_same_lease_one_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = os.link

    def link_second(source: Path, target: Path) -> None:
        Path(target).touch()  # the other was quicker
        link(source, target)

    monkeypatch.setattr(os, "link", link_second)
    with pytest.raises(RunError, match="another run has just been there"):
        take_lease(folder)
    assert [path.name for path in folder.iterdir()] == ["lease-1"]


def test_a_file_system_without_hard_links_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted", source, None, target)

    monkeypatch.setattr(os, "link", refuse)
    with pytest.raises(RunError, match="out is on a file system without hard links; name a folder elsewhere"):
        take_lease(folder)
    assert list(folder.iterdir()) == []
