"""Law 6: workers, their deaths, the order of the input and the seed of hashes change no byte of what comes out."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from cleaner.formats.work_item import WorkItem
from cleaner.match.rulebook import Rulebook
from cleaner.run.in_order import clean_in_order
from cleaner.settings import Settings
from tests.conftest import ROOT, Shell
from tests.integration.deadly import DeadlyBook, HalfwayBook
from tests.untimed import untimed

SUBJECTS = ["The council", "A spokeswoman", "The mill", "Nobody in the valley", "The ferry", "Die Gemeinde", "Комитет"]
ENDS = [
    "5 min read",
    "Advertisement",
    "It wasnâ€™t so.",
    "Share this article",
    "OSLO (Reuters) - Snow fell on the hills.",
]


def _rows(count: int) -> list[bytes]:
    dice = random.Random(7)
    rows = []
    for number in range(count):
        body = [f"{dice.choice(SUBJECTS)} spoke of {dice.randint(1, 999)} things on that day." for _ in range(12)]
        text = "\n".join([*body, dice.choice(ENDS)])
        rows.append(json.dumps({"id": f"r{number}", "text": text}).encode() + b"\n")
    return rows


def _contents(out: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    return {**found, "run.json": untimed(found["run.json"])}


def test_workers_and_hash_seeds_change_nothing(cleaner: Shell, cleaner_process: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"".join(_rows(1500)) + b"no JSON\n")
    options = ("--shard", 400, "--added", "2026-01-01", "-q")
    assert cleaner("run", "rows.jsonl", "-o", "one", *options).returncode == 1
    for name, seed in (("two", "2"), ("again", "3")):
        done = cleaner_process("run", "rows.jsonl", "-o", name, "--workers", 2, *options, PYTHONHASHSEED=seed)
        assert done.returncode == 1, done.stderr.decode()
    one = _contents(tmp_path / "one")
    parts = [f"part-0000{number}.jsonl" for number in range(4)]
    assert [name for name in one if name.endswith(".jsonl")] == [
        f"{folder}/{part}" for folder in ("documents", "ledger", "rejected") for part in parts
    ]
    assert one == _contents(tmp_path / "two") == _contents(tmp_path / "again")


def test_the_order_of_rows_changes_only_the_order_of_lines(cleaner: Shell, tmp_path: Path) -> None:
    rows = _rows(300)
    (tmp_path / "a.jsonl").write_bytes(b"".join(rows))
    random.Random(1).shuffle(rows)
    (tmp_path / "b.jsonl").write_bytes(b"".join(rows))
    assert cleaner("run", "a.jsonl", "-o", "a", "--added", "x").returncode == 0
    assert cleaner("run", "b.jsonl", "-o", "b", "--added", "x").returncode == 0
    lines = [sorted((tmp_path / name / "documents/part-00000.jsonl").read_bytes().splitlines()) for name in "ab"]
    assert lines[0] == lines[1]


def test_the_order_of_arguments_changes_nothing(cleaner: Shell, tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.txt").write_text(f"The council of {name} met on Tuesday.\n")
    assert cleaner("run", "b.txt", "a.txt", "c.txt", "-o", "one", "--added", "x").returncode == 0
    assert cleaner("run", "c.txt", "a.txt", "b.txt", "-o", "two", "--added", "x").returncode == 0
    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")


@contextmanager
def _started(tmp_path: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A run under way. Whatever the test finds, neither it nor its workers outlive the test."""
    # A shell lets what it starts in the background ignore the interrupt key, and this suite may be started so.
    listening = ["env", "--default-signal=INT"]
    command = [*listening, sys.executable, "-m", "cleaner", "run", "rows.jsonl", "--added", "x", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        try:
            yield run
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)


def _workers_of(session: int) -> list[int]:
    """The processes that a run, which leads a session, started to clean for it; those that outlive it too."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                status = (entry / "stat").read_text()
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if int(status.rsplit(") ", 1)[1].split()[3]) == session and b"child_program" in command:
                found.append(int(entry.name))
    return found


def _wait_until_written(out: Path) -> None:
    deadline = time.monotonic() + 300
    while time.monotonic() < deadline:
        if any(path.stat().st_size for path in out.glob("documents/part-*")):
            return
        time.sleep(0.01)
    raise AssertionError("nothing was written")


def test_a_killed_worker_stops_nothing_and_changes_nothing(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"".join(_rows(6000)))
    assert cleaner("run", "rows.jsonl", "-o", "whole", "--added", "x", "--shard", 500, "--no-bundled").returncode == 0
    with _started(tmp_path, "-o", "killed", "--workers", "2", "--shard", "500", "--no-bundled") as run:
        _wait_until_written(tmp_path / "killed")
        os.kill(_workers_of(run.pid)[0], signal.SIGKILL)
        _, said = run.communicate(timeout=300)
    assert run.returncode == 0, said.decode()
    assert _contents(tmp_path / "killed") == _contents(tmp_path / "whole")


@pytest.mark.parametrize("book", [DeadlyBook([]), HalfwayBook([])], ids=["at work", "while it writes its result"])
def test_a_document_that_kills_its_worker_is_filed(monkeypatch: pytest.MonkeyPatch, book: Rulebook) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    texts = [f"Document {number}." for number in range(600)]
    texts[300] = "This one is DEADLY."
    items = [WorkItem(f"d{n}", "p", "jsonl", json.dumps({"text": text}).encode()) for n, text in enumerate(texts)]
    lines = [line for batch in clean_in_order(items, book, Settings(), 2) for line in batch]
    assert [line.id for line in lines] == [f"d{number}" for number in range(600)]
    assert [line.id for line in lines if line.rejection] == ["d300"]
    assert json.loads(lines[300].rejection)["reason"] == "limit"


def test_batches_are_read_only_as_far_ahead_as_workers_need() -> None:
    taken = 0

    def items() -> object:
        nonlocal taken
        for number in range(100_000):
            taken += 1
            yield WorkItem(f"d{number}", "p", "jsonl", b'{"text": "A short one."}')

    results = clean_in_order(items(), Rulebook([]), Settings(), 1)  # type: ignore[arg-type]
    next(results)
    assert taken < 1_000
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interrupted_run_says_so(tmp_path: Path, workers: str) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"".join(_rows(20_000)))
    with _started(tmp_path, "-o", "out", "--workers", workers, "--shard", "100", "--no-bundled") as run:
        _wait_until_written(tmp_path / "out")
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=120)
        left = _workers_of(run.pid)
    assert run.returncode == 130, said.decode()
    assert said.decode().splitlines()[-1] == "interrupted; run the same command again to continue"
    assert "Traceback" not in said.decode()
    assert not (tmp_path / "out/run.json").exists()
    assert not left


def test_a_full_disk_is_reported_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"".join(_rows(300)))
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000)); "
    start = "from cleaner.cli import main; sys.argv = ['cleaner', 'run', 'rows.jsonl', '-o', 'out', '-q']; main()"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", limited + start], cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"out" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out/run.json").exists()


def test_a_full_device_and_a_closed_pipe(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_bytes(b"".join(_rows(2000)))
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "cleaner", "clean", "rows.jsonl"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(command, cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr
    assert b"No space left" in done.stderr
    pipe = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert pipe.stdout is not None
    assert pipe.stderr is not None
    assert pipe.stdout.readline().startswith(b'{"id":"r0"')
    pipe.stdout.close()
    said = pipe.stderr.read()
    pipe.stderr.close()
    assert pipe.wait(60) == 0
    assert said == b""
