"""
Pages a second of one core where a pack says where the article is: ours with and without the packs, beside trafilatura.

    python bench/known_pages.py PAGES.jsonl.xz...

Pages whose publisher has no pack, or whose pack does not fit them, are left out. The readers take turns page by page, so
that a busy machine slows all of them alike; the ratio is what counts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections.abc import Callable, Iterator

from cleaner.extract import extract
from cleaner.extract.other_extractors import trafilatura_blocks
from cleaner.packs.load import load
from cleaner.page import Selectors

Reader = Callable[[str, str, tuple[Selectors, ...]], object]

READERS: dict[str, Reader] = {
    "with packs": lambda html, url, selectors: extract(html, url=url, selectors=selectors),
    "without": lambda html, url, _: extract(html, url=url),
    "trafilatura": lambda html, *_: trafilatura_blocks(html),
}


def known(paths: list[str]) -> Iterator[tuple[str, str, tuple[Selectors, ...]]]:
    """HTML, URL and selectors of each page that a pack's selectors read."""
    book = load()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for page in map(json.loads, lines):
                selectors = book.selectors("", page["url"] or "")
                if selectors and extract(page["html"], selectors=selectors).extractor == "selectors":
                    yield page["html"], page["url"], selectors


def main() -> None:
    """Print pages a second and the ratio to trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("pages", nargs="+")
    spent = dict.fromkeys(READERS, 0.0)
    count = 0
    for read in READERS.values():
        read("<p>imports are not timed</p>", "", ())
    for page in known(parser.parse_args().pages):
        count += 1
        for name, read in READERS.items():
            start = time.process_time()
            read(*page)
            spent[name] += time.process_time() - start
    print(f"{count} pages")
    for name, seconds in spent.items():
        ratio = spent["trafilatura"] / seconds
        print(f"{name:12} {count / seconds:7.1f} pages/s   {ratio:5.2f} times trafilatura")


if __name__ == "__main__":
    main()
