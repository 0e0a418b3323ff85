"""Files of rows, compressed and not: each row is a record or a rejection, and reading never raises."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.formats.inputs import find_inputs
from cleaner.formats.registry import format_of, read_items
from cleaner.run.worker import lines_of, results_of
from cleaner.settings import RowKeys, Settings
from tests.zstd import zstd

from .mutate import mutated
from .outcome import is_honest, rulebook
from .target import Target

TOKENS = (
    b'"text":', b'"html":', b'"id":', b'"url":', b'"metadata":', b'"authors":', b'"created":', b'"language":',
    b'"source":', b'"date":', b'"extra":', b'"dateline":', b'"reading_minutes":', b'{"text":"a"}\n', b'{"id":1.5}',
    b'"\\ud83d\\ude00"', b"NaN", b"-Infinity", b'""', b"\t", b'","', b"text,id\n", b"[1, [2, {}]]", b"\\u000",
    b"1e400", b"//", b"\xc3", b"2026-02-30", b"123456789012345678901234567890",
)  # fmt: skip
ROWS: list[dict[str, object]] = [
    {"id": "a", "text": "The council met.\nShare this article", "url": "https://www.zeit.de/a", "date": "2026-01-02"},
    {"id": 7, "html": "<article><p>Snow fell on the hills.</p></article>", "source": "zeit.de", "authors": ["A B", 3]},
    {
        "text": "Wind.",
        "title": "T",
        "language": "en",
        "reading_minutes": "5",
        "dateline": {"place": "OSLO"},
        "x": {"y": 1},
    },
]
RECORD = (
    "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{kind}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\n"
    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\nContent-Type: {type}\r\nContent-Length: {size}\r\n\r\n"
    "{body}\r\n\r\n"
)
SETTINGS = Settings(), Settings(keys=RowKeys("x.y", "body", "url", "metadata.title", "text"))


def _record() -> bytes:
    """One of our own records, which is a row too."""
    cleaned = process(Raw("b", "The council met.\nAdvertisement", given=dict(ROWS[0])), rulebook())
    assert isinstance(cleaned, Cleaned)
    return cleaned.record.to_json()


def _seeds() -> list[bytes]:
    """Cases: a suffix, a line end, and the file's bytes."""
    lines = b"".join(json.dumps(row).encode() + b"\n" for row in ROWS) + _record()
    table = b'id,text,url\na,"The council met.\nTwice ""over""",https://a.example/\nb,Wind.,\n'
    page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\n\r\n<p>Snow fell on the hills.</p>"
    crawl = _archived("warcinfo", "application/warc-fields", "software: none")
    crawl += _archived("response", "application/http; msgtype=response", page)
    texts = _archived("conversion", "text/plain", "The council met.\nShare this article\n")
    files = {
        "jsonl": lines,
        "json": b"[" + b",\n".join(lines.splitlines()) + b"]",
        "csv": table,
        "tsv": table.replace(b",", b"\t"),
        "txt": b"The council met.\n",
        "html": b"<p>Snow fell on the hills.",
        "jsonl.gz": gzip.compress(lines, mtime=0),
        "jsonl.bz2": bz2.compress(lines),
        "jsonl.xz": lzma.compress(lines),
        "jsonl.zst": zstd(lines),
        "parquet": _parquet(),
        "warc": crawl,
        "wet": texts,
        "warc.gz": gzip.compress(crawl, mtime=0) + gzip.compress(texts, mtime=0),
    }
    return [suffix.encode() + b"\n" + data for suffix, data in files.items()]


def _archived(kind: str, type_: str, body: str) -> bytes:
    return RECORD.format(kind=kind, type=type_, size=len(body), body=body).encode()


def _parquet() -> bytes:
    columns = {"id": ["a", None], "text": ["The council met.", "Wind."], "x": [{"y": [1]}, None]}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns), sink, compression="none")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _mutated_body(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    suffix, _, body = dice.choice(seeds).partition(b"\n")
    return suffix + b"\n" + mutated([body], tokens, dice)


def check(case: bytes, folder: Path) -> None:
    """A file of the suffix that the first line says; of JSONL if that is none."""
    suffix, _newline, data = case.partition(b"\n")
    name = f"a.{suffix.decode('latin-1')}"
    path = folder / (name if name.isprintable() and format_of(name) else "a.jsonl")
    path.write_bytes(data)
    items = [item for file in find_inputs([str(path)]).files for item in read_items(file)]
    for settings in SETTINGS:
        results = results_of(items, rulebook(), settings)
        assert len(results) == len(items)
        for result in results:
            assert is_honest(result)
            lines = lines_of(result)
            assert bool(lines.document) != bool(lines.rejection)


ROW_FILES = Target("rows", _seeds(), check, cases=1_500, tokens=TOKENS, make=_mutated_body)
