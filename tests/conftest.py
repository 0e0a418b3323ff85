"""
What all tests share: the command line as a user has it, and two profiles for property tests. `suite` is the same on every
machine and quick; `long` looks for new counterexamples:

    HYPOTHESIS_PROFILE=long HYPOTHESIS_EXAMPLES=20000 pytest tests/laws
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, settings

from cleaner.match.prefilter import scan
from cleaner.match.prefilter.literals import required_literals
from cleaner.packs import load
from cleaner.rule.parse_pack import parse_parts
from cleaner.run import child
from scripts.shell import call_cleaner

from .forked_child import Forked

ROOT = Path(__file__).resolve().parent.parent

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]

settings.register_profile("suite", max_examples=60, derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile(
    "long",
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "20000")),
    deadline=None,
    suppress_health_check=SLOW,
    print_blob=True,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """An option for the tests of the bundled packs."""
    parser.addoption("--mutate-all", action="store_true", help="Mutate every bundled pack, not only what has changed.")


Shell = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def cleaner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _imports: None) -> Iterator[Shell]:
    """
    Runs `cleaner` with arguments in an empty folder, inside this process: nine times as fast as starting one. What a run
    starts is forked from this process.
    """

    def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        with monkeypatch.context() as patch:
            patch.chdir(tmp_path)
            patch.setattr(child, "subprocess", SimpleNamespace(Popen=Forked, DEVNULL=subprocess.DEVNULL))
            code, out, err = call_cleaner([*map(str, arguments)], stdin)
        return subprocess.CompletedProcess([*map(str, arguments)], code, out, err)

    thresholds = gc.get_threshold()
    yield run
    gc.set_threshold(*thresholds)


@pytest.fixture
def cleaner_process(tmp_path: Path) -> Shell:
    """Runs `cleaner` as a process of its own, where workers, environment or signals are what is tested."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "cleaner", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )

    return run


@pytest.fixture(scope="session", autouse=True)
def _read_each_pack_once() -> Iterator[None]:
    """
    Packs are values made of their text alone, and the literals that a condition requires follow from it alone. So what
    several tests load is parsed and searched for literals for the first of them.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "parse_parts", cache(parse_parts))
        read_shared, folder_of_packs = load.read_shared, load.bundled()
        bundled_names = read_shared(folder_of_packs)
        patch.setattr(
            load, "read_shared", lambda folder: bundled_names if folder == folder_of_packs else read_shared(folder)
        )
        patch.setattr(scan, "required_literals", cache(required_literals))
        yield


@pytest.fixture(scope="session")
def _imports(_read_each_pack_once: None) -> None:
    """What a run imports and reads when it first needs it is here before children are forked: for English, for a repair."""
    import pyarrow.parquet  # noqa: F401

    row = {"text": "Snow fell on the hills above the town for a third day.\n\nIt wasnâ€™t the last one."}
    call_cleaner(["clean", "--no-config"], json.dumps(row).encode())


@pytest.fixture
def seeds() -> Path:
    """The folder of the five samples."""
    return ROOT / "seeds"
