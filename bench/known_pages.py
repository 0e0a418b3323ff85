"""
Pages per second on one core if a pack says where the article is: ours with and without packs, and trafilatura.

    python bench/known_pages.py PAGES.jsonl.xz...

Pages whose publisher has no pack, or a pack that does not fit, are left out. The extractors take turns page by page, so
that a busy machine slows all of them down alike. Only the ratio counts.
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

Extractor = Callable[[str, str, tuple[Selectors, ...]], object]

EXTRACTORS: dict[str, Extractor] = {
    "with packs": lambda html, url, selectors: extract(html, url=url, selectors=selectors),
    "without": lambda html, url, _: extract(html, url=url),
    "trafilatura": lambda html, *_: trafilatura_blocks(html),
}


def known_pages(paths: list[str]) -> Iterator[tuple[str, str, tuple[Selectors, ...]]]:
    """HTML, URL and selectors of each page that a pack's selectors can read."""
    rulebook = load()
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for page in map(json.loads, lines):
                selectors = rulebook.selectors("", page["url"] or "")
                if selectors and extract(page["html"], selectors=selectors).extractor == "selectors":
                    yield page["html"], page["url"], selectors


def main() -> None:
    """Print pages per second and the ratio to trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("pages", nargs="+")
    spent = dict.fromkeys(EXTRACTORS, 0.0)
    count = 0
    for run in EXTRACTORS.values():
        run("<p>imports are not timed</p>", "", ())
    for page in known_pages(parser.parse_args().pages):
        count += 1
        for name, run in EXTRACTORS.items():
            start = time.process_time()
            run(*page)
            spent[name] += time.process_time() - start
    print(f"{count} pages")
    for name, seconds in spent.items():
        ratio = spent["trafilatura"] / seconds
        print(f"{name:12} {count / seconds:7.1f} pages/s   {ratio:5.2f} times trafilatura")


if __name__ == "__main__":
    main()
