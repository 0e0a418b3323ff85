"""Files of rows, compressed and not: each row is a record or a rejection, and reading never raises."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from random import Random

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.formats.registry import format_of, read_items
from cleaner.formats.work_item import InputFile
from cleaner.run.worker import lines_of, results_of
from cleaner.settings import RowKeys, Settings

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
SUFFIXES = (b"jsonl", b"json", b"csv", b"tsv", b"txt", b"html", b"jsonl.gz", b"jsonl.bz2", b"jsonl.xz")
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
    array = b"[" + b",\n".join(lines.splitlines()) + b"]"
    packed = gzip.compress(lines, mtime=0), bz2.compress(lines), lzma.compress(lines)
    files = (
        lines,
        array,
        table,
        table.replace(b",", b"\t"),
        b"The council met.\n",
        b"<p>Snow fell on the hills.",
        *packed,
    )
    return [suffix + b"\n" + data for suffix, data in zip(SUFFIXES, files, strict=True)]


def _mutated_body(seeds: Sequence[bytes], tokens: Sequence[bytes], dice: Random) -> bytes:
    suffix, _, body = dice.choice(seeds).partition(b"\n")
    return suffix + b"\n" + mutated([body], tokens, dice)


def check(case: bytes, folder: Path) -> None:
    """A file of the suffix that the first line says; of JSONL if that is none."""
    suffix, _, data = case.partition(b"\n")
    name = f"a.{suffix.decode('latin-1')}"
    if suffix not in SUFFIXES:
        name = "a.jsonl"
    path = folder / name
    path.write_bytes(data)
    items = list(read_items(InputFile("a", str(path), format_of(name))))
    for settings in SETTINGS:
        for item, result in zip(items, results_of(items, rulebook(), settings), strict=True):
            assert is_honest(result)
            lines = lines_of(result, item)
            assert bool(lines.document) != bool(lines.rejection)


ROW_FILES = Target("rows", _seeds(), check, cases=1_500, tokens=TOKENS, make=_mutated_body)
