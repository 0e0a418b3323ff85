"""The folder of a run's results: what may be in it, and how it is cleared for a new run."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import RunError
from ..outputs.registry import FILE_FORMATS
from .part_files import PART_FILE, table_folders
from .state import FOLDER

REPORTS = ("run.json", "README.md")
REPOSITORY_FILES = (".gitignore", ".gitkeep")
"""Files that keep an empty folder in a repository. They stay, and do not count as other files."""

CARD_BEGINS = b"---\nconfigs:\n"
REPORT_BEGINS = b'{\n  "cleaner": '


def result_folders(out: Path) -> list[Path]:
    """Every folder that may hold parts, whatever the formats of the run."""
    return sorted({folder for _, _, folder in table_folders(out, list(FILE_FORMATS))})


def check_folder(out: Path, force: bool) -> None:
    """
    Raise RunError if the folder holds files that no run wrote, unless `force` leaves them there; and, also with `force`, if
    one of them has the name of a result.
    """
    if out.exists() and not out.is_dir():
        raise RunError(f"{out} is a file; name a folder for the results with -o")
    others = sorted(_others(out))
    for path in others:
        if (path.parent == out and path.name in REPORTS) or (path.parent != out and PART_FILE.fullmatch(path.name)):
            raise RunError(
                f"{path} has the name of a result, but no run wrote it; name another folder with -o, or move the file"
            )
    if others and not force:
        names = ", ".join(path.relative_to(out).as_posix() for path in others[:3])
        raise RunError(f"{out} holds {names}, which no run wrote; name another folder with -o, or add --force")


def results_in(out: Path) -> list[Path]:
    """The files that runs wrote into a folder, reports first: they mean that the run ended."""
    reports = [path for name in REPORTS if _is_report(path := out / name)] + unpublished_reports(out)
    if not reports and not (out / FOLDER).is_dir():
        return []  # no run was here, whatever the names of files
    parts = (path for folder in result_folders(out) if folder.is_dir() for path in sorted(folder.iterdir()))
    return reports + [path for path in parts if _is_part(path)]


def unpublished_reports(out: Path) -> list[Path]:
    """Reports that a killed run had begun to write: their names end in a number, unlike `.README.md.swp` of an editor."""
    found = (path for name in REPORTS for path in sorted(out.glob(f".{name}.*")))
    return [path for path in found if path.suffix[1:].isdecimal()]


def clear_results(out: Path, inputs: Iterable[str]) -> None:
    """Remove what runs wrote, and nothing else. Raises RunError if one of the `inputs` would be removed."""
    results = results_in(out)
    places = {os.path.realpath(path) for path in results}
    for name in inputs:
        if os.path.realpath(name) in places:
            raise RunError(f"{name} is an input and would be replaced by the results; name another folder with -o")
    for path in results:
        path.unlink()


def _others(out: Path) -> Iterator[Path]:
    """
    Everything in a folder that no run wrote. Another run may be writing there, so what appears after the first look, or is gone
    at the second, does not count.
    """
    folders = result_folders(out)
    parents = {out, *(folder.parent for folder in folders)}
    found = [path for folder in (*parents, *folders) if folder.is_dir() for path in folder.iterdir()]
    ours = {*results_in(out), *folders, *parents, out / FOLDER, *(out / name for name in REPOSITORY_FILES)}
    return (path for path in found if path not in ours and os.path.lexists(path))


def _is_part(path: Path) -> bool:
    return bool(PART_FILE.fullmatch(path.name)) and path.is_file()


def _is_report(path: Path) -> bool:
    """Whether a run wrote the file, by its name and first bytes: a README.md may be somebody's own."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(len(REPORT_BEGINS))
    return start.startswith((CARD_BEGINS, REPORT_BEGINS))
