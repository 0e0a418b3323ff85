"""
How the cost of a document grows with the number of rules: 10 to 10,000 of them,

  by URL          over 1,000 publishers, documents come with their URL
  by fingerprint  the same without URLs
  generic         all in one generic pack

Each size is measured in a separate process, so that its memory is measured alone.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.packs.load import load
from cleaner.run.child_program import collect_less

from .corpus import pages
from .generated import Generated, generic, publishers
from .measure import PYTHON, ROOT

PUBLISHERS = 1_000
WAYS = ("by URL", "by fingerprint", "generic")


def documents(made: Generated, way: str, count: int) -> list[Raw]:
    """
    English documents, because all ways must see the same languages. Rules take equally much of each, however many rules there
    are: its publisher's fingerprint and one line (ten rules for ten publishers leave each only one), or three lines.
    """
    texts = [text for text in pages() if text.isascii() or " the " in text]
    names = sorted(made.lines)
    raws = []
    for number in range(count):
        name = names[number * 7 % len(names)]
        lines = made.lines[name]
        cruft = lines[:2] if name else [lines[(number + step) % len(lines)] for step in range(3)]
        given = {"language": "en"} | ({"url": f"https://www.{name}/a/{number}"} if way == "by URL" else {})
        raws.append(Raw(f"d{number}", "\n".join([texts[number % len(texts)], *cruft]), given=given))
    return raws


def one(way: str, rules: int, count: int) -> dict[str, float]:
    """Load the packs, clean the documents several times, and say what it took."""
    collect_less()  # as a run does
    with tempfile.TemporaryDirectory() as folder:
        made = (
            generic(Path(folder), rules)
            if way == "generic"
            else publishers(Path(folder), rules, min(rules, PUBLISHERS))
        )
        before = time.process_time()
        book = load([Path(folder)], own=False)
        loaded = time.process_time() - before
    raws = documents(made, way, count)
    cut = sum(len(done.ledger.edits) > 0 for raw in raws if isinstance(done := process(raw, book), Cleaned))
    assert cut > count * 0.9, (cut, count)
    memory = [resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]
    rounds = []
    for _ in range(5):
        before = time.process_time()
        for raw in raws:
            process(raw, book)
        rounds.append((time.process_time() - before) / count * 1e6)
    memory.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return {
        "load": loaded,
        "micros": min(rounds),
        "middle": statistics.median(rounds),
        "memory": memory[0],
        "later": memory[1],
    }


def measure(sizes: tuple[int, ...], count: int) -> None:
    """Print the table."""
    print(
        f"\nrules, {count} documents each\n\n{'':16}{'rules':>8}{'load s':>8}{'µs/doc':>8}{'x first':>8}{'MB':>6}{'MB later':>9}"
    )
    for way in WAYS:
        first = 0.0
        for rules in sizes:
            command = [PYTHON, "-m", "bench.scaling", way, str(rules), str(count)]
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
            cost = json.loads(done.stdout)
            first = first or cost["micros"]
            print(
                f"{way:16}{rules:>8}{cost['load']:>8.2f}{cost['micros']:>8.0f}{cost['micros'] / first:>8.2f}"
                f"{cost['memory']:>6.0f}{cost['later']:>9.0f}"
            )


if __name__ == "__main__":
    print(json.dumps(one(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
