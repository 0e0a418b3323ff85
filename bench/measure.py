"""Programs run one at a time, each measured by the kernel: seconds, processor seconds, peak memory."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Cost(NamedTuple):
    """What one run took: seconds, processor seconds of it and its children, and the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str], where: Path) -> Cost:
    """Run a program to its end. Raises CalledProcessError with what it said where it fails."""
    for old in where.glob("out*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    log = where / "log"
    with open(log, "wb") as said:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=where, stdout=said, stderr=said, env=os.environ | {"PYTHONPATH": str(ROOT)}
        )
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code:
        raise subprocess.CalledProcessError(code, list(command), log.read_text("utf-8", "replace")[-2000:])
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of each."""
    return Cost(*(statistics.median(column) for column in zip(*costs, strict=True)))


PYTHON = sys.executable
