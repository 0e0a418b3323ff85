"""What the reading process passes on to a worker: one document, still unparsed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from .surrogates import escape_surrogates

FORMAT_NAMES = ("text", "html", "jsonl", "json", "csv", "tsv", "parquet", "warc", "wet")
"""The keys of `registry.INPUT_FORMATS`, for whoever only names formats: the formats themselves take long to import."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """
    A file to read.

    `id` is the id of its document, or the beginning of the ids of its rows. `path` is a path, a URL, or `-` for standard
    input. `format` is one of FORMAT_NAMES, and `compression` one of `compression.COMPRESSIONS`, or "".

    `size` is how many bytes are stored, 0 if nobody says. `stamp` changes when the file does: the time of its last change
    in nanoseconds, or what the server of a URL gives for that; "" if nobody says.

    A file that can be read only `once`, standard input or a FIFO, has to be stored before it can be read again (see
    `standard_input`). `stored` is then the file that has its bytes. It is also the whole URL where `path`, which results
    show, leaves out what may be secret.
    """

    id: str
    path: str
    format: str
    compression: str = ""
    size: int = 0
    stamp: str = ""
    once: bool = False
    stored: str = ""

    def as_shown(self) -> InputFile:
        """The file with an id and a path that results can hold: file names need not be UTF-8."""
        return replace(self, id=escape_surrogates(self.id), path=escape_surrogates(self.path))


class WorkItem(NamedTuple):
    """
    One document on its way to a worker.

    `payload` is what the reader of `format` put there for its `parse`. An item with a `reason` is rejected already.
    `place` says where in the file the document is. `digest` and `size` are set where the payload is not the whole input.
    """

    id: str
    path: str
    format: str
    payload: bytes = b""
    reason: str = ""
    detail: str = ""
    place: str = ""
    digest: str = ""
    size: int = 0


def too_large(item: WorkItem, chunks: Iterable[bytes], limit: int) -> WorkItem:
    """
    The rejection of a document that is too large to keep. Its `chunks` are only hashed and counted.

    >>> too_large(WorkItem("a", "a.txt", "text"), [b"abc", b"d"], 3).detail
    '4 bytes, more than 3'
    """
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return item._replace(
        reason="limit", detail=f"{size} bytes, more than {limit}", digest=digest.hexdigest(), size=size
    )
