"""
The state of a run, in the folder `.run` of its results: the plan, and one file for each piece that is done.

Every file appears whole or not at all. What is not valid counts as not done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from .plan import Plan

FOLDER = ".run"


class Completion(msgspec.Struct, frozen=True):
    """
    What is known of a piece that is done: how many documents it has and how many were rejected, its counts (as
    `Tally.to_json` gives them), a digest of its file of ids, and the seconds it took. Duplicates are rejections in the
    counts only: they are found at the end, and must not stop a run that is resumed.
    """

    documents: int
    rejected: int
    tally: dict[str, Any]
    ids: str
    seconds: float = 0.0


class State:
    """Reads and writes the state of a run. `out` is the folder of its results."""

    def __init__(self, out: Path):
        self.out = out
        self.folder = out / FOLDER
        self.plan_path = self.folder / "plan.json"

    def create(self) -> None:
        """Make the folders."""
        for name in ("done", "ids", "blocks", "streams"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        for path in self.folder.glob(".plan.json.*"):  # a run was killed while it wrote one
            path.unlink()

    def plan(self) -> Plan | None:
        """The plan of the run that was begun here; None if there is none that can be read."""
        value = _read(self.plan_path)
        try:
            return msgspec.convert(value, Plan) if value is not None else None
        except msgspec.ValidationError:
            return None

    def write_plan(self, plan: Plan) -> None:
        """Store the plan."""
        write_json(self.plan_path, msgspec.to_builtins(plan))

    def completion(self, part: str) -> Completion | None:
        """What is known of a part; None if it is not done, or if that or its ids are not as they were written."""
        value = _read(self.folder / "done" / f"{part}.json")
        try:
            completion = msgspec.convert(value, Completion) if value is not None else None
        except msgspec.ValidationError:
            return None
        return completion if completion and completion.ids == self.ids_digest(part) else None

    def complete(self, part: str, completion: Completion) -> None:
        """Record that a part is done."""
        write_json(self.folder / "done" / f"{part}.json", msgspec.to_builtins(completion))

    def forget(self, part: str) -> None:
        """Record that a part is not done after all."""
        (self.folder / "done" / f"{part}.json").unlink(missing_ok=True)

    def ids_path(self, part: str) -> Path:
        """Where the ids of a part's documents are kept until duplicates were looked for."""
        return self.folder / "ids" / part

    def ids_digest(self, part: str) -> str:
        """A digest of that file; empty if it cannot be read."""
        try:
            return hashlib.sha256(self.ids_path(part).read_bytes()).hexdigest()
        except OSError:
            return ""

    def block_path(self, part: str) -> Path:
        """Where the rows of a block of a stream are until they are cleaned."""
        return self.folder / "blocks" / part

    def blocks_of(self, stream: str) -> int | None:
        """How many blocks a stream has; None if nobody has read it to its end."""
        value = _read(self.folder / "streams" / f"{stream}.json")
        return value["blocks"] if isinstance(value, dict) and isinstance(value.get("blocks"), int) else None

    def write_blocks_of(self, stream: str, blocks: int) -> None:
        """Record how many blocks a stream has."""
        write_json(self.folder / "streams" / f"{stream}.json", {"blocks": blocks})

    def stored_input(self, number: int) -> Path:
        """Where an input is kept that can be read only once. `number` counts such inputs from 0."""
        return self.folder / f"input-{number}"

    def done_parts(self) -> set[str]:
        """The parts of which the state says that they are done; their files may be gone."""
        return {path.stem for path in (self.folder / "done").glob("part-*.json")}

    def clear(self) -> None:
        """Remove the state of an earlier run: all but the lease that this one holds and the inputs that it stored."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif not path.name.startswith(("lease-", "input-")):
                path.unlink()

    def finish(self) -> None:
        """Remove what only an unfinished run needs. The plan stays: by it the same command is recognised."""
        for name in ("done", "ids", "blocks", "streams"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        for pattern in ("input-*", "permit-*", "*.log"):
            for path in self.folder.glob(pattern):
                path.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file completely or not at all, and durably."""
    part = path.with_name(f".{path.name}.{os.getpid()}")
    with part.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_json(path: Path, value: Mapping[str, Any]) -> None:
    """
    Write a JSON file whole, with a digest of what it says: a run that went by a changed state would write wrong results.
    Names of files that are not valid Unicode come back as they were.
    """
    write_whole(path, json.dumps({"digest": _digest(value), "state": value}).encode())


def _read(path: Path) -> Any:
    """The value of a JSON file; None if there is none, or it is not as it was written."""
    try:
        found = json.loads(path.read_bytes())
        return found["state"] if found["digest"] == _digest(found["state"]) else None
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
