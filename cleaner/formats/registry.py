"""The input formats that there are. To add one, write its `InputFormat` in a module and enter it in `INPUT_FORMATS`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from ..document import Raw
from ..extras import need
from ..prepare import MAX_BYTES
from ..settings import USUAL_KEYS, RowKeys
from .compression import check_compression, read_errors, without_compression
from .html import HTML_FORMAT
from .input_format import InputFormat
from .json_array import JSON_ARRAY_FORMAT
from .jsonl import JSONL_FORMAT
from .open_input import open_input
from .parquet import PARQUET_FORMAT
from .surrogates import escape_surrogates
from .table import CSV_FORMAT, TSV_FORMAT
from .text import TEXT_FORMAT
from .warc import WARC_FORMAT, WET_FORMAT
from .work_item import InputFile, WorkItem

INPUT_FORMATS: Mapping[str, InputFormat] = {
    "text": TEXT_FORMAT,
    "html": HTML_FORMAT,
    "jsonl": JSONL_FORMAT,
    "json": JSON_ARRAY_FORMAT,
    "csv": CSV_FORMAT,
    "tsv": TSV_FORMAT,
    "parquet": PARQUET_FORMAT,
    "warc": WARC_FORMAT,
    "wet": WET_FORMAT,
}
"""The formats by the name that files and work items carry."""


def known_suffixes() -> Iterator[str]:
    """All suffixes that mean a format."""
    return (suffix for known in INPUT_FORMATS.values() for suffix in known.suffixes)


def format_of(path: str) -> str:
    """
    The name of a file's format, by its suffix; "" if the suffix is unknown.

    >>> format_of("a/b.jsonl.gz"), format_of("x.TXT"), format_of("x.pdf")
    ('jsonl', 'text', '')
    """
    suffix = os.path.splitext(without_compression(path))[1].lower()
    return next((name for name, known in INPUT_FORMATS.items() if suffix in known.suffixes), "")


def check_readable(file: InputFile) -> None:
    """Raise RunError if a package is missing that files of its format and its compression are read with."""
    for package in INPUT_FORMATS[file.format].packages:
        need(package, f"{file.path}: reading {file.format}")
    check_compression(file.compression, file.path)


def read_items(file: InputFile, limit: int = MAX_BYTES) -> Iterator[WorkItem]:
    """
    All documents of a file, in order. What cannot be read becomes an item too, with its reason, so nothing gets lost.
    """
    shown = file.as_shown()
    try:
        with open_input(file) as stream:
            yield from INPUT_FORMATS[file.format].read(stream, shown, limit)
    except read_errors() as error:
        detail = escape_surrogates(str(error)) or type(error).__name__
        yield WorkItem(shown.id, shown.path, shown.format, reason="unreadable", detail=detail)


def parse_item(item: WorkItem, keys: RowKeys = USUAL_KEYS) -> Raw:
    """The document of an item that has no reason. Raises DocumentError if its payload is not a document."""
    return INPUT_FORMATS[item.format].parse(item, keys)
