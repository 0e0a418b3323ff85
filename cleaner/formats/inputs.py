"""Which files a run reads, in an order that does not depend on the order of the arguments."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import RunError
from .compression import without_compression
from .registry import format_of, known_suffixes
from .work_item import InputFile


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file as an argument named it: its path, and the path relative to the folder of the argument."""

    path: str
    relative: str


def find_inputs(arguments: Iterable[str]) -> list[InputFile]:
    """
    The files that arguments name: files, folders (searched recursively for files of known formats) and patterns.

    A file's id is its path relative to the folder that was named, without suffix. Files that would share an id keep the
    suffix. A file named in several ways is read once, with the longest of its ids.
    Raises RunError if an argument matches nothing, or is a file of an unknown format.
    """
    by_place: dict[str, NamedFile] = {}
    for file in (file for argument in arguments for file in _matches(argument)):
        place = os.path.abspath(file.path)
        by_place[place] = max(by_place.get(place, file), file, key=_precedence)
    files = [file for _, file in sorted(by_place.items())]
    inputs = [InputFile(id_, file.path, format_of(file.path)) for file, id_ in zip(files, _ids(files), strict=True)]
    return sorted(inputs, key=lambda file: (file.id, file.path))


def _precedence(file: NamedFile) -> tuple[int, str, str]:
    """Which of several names for a file is used: the one that says most, never the one that came first."""
    return len(file.relative), file.relative, file.path


def _matches(argument: str) -> list[NamedFile]:
    if os.path.isdir(argument) and not _is_empty_and_named_like_a_document(argument):
        return [NamedFile(path, os.path.relpath(path, argument)) for path in _documents_below(argument)]
    if os.path.lexists(argument):
        if not format_of(argument):
            raise RunError(
                f"{argument}: its suffix is unknown; use {', '.join(known_suffixes())}, optionally compressed"
            )
        return [NamedFile(argument, os.path.basename(argument))]
    paths = sorted(glob.glob(argument, recursive=True))
    if not paths:
        raise RunError(f"{argument}: no such file or folder, and no file matches it as a pattern")
    root = argument.split("*", maxsplit=1)[0].split("?", maxsplit=1)[0].split("[", maxsplit=1)[0]
    root = os.path.dirname(root) or "."
    return [
        NamedFile(path, os.path.relpath(path, root)) for path in paths if not os.path.isdir(path) and format_of(path)
    ]


def _documents_below(root: str) -> Iterator[str]:
    for folder, folders, names in _walk(root):
        paths = [os.path.join(folder, name) for name in names]
        paths += filter(_is_empty_and_named_like_a_document, (os.path.join(folder, name) for name in folders))
        yield from (path for path in sorted(paths) if format_of(path))


def _is_empty_and_named_like_a_document(folder: str) -> bool:
    """Somebody expects a document there, so such a folder counts as a file, and is rejected when it is read."""
    return bool(format_of(folder)) and not os.listdir(folder)


def _walk(root: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """
    `os.walk` that follows symlinks and visits each real folder once, under its own name where it is below `root`.
    """
    seen = {os.path.realpath(root)}
    inside = os.path.join(os.path.realpath(root), "")
    for folder, folders, names in os.walk(root, onerror=_raise, followlinks=True):
        folders.sort()
        followed = []
        for name in folders:
            path = os.path.join(folder, name)
            real = os.path.realpath(path)
            if real in seen or (os.path.islink(path) and real.startswith(inside)):
                continue
            seen.add(real)
            followed.append(name)
        folders[:] = followed
        yield folder, folders, names


def _raise(error: OSError) -> None:
    """`os.walk` would skip a folder that it cannot list without a word."""
    raise RunError(f"{error.filename} cannot be searched for documents: {error.strerror}") from error


def _ids(files: list[NamedFile]) -> list[str]:
    """The shortest of three ids that is unique: the relative path without suffix, with it, or the path as named."""
    short = [Path(os.path.splitext(without_compression(file.relative))[0]).as_posix() for file in files]
    counts = Counter(short)
    longer = [
        Path(file.relative).as_posix() if counts[id_] > 1 else id_ for file, id_ in zip(files, short, strict=True)
    ]
    counts = Counter(longer)
    return [Path(file.path).as_posix() if counts[id_] > 1 else id_ for file, id_ in zip(files, longer, strict=True)]
