"""
What a run is given, as a list of files in an order of its own, so that the order of arguments changes nothing.
"""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..errors import RunError

COMPRESSED = (".gz", ".xz", ".zst", ".bz2")
FORMATS = {".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".jsonl": "rows", ".ndjson": "rows"}
"""What a file holds, by its suffix before that of a compression."""


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read: the id of its document (of its rows: what their ids begin with), where it is, what it holds."""

    id: str
    path: str
    format: str
    compression: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A file as it was named: its path, and the same relative to the folder that was named."""

    path: str
    relative: str


def inputs(arguments: Iterable[str]) -> list[Input]:
    """
    The files that arguments name: files, folders (searched through, files of unknown formats left alone) and patterns.

    A file's id is its path relative to the named folder, without suffix; both keep the suffix where two would be one.
    A file that is named in several ways is one input, with the longest of its ids.
    Raises RunError where an argument names nothing, or a file of an unknown format.
    """
    named: dict[str, Named] = {}
    for one in (one for argument in arguments for one in _named(argument)):
        place = os.path.abspath(one.path)
        named[place] = max(named.get(place, one), one, key=_said)
    files = [one for _, one in sorted(named.items())]
    ids = _ids(files)
    made = []
    for one, id_ in zip(files, ids, strict=True):
        format_, compression = format_of(one.path)
        made.append(Input(id_, one.path, format_, compression))
    return sorted(made, key=lambda one: (one.id, one.path))


def format_of(path: str) -> tuple[str, str]:
    """
    What a file holds and how it is compressed; ("", "") where its suffix says nothing.

    >>> format_of("a/b.jsonl.gz"), format_of("x.TXT"), format_of("x.pdf")
    (('rows', '.gz'), ('text', ''), ('', ''))
    """
    stem, suffix = os.path.splitext(path)
    compression = suffix.lower() if suffix.lower() in COMPRESSED else ""
    if compression:
        suffix = os.path.splitext(stem)[1]
    return FORMATS.get(suffix.lower(), ""), compression if suffix.lower() in FORMATS else ""


def _said(one: Named) -> tuple[int, str, str]:
    """What decides between two names of one file: how much they say, never which came first."""
    return len(one.relative), one.relative, one.path


def _unreadable(error: OSError) -> None:
    """A folder that cannot be searched would be left out in silence."""
    raise RunError(f"{error.filename} cannot be searched for documents: {error.strerror}") from error


def _named(argument: str) -> list[Named]:
    if os.path.isdir(argument) and not (format_of(argument)[0] and not os.listdir(argument)):
        return [
            Named(path, os.path.relpath(path, argument))
            for folder, folders, names in _searched(argument)
            for path in sorted(os.path.join(folder, name) for name in [*names, *_folders_in_disguise(folder, folders)])
            if format_of(path)[0]
        ]
    if os.path.lexists(argument):
        if not format_of(argument)[0]:
            known = ", ".join(FORMATS)
            raise RunError(
                f"{argument}: its suffix does not say what it holds; known are {known}, each also compressed"
            )
        return [Named(argument, os.path.basename(argument))]
    found = sorted(glob.glob(argument, recursive=True))
    if not found:
        raise RunError(f"{argument}: there is no such file or folder, and no file matches it as a pattern")
    root = argument.split("*", maxsplit=1)[0].split("?", maxsplit=1)[0].split("[", maxsplit=1)[0]
    root = os.path.dirname(root) or "."
    return [
        Named(path, os.path.relpath(path, root)) for path in found if not os.path.isdir(path) and format_of(path)[0]
    ]


def _searched(root: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """
    Every folder below one, also those that links lead to: each once, by its own name where it has one here.
    """
    seen = {os.path.realpath(root)}
    inside = os.path.join(os.path.realpath(root), "")
    for folder, folders, names in os.walk(root, onerror=_unreadable, followlinks=True):
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


def _folders_in_disguise(folder: str, names: list[str]) -> list[str]:
    """Empty folders named like documents: somebody expects a document there, so they are read, and rejected."""
    return [name for name in names if format_of(name)[0] and not os.listdir(os.path.join(folder, name))]


def _ids(files: list[Named]) -> list[str]:
    plain = [Path(_stem(one.relative)).as_posix() for one in files]
    counts = Counter(plain)
    with_suffix = [
        Path(one.relative).as_posix() if counts[id_] > 1 else id_ for one, id_ in zip(files, plain, strict=True)
    ]
    counts = Counter(with_suffix)
    return [Path(one.path).as_posix() if counts[id_] > 1 else id_ for one, id_ in zip(files, with_suffix, strict=True)]


def _stem(path: str) -> str:
    stem, suffix = os.path.splitext(path)
    return os.path.splitext(stem)[0] if suffix.lower() in COMPRESSED else stem
