"""What a run leaves in its folder, as values that can be compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

KINDS = ("documents", "ledger", "rejected", "parquet")


def contents(out: Path) -> dict[str, bytes]:
    """All results by name, without the run's own state; of `run.json`, what does not tell the time."""
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if path.is_file() and not name.startswith(".run/"):
            found[name] = path.read_bytes()
    if "run.json" in found:
        report: dict[str, Any] = json.loads(found["run.json"])
        report.pop("timing", None)
        found["run.json"] = json.dumps(report).encode()
    return found


def different(out: Path, whole: Path) -> list[str]:
    """The names of results that two folders do not share, or that differ."""
    one, two = contents(out), contents(whole)
    return sorted(name for name in one.keys() | two.keys() if one.get(name) != two.get(name))


def half_written(out: Path, whole: Path) -> list[str]:
    """Results under their final names that are not what the whole run wrote."""
    one, two = contents(out), contents(whole)
    return sorted(name for name, data in one.items() if "/." not in name and data != two.get(name))


def done_pieces(out: Path) -> list[str]:
    """The pieces that a run noted as done."""
    return sorted(path.stem for path in (out / ".run/done").glob("*.json"))


def state_files(out: Path) -> list[str]:
    """What a run keeps of its state, by name."""
    return sorted(path.relative_to(out).as_posix() for path in (out / ".run").rglob("*") if path.is_file())


def places(out: Path, pieces: list[str]) -> dict[str, tuple[int, int]]:
    """For each file of the parts of some pieces, its inode and when it was written: what was not touched keeps both."""
    files = [path for kind in KINDS for path in (out / kind).rglob("part-*") if part_of(path) in pieces]
    return {path.relative_to(out).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def part_of(path: Path) -> str:
    """The part that a file belongs to: its name without suffixes."""
    return path.name.partition(".")[0]


def with_duplicates(whole: Path) -> set[str]:
    """The parts in which a document was rejected because of its id: only these may be written twice."""
    rejected = (whole / "rejected").glob("part-*")
    return {part_of(path) for path in rejected if b'"duplicate-id"' in path.read_bytes()}
