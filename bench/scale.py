"""
What a run costs besides cleaning, and what that means for many cores: `python -m bench.scale`.

Measured, each by itself: documents and pages a second on one core; what a worker needs to start; the driver's own steps, which
no number of workers makes faster: planning, finding duplicate ids, adding up counts. From these follow the hours and the
efficiency on 1 to 1,000 cores, on paper. `CLEANER_EVAL` names a folder of real texts and pages.
"""

from __future__ import annotations

import gzip
import json
import lzma
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import cycle, islice, zip_longest
from pathlib import Path
from urllib.parse import quote

from cleaner.formats.inputs import find_inputs
from cleaner.run.clean_piece import id_digest
from cleaner.run.cut_inputs import PieceSize, cut_inputs
from cleaner.run.duplicates import find_duplicates
from cleaner.run.tally import Tally, total_of

from .corpus import write_rows
from .measure import PYTHON, run

TEXTS, PAGES, IDS, PARTS = 20_000, 2_000, 2_000_000, 1_000

PAGES_A_MONTH = 11_700_000
"""Pages of Common Crawl News in a month: 11.5 to 11.7 million in each of March to May 2024, by the dataset card of FineNews."""


def main() -> None:
    """Measure, and print what follows."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        text, start = _documents(folder, "texts.jsonl", write_rows, TEXTS)
        page, _ = _documents(folder, "pages.warc.gz", _write_warc, PAGES)
        driver = _driver(folder)
    print(
        f"\na worker starts in {start:.2f} s; a piece costs 30 ms beside its documents (`cut_inputs.COST_OF_A_PIECE`)"
    )
    for name, seconds in driver.items():
        print(f"{name:30} {1e6 * seconds:8.2f} µs a document, once for all workers")
    for name, seconds in (("text", text), ("page", page)):
        _on_paper(name, seconds, start, sum(driver.values()))
    hours = PAGES_A_MONTH * page / 3600
    print(f"\na month of Common Crawl News, {PAGES_A_MONTH:,} pages: {hours:.1f} core hours")


def _documents(folder: Path, name: str, write: Callable[[Path, int], object], count: int) -> tuple[float, float]:
    """Seconds a document on one core, and those that a run needs before its first one."""
    seconds = []
    for documents in (32, count):
        write(folder / name, documents)
        command = [PYTHON, "-m", "cleaner", "run", name, "-o", "out", "--abort-over", "1", "--max-rejected", "1", "-q"]
        seconds.append(run(command, folder).cpu)
        shutil.rmtree(folder / "out")
    each = (seconds[1] - seconds[0]) / (count - 32)
    size = (folder / name).stat().st_size / count
    print(
        f"{name}: {1e3 * each:.3f} ms of processor time a document of {size / 1e3:.1f} kB, {1 / each:.0f} a second and core"
    )
    return each, seconds[0]


def _driver(folder: Path) -> dict[str, float]:
    """Seconds a document of what the driver does alone."""
    rows = folder / "rows.jsonl"
    write_rows(rows, TEXTS)
    files = find_inputs([str(rows)], "", str(folder / "out")).files
    planning = _seconds(lambda: list(cut_inputs(files, PieceSize.for_inputs(files)))) / TEXTS
    each = IDS // PARTS
    paths = []
    for part in range(PARTS):
        paths.append(folder / f"ids-{part}")
        entries = (id_digest(f"{part}#{row}") + row.to_bytes(4) for row in range(each))
        paths[-1].write_bytes(b"".join(sorted(entries)))
    duplicates = _seconds(lambda: find_duplicates(paths)) / IDS
    counts = [Tally().to_json()] * PARTS
    adding = _seconds(lambda: total_of((Tally.from_json(one) for one in counts), {})) / IDS
    return {"planning lines": planning, "finding duplicate ids": duplicates, "adding up counts": adding}


def _seconds(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def _on_paper(name: str, each: float, start: float, driver: float) -> None:
    """The time for a hundred million documents on more and more cores, and how much of it is cleaning."""
    count = 100_000_000
    print(f"\n{count:,} {name}s on paper\ncores   hours   driver alone   efficiency")
    for cores in (1, 10, 100, 1_000):
        alone = count * driver
        seconds = count * each / cores + start + alone
        print(f"{cores:5} {seconds / 3600:7.2f} {alone / seconds:13.1%} {count * each / cores / seconds:12.1%}")


def _write_warc(path: Path, count: int) -> None:
    """A compressed archive of pages, again and again the same ones."""
    with path.open("wb") as file:
        for number, (url, html) in enumerate(islice(cycle(_pages()), count)):
            body = html.encode("utf-8", "replace")
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
            head = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(gzip.compress(head.encode() + http + b"\r\n\r\n", 6))


def _pages() -> list[tuple[str, str]]:
    """Addresses and pages."""
    folder = Path(os.environ.get("CLEANER_EVAL", ""))
    found = list(islice(_rows(sorted(folder.glob("*.jsonl.xz"))), PAGES)) if folder.name else []
    if not found:
        sys.exit("CLEANER_EVAL must name a folder of `*.jsonl.xz` with pages in `html`")
    return found


def _rows(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Pages of all files in turns, so that no publisher comes alone."""
    with ExitStack() as stack:
        names = (path for path in paths if ".lines." not in path.name)
        readers = [stack.enter_context(lzma.open(path, "rt", encoding="utf-8")) for path in names]
        for lines in zip_longest(*readers):
            rows = [json.loads(line) for line in lines if line]
            yield from ((quote(row["url"], safe=":/?&=%"), row["html"]) for row in rows)


if __name__ == "__main__":
    main()
