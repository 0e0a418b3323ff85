"""WARC and WET: pages and texts of a crawl are documents, everything else in it is not."""

from __future__ import annotations

import bz2
import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.clean import Cleaned
from cleaner.errors import RunError
from cleaner.formats.inputs import find_inputs
from cleaner.formats.one_document import read_one
from cleaner.formats.registry import parse_item, read_items
from cleaner.formats.work_item import WorkItem
from cleaner.match.rulebook import Rulebook
from cleaner.run.worker import results_of
from cleaner.settings import Settings
from tests.zstd import zstd

STORY = "Snow fell on the hills above the town for a third day. "
RUSSIAN = "Снег шел третий день, и дорога к морю оставалась закрытой до вечера. "
URL = "https://a.example/snow"
PAGE = b"<h1>Snow</h1><p>%b</p>" % (STORY * 4).encode()


def record(type_: str, content: bytes, url: str = URL, more: str = "") -> bytes:
    """A record as crawlers write it."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-01-03T12:00:00Z\r\n"
        f"WARC-Target-URI: {url}\r\n{more}Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def response(
    body: bytes = PAGE, type_: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "", url: str = URL
) -> bytes:
    """A response of a server."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {type_}\r\n{more}\r\n".encode() + body
    return record("response", http, url, "Content-Type: application/http; msgtype=response\r\n")


def items(folder: Path, data: bytes, name: str = "a.warc", limit: int = 1 << 20) -> list[WorkItem]:
    """The items of a file."""
    (folder / name).write_bytes(data)
    return list(read_items(find_inputs([str(folder / name)]).files[0], limit))


REST = [
    record("warcinfo", b"software: none\r\n"),
    record("request", b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n", more="Content-Type: application/http; msgtype=request\r\n"),
    record("metadata", b"fetchTimeMs: 7\r\n"),
    response(b"moved", status="301 Moved Permanently"),
    response(b"no", status="404 Not Found"),
    response(b"\xff\xd8" * 9, "image/jpeg"),
    record("response", b"20240103120000\na.example. IN A 192.0.2.1\n", "dns:a.example", "Content-Type: text/dns\r\n"),
]  # fmt: skip


COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".zst": zstd,
}


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_pages_are_documents_and_the_rest_of_a_crawl_is_not(tmp_path: Path, suffix: str) -> None:
    compress = COMPRESSIONS[suffix]
    records = [*REST, response(), *REST, response(type_="application/xhtml+xml")]
    found = items(tmp_path, b"".join(map(compress, records)), f"a.warc{suffix}")
    assert [item.id for item in found] == ["a#8", "a#16"]
    raw = parse_item(found[0])
    assert (raw.kind, raw.data, raw.declared) == ("html", PAGE, "utf-8")
    assert raw.given == {"url": URL, "crawled": "2024-01-03T12:00:00Z"}
    (first, _) = results_of(found, Rulebook([]), Settings())
    assert isinstance(first, Cleaned)
    assert first.record.metadata.url == URL
    assert json.loads(first.record.metadata.extra) == {"crawled": "2024-01-03T12:00:00Z"}
    assert read_one(f"{tmp_path}/a.warc{suffix}#8").data == PAGE


def test_texts_of_a_wet_file_are_documents(tmp_path: Path) -> None:
    data = REST[0] + record("conversion", STORY.encode(), f"<{URL}>", "Content-Type: text/plain\r\n")
    (item,) = items(tmp_path, gzip.compress(data), "a.warc.wet.gz")
    raw = parse_item(item)
    assert (item.id, raw.kind, raw.data, raw.url) == ("a.warc#2", "text", STORY, URL)


def test_a_document_knows_where_its_record_begins(tmp_path: Path) -> None:
    (item,) = items(tmp_path, REST[0] + response())
    assert item.place == f"record 2 at byte {len(REST[0])}"


def test_the_encoding_that_the_server_declared_decides(tmp_path: Path) -> None:
    page = f"<h1>{RUSSIAN}</h1><p>{RUSSIAN * 4}</p>".encode("koi8-r")
    found = items(tmp_path, response(page, "text/html; charset=koi8-r") + response(page, "text/html; charset=none"))
    declared, unknown = results_of(found, Rulebook([]), Settings())
    assert isinstance(declared, Cleaned)
    assert (declared.record.metadata.encoding, RUSSIAN.strip() in declared.record.text) == ("koi8-r", True)
    assert isinstance(unknown, Cleaned)


@pytest.mark.parametrize(
    ("header", "body"),
    [
        ("Content-Encoding: gzip", gzip.compress(PAGE, mtime=0)),
        ("Content-Encoding: deflate", zlib.compress(PAGE)),
        ("Transfer-Encoding: chunked", b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)),
        ("Content-Encoding: gzip", PAGE),
        ("Transfer-Encoding: chunked", PAGE),
    ],
    ids=["gzip", "deflate", "chunks", "gzip undone", "chunks undone"],
)
def test_what_http_does_to_a_page_is_undone_unless_it_is_already(tmp_path: Path, header: str, body: bytes) -> None:
    (item,) = items(tmp_path, response(body, more=f"{header}\r\n"))
    assert parse_item(item).data == PAGE


def test_a_page_over_the_limit_does_not_hide_the_next_one(tmp_path: Path) -> None:
    large, packed, picture = b"x" * 999, gzip.compress(b"x" * 9999), response(b"x" * 9999, "image/jpeg")
    data = response(large) + picture + response(packed, more="Content-Encoding: gzip\r\n") + response()
    first, second, third = items(tmp_path, data, limit=300)
    assert (first.id, first.reason, first.size) == ("a#1", "limit", 999)
    assert (second.id, second.reason) == ("a#3", "limit")
    assert (third.id, third.reason, parse_item(third).data) == ("a#4", "", PAGE)


@pytest.mark.parametrize("cut", [3, 40, 90, 400])
@pytest.mark.parametrize("packed", [False, True])
def test_of_an_archive_that_is_cut_off_the_records_before_the_break_are_read(
    tmp_path: Path, cut: int, packed: bool
) -> None:
    whole = [response(url=f"https://a.example/{number * 7919}") for number in range(40)]
    data = b"".join(map(gzip.compress, whole)) if packed else b"".join(whole)
    *before, last = items(tmp_path, data[: -cut - 4], "a.warc.gz" if packed else "a.warc")
    assert [item.id for item in before] == [f"a#{number}" for number in range(1, len(before) + 1)]
    assert len(before) >= 38
    assert (last.id, last.reason) == (f"a#{len(before) + 1}", "unreadable")
    assert last.detail.startswith("the file cannot be read from record ")


def test_what_is_no_archive_is_one_rejection(tmp_path: Path) -> None:
    (item,) = items(tmp_path, b"Snow fell on the hills.\r\n" * 9)
    assert (item.id, item.reason) == ("a#1", "unreadable")


def test_an_address_that_is_not_utf_8_does_not_end_the_file(tmp_path: Path) -> None:
    first, second = items(tmp_path, response().replace(b"/snow", b"/sn\xf6w") + response())
    assert parse_item(first).url.startswith("https://a.example/sn")
    assert parse_item(second).url == URL


def test_a_missing_package_is_named_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    (tmp_path / "a.warc").write_bytes(response())
    monkeypatch.setitem(sys.modules, "fastwarc", None)
    with pytest.raises(RunError, match=r"a\.warc: reading warc needs .* pip install 'corpus-cleaner\[warc\]'"):
        find_inputs([str(tmp_path)])
