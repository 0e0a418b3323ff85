"""
`cleaner apply` against cleaning anew: `python -m bench.apply`, with 100,000 documents or as many as are named.
Takes a quarter of an hour and 5 GB of disk.

The texts are invented, 5 to 7 kB each: prose between lines that the generic rules for English take. How many documents have
lines of which kind is in `SHARES`. Both ways write the same records, in one process that works: a run with other kinds
kept writes lines and a ledger, `apply` writes lines. What is not marked uncertain is compared, byte for byte.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import orjson

from .measure import PYTHON, Cost, median, run

COUNT = 100_000
BOILERPLATE: Mapping[str, tuple[float, str]] = {
    "byline": (0.6, "By Ada Lindqvist and Bo Ek"),
    "share": (1.0, "Share\nFacebook\nTwitter\nEmail"),
    "image-credit": (0.3, "Photo: Ada Lindqvist"),
    "newsletter": (0.1, "Sign up for our newsletter"),
    "related": (0.25, "RELATED: Why the river is rising"),
    "live-marker": (0.03, "This is a developing story. Please check back for updates."),
    "copyright": (0.2, "© 2026 The Morning Bell. All rights reserved."),
}
"""For each kind the share of documents that have it, and the lines."""

CASES = ("live-marker", "newsletter", "related", "share")
"""Kinds that are left in, from few documents to every one."""

WORDS = """the of and to in a is that for it was on are as with his they at be this have from
or had by but not what all were we when there can an your which their said if do will each about
how up out them then she many some so these would other into has more her two like him see time could
no make than first been its who now people my made over did down only way find use may water long little
very after words called just where most know river mayor council harbour road
""".split()  # noqa: SIM905 - they are easier to read


def texts(count: int) -> Iterator[str]:
    """Invented texts, the same each time."""
    dice = random.Random(0)
    sentences = [_sentence(dice) for _ in range(5_000)]
    for number in range(count):
        has = {kind for kind, (share, _) in BOILERPLATE.items() if dice.random() < share}
        size = dice.randint(4_800, 6_800)
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < size:
            paragraphs.append(" ".join(dice.choices(sentences, k=dice.randint(2, 5))))
        middle = len(paragraphs) // 2
        lines = [
            f"Day {number} of the rain",
            *paragraphs[:middle],
            *_lines(has, "image-credit", "related", "live-marker"),
        ]
        yield "\n\n".join(
            [*_lines(has, "byline"), *lines, *paragraphs[middle:], *_lines(has, "newsletter", "share", "copyright")]
        )


def _sentence(dice: random.Random) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(8, 20))).capitalize() + "."


def _lines(has: set[str], *kinds: str) -> list[str]:
    return [BOILERPLATE[kind][1] for kind in kinds if kind in has]


def measure(count: int, rounds: int = 3) -> None:
    """Print how long both ways take, with each of `CASES` left in."""
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder)
        size = 0
        with (where / "rows.jsonl").open("wb") as file:
            for number, text in enumerate(texts(count)):
                size += len(text)
                file.write(orjson.dumps({"id": f"d{number}", "text": text, "source": "bell.example"}) + b"\n")
        print(f"{count:,} documents of {size / count / 1000:.1f} kB on average")
        for stand_off in ("texts", "ids"):
            made = _clean(where, f"run-{stand_off}", "--stand-off", stand_off)
            print(f"run --stand-off {stand_off:<6} {made.wall:7.1f} s")
        print("\nleft in        changed  stand-off  cleaning  apply  faster  by CPU  memory    equal  uncertain")
        for kind in CASES:
            fresh = _clean(where, f"fresh-{kind}", "--keep-kinds", kind)
            for stand_off in ("texts", "ids"):
                cost = median([_apply(where, stand_off, kind) for _ in range(rounds)])
                changed = orjson.loads((where / f"new-{stand_off}-{kind}/apply.json").read_bytes())["changed"]
                equal, uncertain = _compared(where / f"fresh-{kind}", where / f"new-{stand_off}-{kind}")
                print(
                    f"{kind:<12} {changed / count:>9.1%}  {stand_off:<9} {fresh.wall:7.1f} s {cost.wall:4.1f} s "
                    f"{fresh.wall / cost.wall:7.1f} {fresh.cpu / cost.cpu:7.1f} {cost.memory:4.0f} MB {equal:8,} {uncertain:10,}",
                    flush=True,
                )
        print("goal: 20 times faster")


def _clean(where: Path, name: str, *options: str) -> Cost:
    command = [
        "run",
        "rows.jsonl",
        "-o",
        name,
        "--to",
        "jsonl",
        "--added",
        "2026-01-01",
        "--workers",
        "1",
        "-q",
        *options,
    ]
    return run([PYTHON, "-m", "cleaner", *command], where)


def _apply(where: Path, stand_off: str, kind: str) -> Cost:
    command = ["apply", f"run-{stand_off}", "-o", f"new-{stand_off}-{kind}", "--keep-kinds", kind, "-q"]
    return run([PYTHON, "-m", "cleaner", *command], where)


def _compared(fresh: Path, new: Path) -> tuple[int, int]:
    """How many records are equal, and how many are marked uncertain. Every other one must be equal."""
    uncertain = {orjson.loads(line)["id"] for line in (new / "uncertain.jsonl").read_bytes().splitlines()}
    equal = 0
    for path in sorted((fresh / "documents").iterdir()):
        with path.open("rb") as one, (new / "documents" / path.name).open("rb") as two:
            for line, other in zip(one, two, strict=True):
                equal += line == other
                assert line == other or orjson.loads(line)["id"] in uncertain, line[:99]
    return equal, len(uncertain)


if __name__ == "__main__":
    measure(int(sys.argv[1]) if sys.argv[1:] else COUNT)
