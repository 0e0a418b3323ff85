"""
WARC and WET: pages and texts as a crawler stored them.

A response with status 200 and a page of HTML is a page, a conversion (in WET files) is a text. Both have a `url`, and in
`crawled` the time at which they were fetched. All other records, images or redirections for example, are no documents and
are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from typing import IO, TYPE_CHECKING, BinaryIO, cast

import orjson

from ..document import Raw
from ..settings import RowKeys
from .compression import CHUNK_BYTES, read_errors
from .input_format import InputFormat
from .surrogates import escape_surrogates
from .work_item import InputFile, WorkItem, too_large

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

HTML_TYPES = ("text/html", "application/xhtml+xml")
OK = 200


def _read(stream: IO[bytes], file: InputFile, limit: int) -> Iterator[WorkItem]:
    """The documents by the number of their record; all records count. Those before a break in the file are still read."""
    from fastwarc.warc import ArchiveIterator

    number = 1
    try:
        for record in ArchiveIterator(cast(BinaryIO, _Forward(stream)), parse_http=False):
            place = f"record {number} at byte {record.stream_pos}"
            found = _document(record, WorkItem(f"{file.id}#{number}", file.path, file.format, place=place), limit)
            if found is not None:
                yield found
            number += 1
    except read_errors() as error:
        detail = escape_surrogates(f"the file cannot be read from record {number} on: {error}")
        id_, place = f"{file.id}#{number}", f"record {number}"
        yield WorkItem(id_, file.path, file.format, reason="unreadable", detail=detail, place=place)


class _Forward:
    """A stream as fastwarc needs it: an archive cannot be asked for its place, so the bytes are counted."""

    def __init__(self, stream: IO[bytes]):
        self.stream, self.place = stream, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = cast(bytes, self.stream.read1(size))  # type: ignore[attr-defined]
        self.place += len(data)
        return data

    def tell(self) -> int:
        """How many bytes have been read."""
        return self.place


def _document(record: WarcRecord, item: WorkItem, limit: int) -> WorkItem | None:
    """The document of a record, or its rejection; None if it is none. Raises EOFError if the file ends within the record."""
    from fastwarc.warc import WarcRecordType

    if "Content-Length" not in record.headers:  # fastwarc takes what there is of a record for the whole
        raise EOFError("it ends within the headers of a record")
    kind, charset = "text", ""
    if record.record_type == WarcRecordType.response and record.is_http:
        try:
            record.parse_http()
        except OSError as error:
            return item._replace(reason="unreadable", detail=f"the HTTP headers of the record are broken: {error}")
        if record.http_headers.status_code != OK or (record.http_content_type or "").lower() not in HTML_TYPES:
            return None
        kind, charset = "html", record.http_charset or ""
    elif record.record_type != WarcRecordType.conversion:
        return None
    size = record.content_length
    body = record.reader.read(limit + 1)
    if len(body) < min(size, limit + 1):
        raise EOFError(f"it ends within a record, of which {len(body)} of {size} bytes are there")
    if len(body) <= limit and kind == "html":
        body = _decoded(record, body, limit)
    if len(body) > limit:
        return too_large(item, chain([body], iter(partial(record.reader.read, CHUNK_BYTES), b"")), limit)
    url, crawled = (record.headers.get(name) or "" for name in ("WARC-Target-URI", "WARC-Date"))
    facts = {"kind": kind, "charset": charset, "url": url.strip("<>"), "crawled": crawled}
    return item._replace(payload=orjson.dumps(facts) + b"\n" + body)


def _decoded(record: WarcRecord, body: bytes, limit: int) -> bytes:
    """
    A body without what HTTP did to it for its way (chunks, compression), up to a byte more than the limit. One of which
    the headers say it in vain, because whoever stored it has undone it, stays as it is.
    """
    from fastwarc.warc import WarcRecord as Record

    names = ("Transfer-Encoding", "Content-Encoding")
    lines = [f"{name}: {value}\r\n" for name in names if (value := record.http_headers.get(name))]
    if not lines:
        return body
    encoded = Record()
    encoded.is_http = True
    encoded.set_bytes_content("".join(["HTTP/1.1 200 OK\r\n", *lines, "\r\n"]).encode() + body)
    try:
        encoded.parse_http(auto_decode="all")
        return encoded.reader.read(limit + 1)
    except OSError:
        return body


def _parse(item: WorkItem, _: RowKeys) -> Raw:
    line, _newline, body = item.payload.partition(b"\n")
    facts = orjson.loads(line)
    given = {key: facts[key] for key in ("url", "crawled") if facts[key]}
    data: bytes | str = body
    if facts["kind"] == "text":  # of a text nothing but UTF-8 was stored, so it is restored like a row
        with suppress(UnicodeDecodeError):
            data = body.decode()
    return Raw(item.id, data, item.path, facts["kind"], facts["charset"], given)


WARC_FORMAT = InputFormat((".warc",), _read, _parse, ("fastwarc", "selectolax"))
WET_FORMAT = InputFormat((".wet",), _read, _parse, ("fastwarc",))
