"""Plain text: a file is a document. Its encoding is found out later, by `prepare`."""

from __future__ import annotations

from ..document import Raw
from ..settings import RowKeys
from .input_format import InputFormat
from .whole_file import read_whole
from .work_item import WorkItem


def _parse(item: WorkItem, _: RowKeys) -> Raw:
    return Raw(item.id, item.payload, item.path)


TEXT_FORMAT = InputFormat((".txt", ".text"), read_whole, _parse)
