"""
Two workers of one run, against two independent runs at the same time that each get half of the documents.

Both ways read the same bytes with the same program, one after the other in turns, so that a busy machine slows down both.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from .corpus import write_rows
from .measure import PYTHON, ROOT


def measure(count: int, rounds: int) -> None:
    """Print the speed of two workers as a share of that of two programs."""
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.jsonl"
        size = write_rows(whole, count)
        lines = whole.read_bytes().splitlines(keepends=True)
        halves = [Path(folder) / f"half-{number}.jsonl" for number in (0, 1)]
        for half, its_lines in zip(halves, (lines[: count // 2], lines[count // 2 :]), strict=True):
            half.write_bytes(b"".join(its_lines))
        together, apart = [], []
        for _ in range(rounds):
            together.append(_seconds([[str(whole), "--workers", "2"]], Path(folder)))
            apart.append(_seconds([[str(half)] for half in halves], Path(folder)))
    ratios = [two / one for one, two in zip(together, apart, strict=True)]
    print(f"\ntwo workers against two programs, {count} documents, {size / 1e6:.0f} MB, {rounds} rounds\n")
    print(
        f"two workers   {statistics.median(together):7.1f} s   {count / statistics.median(together):7.0f} documents/s"
    )
    print(f"two programs  {statistics.median(apart):7.1f} s   {count / statistics.median(apart):7.0f} documents/s")
    shown = " ".join(f"{ratio:.3f}" for ratio in ratios)
    print(f"speed of two workers as a share: {statistics.median(ratios):.3f} ({shown}); goal 0.97")


def _seconds(runs: list[list[str]], folder: Path) -> float:
    """How long some runs take that are started together, until the last one ends."""
    start = time.perf_counter()
    children = [
        subprocess.Popen(
            [PYTHON, "-m", "cleaner", "run", *arguments, "-o", str(folder / f"out-{number}"), "--fresh", "-q"], cwd=ROOT
        )
        for number, arguments in enumerate(runs)
    ]
    codes = [child.wait() for child in children]
    assert not any(codes), codes
    return time.perf_counter() - start
