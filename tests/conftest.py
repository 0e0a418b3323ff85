"""What all tests share: the command line as a user has it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

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
