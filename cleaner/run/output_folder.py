"""The folder of a run's results: what may be in it, and how it is cleared for the next run."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from ..errors import RunError

RESULT_FOLDERS = ("documents", "ledger", "rejected")
REPORTS = ("run.json", "README.md")
REPOSITORY_FILES = (".gitignore", ".gitkeep")
"""Files that keep an empty folder in a repository. They stay, and do not count as other files."""

SHARD_FILE = re.compile(r"part-[0-9]{5,}\.jsonl(\.part)?")
CARD_BEGINS = b"---\nconfigs:\n"
REPORT_BEGINS = b'{\n  "cleaner": '


def clear_results(out: Path, force: bool, inputs: Iterable[str] = ()) -> None:
    """
    Remove the results of an earlier run, and nothing else.

    Raises RunError if the folder holds other files, unless `force` leaves them there; if one of them has the name of a
    result; and if one of the `inputs` would be removed.
    """
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file; name a folder for the results with -o")
    try:
        ours, others = _contents(out)
        _check(out, ours, others, force, inputs)
        for path in ours:
            path.unlink()
        for name in RESULT_FOLDERS:
            (out / name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RunError(f"{error.filename or out} cannot be created or emptied: {error.strerror or error}") from error


def _contents(out: Path) -> tuple[list[Path], list[Path]]:
    """The results of an earlier run in a folder, reports first (they mean that the run ended), and all other files."""
    if not out.is_dir():
        return [], []
    ours = [path for name in REPORTS if _is_report(path := out / name)]
    ours += [path for name in REPORTS if (path := out / f"{name}.part").is_file()]
    others = [
        path
        for path in sorted(out.iterdir())
        if path not in ours and path.name not in (*RESULT_FOLDERS, *REPOSITORY_FILES)
    ]
    was_run = bool(ours) or all((out / name).is_dir() for name in RESULT_FOLDERS)
    for folder in (out / name for name in RESULT_FOLDERS):
        for path in sorted(folder.iterdir()) if folder.exists() else []:
            (ours if was_run and SHARD_FILE.fullmatch(path.name) and path.is_file() else others).append(path)
    return ours, others


def _is_report(path: Path) -> bool:
    """Whether a run wrote the file, by its first bytes: a README.md may be somebody's own."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(REPORT_BEGINS))
    return start.startswith((CARD_BEGINS, REPORT_BEGINS))


def _check(out: Path, ours: list[Path], others: list[Path], force: bool, inputs: Iterable[str]) -> None:
    """Raise RunError if the run would remove or replace something that no run wrote, or that it must read."""
    removed = {os.path.realpath(path) for path in ours}
    for name in inputs:
        if os.path.realpath(name) in removed:
            raise RunError(f"{name} is an input and would be replaced by the results; name another folder with -o")
    if others and not force:
        names = ", ".join(path.relative_to(out).as_posix() for path in others[:3])
        raise RunError(f"{out} holds {names}, which no run wrote; name another folder with -o, or add --force")
    for path in others:
        if path.relative_to(out).as_posix() in REPORTS or SHARD_FILE.fullmatch(path.name):
            raise RunError(
                f"{path} has the name of a result, but no run wrote it; name another folder with -o, or move the file"
            )
