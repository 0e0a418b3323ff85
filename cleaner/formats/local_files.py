"""The files of this machine that an argument names: a file, a folder with all that is below it, or a pattern."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator

from ..errors import RunError
from .named_file import FileKind, NamedFile
from .registry import format_of


def local_files(argument: str) -> Iterator[NamedFile]:
    """
    The files, of whatever format. A pattern may match nothing. Symbolic links to folders are followed.

    Raises RunError if a name that is no pattern does not exist, or a folder cannot be searched.
    """
    if os.path.isdir(argument) and not _is_empty_and_named_like_a_document(argument):
        yield from _below(argument)
    elif os.path.lexists(argument):
        yield _looked_at(argument, os.path.basename(argument), by_name=True)
    elif glob.has_magic(argument):
        root = os.path.dirname(argument[: min(map(argument.find, filter(argument.__contains__, "*?[")))]) or "."
        for path in sorted(glob.glob(argument, recursive=True)):
            if not os.path.isdir(path):
                yield _looked_at(path, os.path.relpath(path, root))
    else:
        raise RunError(f"{argument}: no such file or folder")


def _looked_at(path: str, relative: str, by_name: bool = False) -> NamedFile:
    """A file with its size and stamp. One that cannot be looked at, such as a dangling link, is rejected when it is read."""
    try:
        status = os.stat(path)
    except OSError:
        return NamedFile(path, relative, by_name=by_name)
    mode = status.st_mode
    kind = FileKind.FILE
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        kind = FileKind.FIFO if stat.S_ISFIFO(mode) else FileKind.OTHER
    return NamedFile(path, relative, status.st_size, str(status.st_mtime_ns), kind, by_name)


def _is_empty_and_named_like_a_document(folder: str) -> bool:
    """Somebody expects a document there, so such a folder counts as a file, and is rejected when it is read."""
    return bool(format_of(folder)) and not os.listdir(folder)


def _below(root: str) -> Iterator[NamedFile]:
    """
    The files below a folder. Links to folders are followed, and each real folder is searched once, under its own name
    where it is below `root`.
    """
    real_root = os.path.realpath(root)
    seen = {real_root}
    inside = os.path.join(real_root, "")
    waiting = [(root, "")]
    while waiting:
        folder, relative = waiting.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            raise RunError(f"{folder} cannot be searched for documents: {error.strerror}") from error
        folders = []
        for entry in entries:
            below = os.path.join(relative, entry.name)
            if not _is_folder(entry):
                yield _looked_at(entry.path, below)
                continue
            real = os.path.realpath(entry.path)
            if real in seen or (entry.is_symlink() and real.startswith(inside)):
                continue
            seen.add(real)
            if _is_empty_and_named_like_a_document(entry.path):
                yield _looked_at(entry.path, below)
            else:
                folders.append((entry.path, below))
        waiting += reversed(folders)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return False
