"""A file as an argument of a command named it, before anybody asks for its format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class FileKind(Enum):
    """What a file is: one that can be read again and again, a stream that is read once, or nothing to read."""

    FILE = "a file"
    FIFO = "a FIFO"
    OTHER = "a socket or a device"


@dataclass(frozen=True, slots=True)
class NamedFile:
    """
    A file as an argument named it: its path, and the path relative to the folder of the argument, which has its suffix.
    `size`, `stamp` and `stored` are those of an `InputFile`. `by_name` says that the argument names this very file, not
    its folder or a pattern.
    """

    path: str
    relative: str
    size: int = 0
    stamp: str = ""
    kind: FileKind = FileKind.FILE
    by_name: bool = False
    stored: str = ""
