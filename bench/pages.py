"""
Pages per second on one core: ours, trafilatura, resiliparse and lexbor's parser alone, in one run.

    python bench/pages.py PAGES.jsonl.xz... [--limit N]

The extractors take turns page by page, so that a busy machine slows all of them down alike. Only the ratio counts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import time
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser

from cleaner.extract import extract
from cleaner.extract.other_extractors import resiliparse_blocks, trafilatura_blocks

RUNNERS: dict[str, Callable[[str], object]] = {
    "ours": extract,
    "trafilatura": trafilatura_blocks,
    "resiliparse": resiliparse_blocks,
    "lexbor": LexborHTMLParser,
}


def pages(paths: list[str], limit: int) -> Iterator[str]:
    """The HTML of the first pages of each file."""
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(limit), lines, strict=False):
                yield json.loads(line)["html"]


def main() -> None:
    """Print pages per second and the ratio to trafilatura."""
    parser = argparse.ArgumentParser(description=__doc__.strip().split("\n")[0])
    parser.add_argument("pages", nargs="+")
    parser.add_argument("--limit", type=int, default=100, help="pages of each file")
    options = parser.parse_args()
    spent = dict.fromkeys(RUNNERS, 0.0)
    count = 0
    for run in RUNNERS.values():
        run("<p>imports are not timed</p>")
    for html in pages(options.pages, options.limit):
        count += 1
        for name, run in RUNNERS.items():
            start = time.process_time()
            run(html)
            spent[name] += time.process_time() - start
    for name, seconds in spent.items():
        ratio = spent["trafilatura"] / seconds
        print(f"{name:12} {count / seconds:7.1f} pages/s   {ratio:5.2f} times trafilatura")


if __name__ == "__main__":
    main()
