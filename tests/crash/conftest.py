"""
Inputs for runs that are killed, and what a run that nobody disturbed makes of them.

Ten kills are in the suite. More, at other moments: `CLEANER_CRASHES=200 pytest tests/crash -k killed`. A failure prints the
seed; `CLEANER_CRASH_SEED` repeats its moments, as far as the machine does.
"""

from __future__ import annotations

import gzip
import json
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pytest

from .attempt import finished
from .corpus import documents, rows_with_faults, write_folder, write_rules

RULES = ("--rules", "packs", "--no-bundled")
OPTIONS = ("--added", "X", "--workers", 2, "--max-rejected", 1, "--abort-over", 1)
TWIN_PARTS = 20


@dataclass(frozen=True)
class Corpus:
    """An input in a folder of its own, the command that cleans it, and the results that nobody disturbed."""

    folder: Path
    command: tuple[Any, ...]
    whole: Path
    seconds: float

    def run(self, out: Path) -> tuple[Any, ...]:
        """The arguments of `cleaner run` for another folder of results."""
        return (*self.command, "-o", out)


def with_rules(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder with packs, for an input."""
    folder = tmp_path_factory.mktemp(name)
    write_rules(folder / "packs")
    return folder


def undisturbed(folder: Path, *command: Any, out: str = "whole") -> Corpus:
    """Clean an input once."""
    started = time.monotonic()
    code, said = finished(folder, *command, "-o", folder / out)
    assert code == 0, said
    return Corpus(folder, command, folder / out, time.monotonic() - started)


@pytest.fixture(scope="session")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """20,000 documents in one file."""
    folder = with_rules(tmp_path_factory, "rows")
    (folder / "rows.jsonl").write_bytes(b"".join(rows_with_faults(20_000)))
    return undisturbed(folder, "rows.jsonl", "--shard", 500, *RULES, *OPTIONS)


@pytest.fixture(scope="session")
def few_rows(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """2,000 documents in one file, for what needs no time."""
    folder = with_rules(tmp_path_factory, "few-rows")
    (folder / "rows.jsonl").write_bytes(b"".join(rows_with_faults(2_000)))
    return undisturbed(folder, "rows.jsonl", "--shard", 100, *RULES, *OPTIONS)


@pytest.fixture(scope="session")
def lines(few_rows: Corpus) -> Corpus:
    """The same rows, for what does not depend on the form of results either."""
    command = ("rows.jsonl", "--shard", 100, "--no-bundled", "--to", "jsonl", *OPTIONS)
    return undisturbed(few_rows.folder, *command, out="lines")


@pytest.fixture(scope="session")
def straight_rows(few_rows: Corpus) -> Corpus:
    """The same rows cleaned with another option."""
    return undisturbed(few_rows.folder, *few_rows.command, "--quotes", "straight", out="straight")


@pytest.fixture(scope="session")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """2,000 documents, each of which shares its id with another, here or in another part: the last step has most to do."""
    folder = with_rules(tmp_path_factory, "twins")
    rows = documents(2_000, Random(23))
    for number, row in enumerate(rows):
        row["id"] = f"d{number % 1_000 if number % 4 else number // 8}"
    (folder / "rows.jsonl").write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    return undisturbed(folder, "rows.jsonl", "--shard", 2_000 // TWIN_PARTS, *RULES, *OPTIONS)


@pytest.fixture(scope="session")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """4,000 documents in one compressed file, which only one process can read."""
    folder = with_rules(tmp_path_factory, "stream")
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress(b"".join(rows_with_faults(4_000)), mtime=0))
    return undisturbed(folder, "rows.jsonl.gz", "--shard", 200, *RULES, *OPTIONS)


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """1,500 small files in ten folders, and one of rows."""
    folder = with_rules(tmp_path_factory, "files")
    write_folder(folder / "in", 1_500)
    return undisturbed(folder, "in", "--shard", 75, *RULES, *OPTIONS)
