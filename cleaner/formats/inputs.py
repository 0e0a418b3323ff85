"""Which files a run reads, in an order that does not depend on the order of the arguments."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..errors import RunError
from .compression import BEGINNING_BYTES, compression_by_content, compression_of, read_errors, without_compression
from .local_files import local_files
from .named_file import FileKind, NamedFile
from .open_input import open_place
from .registry import check_readable, format_of, known_suffixes
from .remote_files import is_url, remote_files
from .surrogates import escape_surrogates
from .work_item import InputFile

STANDARD_INPUT = NamedFile("-", "stdin", kind=FileKind.FIFO, by_name=True)
"""The rows of standard input have the ids `stdin#1`, `stdin#2` …"""


@dataclass(frozen=True, slots=True)
class FoundInputs:
    """
    What arguments name: the `files` to read, sorted by id; of the files in folders that are of no known format the number
    by suffix, `unread`, with "" for those without one; and the FIFOs, sockets and devices in folders, `passed_over`.
    """

    files: Sequence[InputFile]
    unread: Mapping[str, int] = field(default_factory=dict)
    passed_over: Sequence[str] = ()


def find_inputs(arguments: Iterable[str], format_: str = "", out: str = "") -> FoundInputs:
    """
    The files that arguments name: files, folders (searched recursively), patterns, each also as a URL, and `-`
    for standard input.

    Files are of the format that their suffix means. With `format_` all are of that format, whatever their suffix, and
    standard input, which is JSONL otherwise, is too; then also first bytes say what is compressed.

    A file's id is its path relative to the folder that was named, without suffix. Files that would share an id keep the
    suffix. A file named in several ways is read once, with the longest of its ids. The folder `out`, where the results go,
    is no input where it is only found inside another one.
    Raises RunError if an argument does not exist, or is a file that cannot be read as any format, if there is nothing
    to read in all of them, or if results could not tell two of them apart.
    """
    arguments = list(arguments)
    is_result = _is_below(out)
    by_place: dict[str, NamedFile] = {}
    for file in (file for argument in arguments for file in _named(argument, is_result)):
        _check(file, format_)
        place = file.stored or (file.path if is_url(file.path) else os.path.abspath(file.path))
        by_place[place] = max(by_place.get(place, file), file, key=_precedence)
    readable, unread, passed_over = [], Counter[str](), []
    for _, file in sorted(by_place.items()):
        if file.kind is not FileKind.FILE and not file.by_name:
            passed_over.append(escape_surrogates(file.path))
        elif format_ or format_of(file.relative) or file is STANDARD_INPUT:
            readable.append(file)
        else:
            unread[_suffix(file.relative)] += 1
    files = [_input_file(file, id_, format_) for file, id_ in zip(readable, _ids(readable), strict=True)]
    _check_apart(files)
    found = FoundInputs(sorted(files, key=lambda file: (file.id, file.path)), dict(sorted(unread.items())), passed_over)
    for example in {(file.format, file.compression): file for file in files}.values():
        check_readable(example)
    if not files:
        raise RunError(_nothing_found(arguments, found))
    return found


def unread_in_words(unread: Mapping[str, int], most: int = 8) -> str:
    """
    How many files of which suffixes are not read, the most frequent first.

    >>> unread_in_words({"": 1, ".pdf": 3})
    '3 .pdf, 1 without a suffix'
    >>> unread_in_words({".a": 1, ".b": 5, ".c": 1}, most=1)
    '5 .b, 2 with other suffixes'
    """
    ordered = sorted(unread.items(), key=lambda entry: (-entry[1], entry[0]))
    words = [f"{count} {suffix or 'without a suffix'}" for suffix, count in ordered[:most]]
    rest = sum(count for _, count in ordered[most:])
    return ", ".join([*words, f"{rest} with other suffixes"] if rest else words)


def _nothing_found(arguments: list[str], found: FoundInputs) -> str:
    known = ", ".join(known_suffixes())
    message = f"nothing to read in {', '.join(arguments)}: these suffixes are read, also compressed: {known}"
    if found.unread:
        message += f"; there are {unread_in_words(found.unread)}; --from reads files of any suffix"
    return message


def _is_below(folder: str) -> Callable[[str], bool]:
    """Whether a file of this machine is below a folder, if one is given, by whatever links either was named."""
    if not folder:
        return lambda _: False
    root = os.path.join(os.path.realpath(folder), "")
    real = cache(os.path.realpath)  # of each folder once: there may be a million files in it
    return lambda path: os.path.join(real(os.path.dirname(path)), "").startswith(root)


def _precedence(file: NamedFile) -> tuple[bool, int, str, str]:
    """
    Which of several names for a file is used: the one that says most, never the one that came first. A FIFO is only read
    if it is named itself.
    """
    return file.by_name and file.kind is FileKind.FIFO, len(file.relative), file.relative, file.path


def _named(argument: str, is_result: Callable[[str], bool]) -> Iterable[NamedFile]:
    if argument == "-":
        return [STANDARD_INPUT]
    if is_url(argument):
        return remote_files(argument)
    if is_result(os.path.join(argument, "")):  # somebody asks for the results: a run that would replace them is refused
        return local_files(argument)
    return (file for file in local_files(argument) if not is_result(file.path))


def _check(file: NamedFile, format_: str) -> None:
    """Raise RunError if an argument is a file that cannot be read. What a folder holds is only passed over."""
    if not file.by_name or file is STANDARD_INPUT:
        return
    if file.kind is FileKind.OTHER:
        raise RunError(f"{file.path} is a socket or a device, not a file; pipe what it gives to `-`")
    if file.kind is FileKind.FIFO and not format_:
        raise RunError(f"{file.path} is a FIFO; say what is in it with --from, for example --from jsonl")
    if not format_ and not format_of(file.relative):
        known = ", ".join(known_suffixes())
        raise RunError(
            f"{file.path}: its suffix is unknown; known are {known}, also compressed; `run` and `clean` read any file with --from"
        )


def _check_apart(files: Iterable[InputFile]) -> None:
    """Raise RunError if files differ only in what results do not show, such as the query of a URL."""
    for path, count in Counter(file.path for file in files).items():
        if count > 1:
            raise RunError(
                f"{path} is named {count} times, with what results do not show; read each in a run of its own"
            )


def _suffix(path: str) -> str:
    """The suffix, with that of a compression: `.tar.gz`."""
    stem = os.path.splitext(without_compression(path))[0]
    return escape_surrogates(path[len(stem) :].lower())


def _input_file(file: NamedFile, id_: str, format_: str) -> InputFile:
    once = file.kind is FileKind.FIFO
    format_found = format_ or format_of(file.relative) or "jsonl"
    compression = "" if once else compression_of(file.relative)
    if format_ and not compression and not once:
        compression = _compression_within(file)
    return InputFile(id_, file.path, format_found, compression, file.size, file.stamp, once, file.stored)


def _compression_within(file: NamedFile) -> str:
    """The compression that the first bytes of a file tell. One that cannot be read is rejected when it is read."""
    try:
        with open_place(file.stored or file.path) as stream:
            return compression_by_content(stream.read(BEGINNING_BYTES))
    except read_errors():
        return ""


def _ids(files: list[NamedFile]) -> list[str]:
    """The shortest of three ids that is unique: the relative path without suffix, with it, or the path as named."""
    short = [Path(os.path.splitext(without_compression(file.relative))[0]).as_posix() for file in files]
    counts = Counter(short)
    longer = [
        Path(file.relative).as_posix() if counts[id_] > 1 else id_ for file, id_ in zip(files, short, strict=True)
    ]
    counts = Counter(longer)
    return [Path(file.path).as_posix() if counts[id_] > 1 else id_ for file, id_ in zip(files, longer, strict=True)]
