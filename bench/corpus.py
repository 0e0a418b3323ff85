"""
The texts that everything is measured on: real news where a folder of them is named, else the project's own samples.

`CLEANER_EVAL` names a folder of `*.lines.traf.jsonl.xz`, rows of `{"id", "line", "keep"}`: each page's lines, cruft and
all. They are other people's texts, so they are never part of the repository.
"""

from __future__ import annotations

import lzma
import os
import random
from itertools import groupby
from pathlib import Path

import orjson

DOCUMENTS = 20_000


def pages(folder: str = "") -> list[str]:
    """Every different text, in an order that mixes languages and sources but is the same each time."""
    folder = folder or os.environ.get("CLEANER_EVAL", "")
    found = sorted(Path(folder).glob("*.lines.traf.jsonl.xz")) if folder else []
    texts = [text for path in found for text in _texts(path)]
    if not texts:
        seeds = Path(__file__).resolve().parent.parent / "seeds"
        texts = [path.read_text("utf-8") for path in sorted(seeds.glob("*.txt"))]
    random.Random(0).shuffle(texts)
    return texts


def _texts(path: Path) -> list[str]:
    with lzma.open(path, "rb") as stream:
        rows = [orjson.loads(line) for line in stream]
    return ["\n".join(str(row["line"]) for row in group) for _, group in groupby(rows, key=lambda row: row["id"])]


def documents(count: int = DOCUMENTS, folder: str = "") -> list[str]:
    """This many texts: all pages, again and again, each time with another last line."""
    texts = pages(folder)
    return [f"{texts[number % len(texts)]}\nEnd of copy {number}." for number in range(count)]


def write_rows(path: Path, count: int = DOCUMENTS, folder: str = "") -> int:
    """The documents as JSONL; gives the bytes written."""
    lines = [
        orjson.dumps({"id": f"d{number}", "text": text}, option=orjson.OPT_APPEND_NEWLINE)
        for number, text in enumerate(documents(count, folder))
    ]
    path.write_bytes(b"".join(lines))
    return path.stat().st_size
