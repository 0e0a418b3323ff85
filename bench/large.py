"""
One large run, with the memory of all its processes: `python -m bench.large 20` for 20 GB of JSONL (an hour and 60 GB of disk).

Memory is what `smaps_rollup` says, twice a second: resident pages, those that processes share counted for each (`rss`) and
divided among them (`pss`).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import orjson

from .corpus import pages
from .measure import PYTHON, ROOT

SECONDS_BETWEEN_LOOKS = 0.5


def measure(gigabytes: float, folder: Path) -> None:
    """Time a run with two workers over this many gigabytes, and print its memory in each tenth of that time."""
    count = _write(folder / "rows.jsonl", int(gigabytes * 1e9))
    command = [
        PYTHON,
        "-m",
        "cleaner",
        "run",
        str(folder / "rows.jsonl"),
        "-o",
        str(folder / "out"),
        "--workers",
        "2",
        "-q",
    ]
    start = time.perf_counter()
    looks = []
    with subprocess.Popen(command, cwd=ROOT) as run:
        while run.poll() is None:
            looks.append([sum(column) for column in zip(*map(_memory, _family(run.pid)), strict=True)])
            time.sleep(SECONDS_BETWEEN_LOOKS)
    seconds = time.perf_counter() - start
    print(
        f"{gigabytes:g} GB, {count} documents: {seconds:.0f} s, {count / seconds:.0f} documents/s; exit code {run.returncode}"
    )
    for kind, column in zip(("rss", "pss"), zip(*looks, strict=True), strict=True):
        tenth = max(len(column) // 10, 1)
        tenths = [max(column[first : first + tenth]) for first in range(0, len(column), tenth)]
        print(f"{kind}, MB: {max(column):.0f} at most; by tenths of the run {' '.join(f'{one:.0f}' for one in tenths)}")


def _write(path: Path, size: int) -> int:
    """Write rows until the file has this many bytes. Returns the number of rows."""
    count = written = 0
    with path.open("wb") as file:
        for text in cycle(pages()):
            if written >= size:
                return count
            row = {"id": f"d{count}", "text": f"{text}\nEnd of copy {count}."}
            written += file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
            count += 1
    return count


def _family(parent: int) -> Iterator[int]:
    """A process and its children."""
    yield parent
    with suppress(OSError):
        yield from map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split())


def _memory(process: int) -> tuple[float, float]:
    """The resident and the proportional memory of a process in MB; nothing if it has ended."""
    with suppress(OSError):
        facts = Path(f"/proc/{process}/smaps_rollup").read_text()
        rss, pss = (re.search(rf"^{kind}:\s+(\d+) kB", facts, re.MULTILINE) for kind in ("Rss", "Pss"))
        if rss and pss:
            return int(rss[1]) / 1024, int(pss[1]) / 1024
    return 0.0, 0.0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[2] if sys.argv[2:] else None) as made:
        measure(float(sys.argv[1]), Path(made))
