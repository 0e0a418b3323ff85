"""How a run begins: it goes on with what was begun, or starts anew, or says why it does neither."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from typing import Any

import orjson

from ..errors import RunError
from ..formats.standard_input import open_once, store
from ..formats.work_item import InputFile
from .cut_inputs import MOST_PIECES, PieceSize, cut_inputs
from .output_folder import clear_results, results_in, unpublished_reports
from .part_files import remove_unpublished, table_folders, whole_parts
from .piece import Stream, part_name
from .plan import Causes, Plan, differences
from .state import State


def begun_plan(out: Path, state: State, causes: Causes, files: Sequence[InputFile], added: str | None) -> Plan | None:
    """
    The plan of the run that was begun in a folder; None if there is none, and no results either. Raises RunError if
    another run was begun there.
    """
    plan = state.plan()
    if plan is None:
        if results_in(out):
            raise RunError(
                f"{out} holds results of a run that cannot go on, because {state.plan_path} is missing or not valid; "
                "add --fresh to replace them, or name another folder with -o"
            )
        return None
    found = differences(plan, causes, files, added)
    if found:
        raise RunError(
            f"{out} holds the results of another run ({'; '.join(found)}); "
            "add --fresh to replace them, or name another folder with -o"
        )
    return plan.reading(files)


def begin_anew(
    out: Path, state: State, causes: Causes, added: str, files: Sequence[InputFile], size: PieceSize
) -> Plan:
    """
    Plan a run, and remove the results of earlier ones. Raises RunError, and leaves them, if it must read one of them or would
    have too many parts.
    """
    pieces = tuple(islice(cut_inputs(files, size), MOST_PIECES + 1))
    if len(pieces) > MOST_PIECES:
        raise RunError(f"the run would have more than {MOST_PIECES:,} parts; give a larger --shard")
    clear_results(out, (file.path for file in files))
    state.clear()
    plan = Plan(causes, added, pieces)
    state.write_plan(
        plan.reading(replace(file, stored="") for file in files)
    )  # it may be a secret, or move with the folder
    return plan


def check_results(plan: Plan, out: Path, to: Sequence[str]) -> None:
    """Raise RunError if results of a finished run were removed since. (Of streams nobody knows any more how many they had.)"""
    expected = {part_name(number) for number, piece in enumerate(plan.pieces) if not isinstance(piece, Stream)}
    if missing := sorted(expected - whole_parts(out, to)):
        raise RunError(
            f"{out}: the run has finished, but files of {missing[0]} are missing now; bring them back, or add --fresh"
        )


def make_folders(out: Path, to: Sequence[str], state: State) -> None:
    """Make the folders that are missing, and remove what killed runs had begun to write."""
    (out / "run.json").unlink(missing_ok=True)  # of a run that stopped: while this one goes on, it has not ended
    for _, _, folder in table_folders(out, to):
        folder.mkdir(parents=True, exist_ok=True)
    state.create()
    remove_unpublished(out, to)
    for path in unpublished_reports(out):
        path.unlink()


def report_in(out: Path) -> Mapping[str, Any] | None:
    """What `run.json` says; None if the run has not ended."""
    try:
        report = orjson.loads((out / "run.json").read_bytes())
    except (FileNotFoundError, orjson.JSONDecodeError):
        return None
    return report if isinstance(report, dict) and "stopped" in report else None


def store_inputs(files: Sequence[InputFile], state: State) -> list[InputFile]:
    """
    The files; those that can be read only once, such as standard input, are stored first. Their stamp is a digest of their
    bytes, so a run goes on only if it gets the same bytes again.
    """
    numbers = count()
    return [_stored(file, state.stored_input(next(numbers))) if file.once else file for file in files]


def _stored(file: InputFile, target: Path) -> InputFile:
    new = target.with_name(f".{target.name}")
    store(open_once(file), new)
    with new.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    os.replace(new, target)
    return replace(file, stored=str(target), size=target.stat().st_size, stamp=digest)
