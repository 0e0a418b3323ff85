"""
What all tests share: the command line as a user has it, and two profiles for property tests. `suite` is the same on every
machine and quick; `long` looks for new counterexamples:

    HYPOTHESIS_PROFILE=long HYPOTHESIS_EXAMPLES=20000 pytest tests/laws
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

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
def cleaner(tmp_path: Path) -> Shell:
    """Runs `cleaner` with arguments in an empty folder."""

    def run(*arguments: object, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "cleaner", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        )

    return run


@pytest.fixture
def seeds() -> Path:
    """The folder of the five samples."""
    return ROOT / "seeds"
