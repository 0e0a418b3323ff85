"""HTML: a file is a page, and a page is a document. Its article is found later, by `extract`."""

from __future__ import annotations

from ..document import Raw
from ..settings import RowKeys
from .input_format import InputFormat
from .whole_file import read_whole
from .work_item import WorkItem


def _parse(item: WorkItem, _: RowKeys) -> Raw:
    return Raw(item.id, item.payload, item.path, kind="html")


HTML_FORMAT = InputFormat((".html", ".htm"), read_whole, _parse, ("selectolax",))
