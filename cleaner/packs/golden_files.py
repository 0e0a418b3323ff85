"""Goldens as folders: `<root>/<pack>/<case>/` with in.txt, in.html or in.json, expected.json and about.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import orjson

from ..document import Raw
from ..errors import DocumentError, RunError
from ..formats.jsonl import raw_of
from ..proof.goldens import Golden, GoldenOutcome, written
from .load import bundled

INPUTS = ("in.txt", "in.html", "in.json")
EXPECTED = "expected.json"


def roots(folders: Sequence[Path], own: bool) -> list[Path]:
    """Where goldens are: in `golden/` of each folder of packs, and for the bundled packs beside our own tests."""
    places = [folder / "golden" for folder in folders]
    if own:
        places.append(bundled().parent / "tests" / "golden")
    return [place for place in places if place.is_dir()]


def read_goldens(places: Iterable[Path]) -> list[Golden]:
    """
    All goldens of some roots, sorted by pack and case.

    Raises:
        RunError: a case has several inputs or none, or one of its files cannot be read.
    """
    found = []
    for root in places:
        for folder in sorted({path.parent for name in (*INPUTS, EXPECTED) for path in root.rglob(name)}):
            if len(folder.relative_to(root).parts) < 2:
                raise RunError(f"{folder}: a golden stands at <pack>/<case>/ below {root}")
            found.append(_golden(root, folder))
    return sorted(found, key=lambda golden: golden.name)


def _golden(root: Path, folder: Path) -> Golden:
    inputs = [folder / name for name in INPUTS if (folder / name).is_file()]
    if len(inputs) != 1:
        raise RunError(f"{folder}: a golden has one input, {' or '.join(INPUTS)}; this one has {len(inputs)}")
    expected = folder / EXPECTED
    try:
        raw = _raw(inputs[0], folder.name)
        wanted = _object(expected) if expected.is_file() else None
    except OSError as error:
        raise RunError(f"{folder}: cannot be read: {error}") from error
    return Golden(folder.parent.relative_to(root).as_posix(), folder.name, str(folder), raw, wanted)


def _raw(path: Path, case: str) -> Raw:
    if path.suffix != ".json":
        return Raw(case, path.read_bytes(), path.name, "html" if path.suffix == ".html" else "text")
    try:
        return raw_of(path.read_bytes(), case, path.name)
    except DocumentError as error:
        raise RunError(f"{path}: {error.detail}") from error


def _object(path: Path) -> dict[str, Any]:
    try:
        values = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise RunError(f"{path}: is no JSON: {error}") from error
    if not isinstance(values, dict):
        raise RunError(f"{path}: is no JSON object")
    return values


def write_golden(outcome: GoldenOutcome) -> None:
    """Make what came of a golden what must come of it."""
    (Path(outcome.golden.folder) / EXPECTED).write_text(written(outcome.got), "utf-8")
