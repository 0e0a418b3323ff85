"""
Cleaner beside a copy, the naive composition and datatrove: same documents, same machine, rounds taking turns.

Microseconds a document are net of the start of each program, measured with one document; ratios are medians of the
ratios of each round, because rounds on a busy machine differ more than programs do.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from .measure import PYTHON, ROOT, Cost, median, run

ENV = ROOT / "bench" / ".env"
CONTENDERS = ROOT / "bench" / "contenders"


class Contender(NamedTuple):
    """A program, and the share of the documents that it gets (slow ones get fewer)."""

    name: str
    command: tuple[str, ...]
    share: float = 1.0


def contenders() -> list[Contender]:
    """All that can run here. Prints a note if datatrove cannot."""
    cleaner = (PYTHON, "-m", "cleaner", "run", "{rows}", "-o", "out", "-q", "--added", "", "--max-rejected", "1")
    found = [
        Contender("copy", (PYTHON, str(CONTENDERS / "copying.py"), "{rows}", "out.jsonl")),
        Contender("cleaner, 1 worker", cleaner),
        Contender("cleaner, 2 workers", (*cleaner, "--workers", "2")),
        Contender("naive", (PYTHON, str(CONTENDERS / "naive.py"), "{rows}", "out.jsonl"), 0.02),
    ]
    problem = make_environment()
    if problem:
        print(f"datatrove is not measured, because it cannot be installed here: {problem}")
    else:
        python = str(ENV / "bin" / "python")
        found.append(Contender("datatrove", (python, str(CONTENDERS / "datatrove_pipeline.py"), "{rows}", "out"), 0.05))
    return found


def make_environment() -> str:
    """Make a separate environment for datatrove, once. Returns what went wrong, "" if nothing did."""
    python = ENV / "bin" / "python"
    if not python.exists():
        venv.create(ENV, with_pip=True)
    check = [str(python), "-c", "import datatrove.pipeline.filters, datatrove.pipeline.formatters, ftfy, orjson"]
    if subprocess.run(check, capture_output=True).returncode == 0:
        return ""
    wanted = ["datatrove", "ftfy", "orjson", "nltk"]
    done = subprocess.run([str(python), "-m", "pip", "install", "-q", *wanted], capture_output=True, text=True)
    if done.returncode == 0:
        done = subprocess.run(check, capture_output=True, text=True)
    return done.stderr.strip().splitlines()[-1] if done.returncode else ""


def compare(count: int, rounds: int) -> None:
    """Measure all contenders and print the table."""
    chosen = contenders()
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        sizes = {one.name: max(20, int(count * one.share)) for one in chosen}
        size = {number: _rows(where / f"rows-{number}.jsonl", number) for number in {1, *sizes.values()}}
        print(f"{count} documents, {size[count] / count / 1000:.1f} kB each; {rounds} rounds\n")
        start = {one.name: median([_run(one, 1, where) for _ in range(3)]) for one in chosen}
        costs: dict[str, list[Cost]] = {one.name: [] for one in chosen}
        for _ in range(rounds):
            for one in chosen:
                costs[one.name].append(_run(one, sizes[one.name], where))
    print(
        f"{'':20}{'documents':>10}{'start s':>9}{'µs/doc':>9}{'cpu µs':>9}{'MB/s':>8}{'x copy':>8}{'x cpu':>8}{'MB':>7}"
    )
    for one in chosen:
        number = sizes[one.name]
        net = [_net(cost, start[one.name], number) for cost in costs[one.name]]
        floor = [_net(cost, start["copy"], sizes["copy"]) for cost in costs["copy"]]
        middle = median(net)
        ratio = [statistics.median(mine[i] / its[i] for mine, its in zip(net, floor, strict=True)) for i in (0, 1)]
        speed = size[number] / number / middle.wall
        print(
            f"{one.name:20}{number:>10}{start[one.name].wall:>9.2f}{middle.wall:>9.0f}{middle.cpu:>9.0f}{speed:>8.1f}"
            f"{ratio[0]:>8.1f}{ratio[1]:>8.1f}{median(costs[one.name]).memory:>7.0f}"
        )


def _rows(path: Path, number: int) -> int:
    """Documents as rows, written by a separate process: what this one grew to would count as its children's memory."""
    written = (
        f"from pathlib import Path; from bench.corpus import write_rows; write_rows(Path({str(path)!r}), {number})"
    )
    subprocess.run([PYTHON, "-c", written], check=True, cwd=ROOT)
    return path.stat().st_size


def _run(one: Contender, number: int, where: Path) -> Cost:
    return run([part.replace("{rows}", f"rows-{number}.jsonl") for part in one.command], where)


def _net(cost: Cost, start: Cost, number: int) -> Cost:
    """Microseconds a document, without the program's start."""
    wall, cpu = (max(1e-9, (cost[i] - start[i]) / number * 1e6) for i in (0, 1))
    return Cost(wall, cpu, cost.memory)
