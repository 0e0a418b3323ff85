"""Reading formats in which a file is one document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import IO

from .compression import CHUNK_BYTES
from .work_item import InputFile, WorkItem, too_large


def read_whole(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """The file's one document, with all its bytes."""
    item = WorkItem(file.id, file.path, file.format)
    data = stream.read(limit + 1)
    if len(data) <= limit:
        yield item._replace(payload=data)
    else:
        yield too_large(item, chain([data], iter(partial(stream.read, CHUNK_BYTES), b"")), limit)
