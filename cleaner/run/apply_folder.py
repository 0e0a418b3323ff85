"""The folder that `apply` writes: what may be in it, and how it is cleared."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import RunError
from ..outputs.registry import OUTPUT_FORMATS
from .output_folder import REPOSITORY_FILES
from .part_files import PART_FILE, table_folders

MARK = ".apply"
"""A folder by which a later `apply` knows an earlier one's results."""

REPORT, UNCERTAIN = "apply.json", "uncertain.jsonl"
TABLES = ("documents",)


def check_apply_folder(new: Path, out: Path) -> None:
    """Raise RunError if the folder is the run's, inside of it or around it, or holds what no `apply` wrote."""
    if new.exists() and not new.is_dir():
        raise RunError(f"{new} is a file; name a folder for the records with -o")
    ours, theirs = new.resolve(), out.resolve()
    if ours == theirs or theirs in ours.parents or ours in theirs.parents:
        raise RunError(f"{new} is the run's own folder, or one is inside the other; name another folder with -o")
    others = sorted(_others(new))
    if others:
        names = ", ".join(path.relative_to(new).as_posix() for path in others[:3])
        raise RunError(f"{new} holds {names}, which no `cleaner apply` wrote; name a new or empty folder with -o")


def clear_apply_folder(new: Path) -> None:
    """Remove what an earlier `apply` wrote, its report first: a folder without it means that it did not end."""
    (new / REPORT).unlink(missing_ok=True)
    for path in _results(new):
        path.unlink()


def _results(new: Path) -> Iterator[Path]:
    """The files of earlier results, also of one that was killed."""
    for name in (REPORT, UNCERTAIN):
        yield from sorted(new.glob(f"{name}"))
        yield from (path for path in sorted(new.glob(f".{name}.*")))
    for folder in sorted({folder for _, _, folder in table_folders(new, list(OUTPUT_FORMATS), TABLES)}):
        if folder.is_dir():
            yield from (path for path in sorted(folder.iterdir()) if PART_FILE.fullmatch(path.name) and path.is_file())


def _others(new: Path) -> Iterator[Path]:
    """Everything in a folder that no `apply` wrote."""
    if not new.is_dir():
        return
    ours = {new / name for name in REPOSITORY_FILES}
    folders: set[Path] = set()
    if (new / MARK).is_dir():
        folders = {folder for _, _, folder in table_folders(new, list(OUTPUT_FORMATS), TABLES)}
        folders |= {folder.parent for folder in folders} - {new}
        ours |= {new / MARK, *folders, *_results(new)}
    for folder in (new, *sorted(folders)):
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path not in ours)
