"""Goldens on disk: folders `<root>/<pack>/<case>/` with in.txt, in.html or in.json, expected.json and about.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from ..document import Raw
from ..errors import DocumentError, RunError
from ..formats.json_file import json_object
from ..formats.registry import parse_item
from ..formats.work_item import WorkItem
from ..proof.goldens import Golden, GoldenOutcome, expected_json
from .load import bundled
from .replace_file import replace_file

INPUT_NAMES = {"in.txt": "text", "in.html": "html", "in.json": "jsonl"}
"""The names that an input can have, and the format of each."""

EXPECTED = "expected.json"


def golden_roots(folders: Sequence[Path], own: bool) -> list[Path]:
    """Where goldens are: in `golden/` of each folder of packs; those of the bundled packs are in our own tests."""
    places = [folder / "golden" for folder in folders]
    if own:
        places.append(bundled().parent / "tests" / "golden")
    return [place for place in places if place.is_dir()]


def read_goldens(places: Iterable[Path]) -> list[Golden]:
    """
    All goldens of some roots, sorted by pack and case.

    Raises:
        RunError: a case has no input or several, or one of its files cannot be read.
    """
    goldens = []
    for root in places:
        for folder in sorted({path.parent for name in (*INPUT_NAMES, EXPECTED) for path in root.rglob(name)}):
            if len(folder.relative_to(root).parts) < 2:
                raise RunError(f"{folder}: a golden belongs in <pack>/<case>/ below {root}")
            goldens.append(_golden(root, folder))
    return sorted(goldens, key=lambda golden: golden.name)


def _golden(root: Path, folder: Path) -> Golden:
    inputs = [folder / name for name in INPUT_NAMES if (folder / name).is_file()]
    if len(inputs) != 1:
        raise RunError(f"{folder}: a golden has one input, {' or '.join(INPUT_NAMES)}; this one has {len(inputs)}")
    expected = folder / EXPECTED
    try:
        raw = _raw(inputs[0], folder.name)
        wanted = json_object(expected.read_bytes(), str(expected)) if expected.is_file() else None
    except OSError as error:
        raise RunError(f"{folder}: cannot be read: {error}") from error
    return Golden(folder.parent.relative_to(root).as_posix(), folder.name, str(folder), raw, wanted)


def _raw(path: Path, case: str) -> Raw:
    try:
        return parse_item(WorkItem(case, path.name, INPUT_NAMES[path.name], path.read_bytes()))
    except DocumentError as error:
        raise RunError(f"{path}: {error.detail}") from error


def write_golden(outcome: GoldenOutcome) -> None:
    """Make the output of a golden its expected output."""
    replace_file(Path(outcome.golden.folder) / EXPECTED, expected_json(outcome.got))
