"""
Documents made to hurt: does time stay a·bytes + b·lines + c·matches, and does twice the document cost at most 2.3 times?

The three constants are fitted on normal text of several sizes; each shape is then told by how much it is over them.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.io.packs import load
from cleaner.rule.book import Rulebook

from .corpus import pages

Shape = Callable[[int, random.Random], str]


def _near_misses(size: int, dice: random.Random) -> str:
    openings = [
        "5 min rea",
        "(Reporting by Ann Lee, Editing b",
        "Sign up to our newslette",
        "LONDON (Reuters",
        "Share this articl",
    ]
    lines: list[str] = []
    while sum(map(len, lines)) < size:
        lines.append(dice.choice(openings) + dice.choice("xyz") * dice.randint(1, 20))
    return "\n".join(lines)


SHAPES: dict[str, Shape] = {
    "one long line": lambda size, _: "The council met. " * (size // 17),
    "one long word": lambda size, _: "a" * size,
    "short lines": lambda size, _: "ab\n" * (size // 3),
    "blank lines": lambda size, _: "\n" * size + "The council met.",
    "every line matches": lambda size, _: "5 min read\n" * (size // 11),
    "advertisement": lambda size, _: "Advertisement\nThe council met.\n" * (size // 31),
    "near misses": _near_misses,
    "open brackets": lambda size, _: "(Reporting by " * (size // 14),
    "capitals": lambda size, _: ("OSLO, " * 30 + "\n") * (size // 181),
    "mojibake": lambda size, _: "It wasnâ€™t so, schÃ¶n.\n" * (size // 24),
    "double spaces": lambda size, _: "a  b\n" * (size // 5),
    "spaces": lambda size, _: "The" + " " * size + "end.",
    "entities": lambda size, _: "&amp;" * (size // 5),
    "ampersands": lambda size, _: "&" * size,
    "marks": lambda size, _: "e" + "\u0301" * (size // 2),
    "zero width": lambda size, _: "a\u200b" * (size // 4),
    "carriage returns": lambda size, _: "The council met.\r" * (size // 17),
    "list": lambda size, _: "- an item of it\n" * (size // 16),
    "at signs": lambda size, _: "x@" * (size // 2),
    "digits": lambda size, _: "1234567890 " * (size // 11),
}


def cost(text: str, book: Rulebook, times: int = 3) -> tuple[float, int]:
    """The least of several times, and the number of edits."""
    best, edits = float("inf"), 0
    for _ in range(times):
        before = time.process_time()
        done = process(Raw("a", text, given={"language": "en"}), book)
        best = min(best, time.process_time() - before)
        edits = sum(len(edit.rules) for edit in done.ledger.edits) if isinstance(done, Cleaned) else 0
    return best, edits


def fitted(book: Rulebook) -> tuple[float, float, float]:
    """Seconds for each byte, line and match of normal text: long lines give bytes, short ones lines, cruft matches."""
    prose = [text for text in pages() if text.isascii() or " the " in text]
    normal = "\n".join(prose)[:400_000]
    long_ = normal.replace("\n", " ")
    a = cost(long_, book)[0] / len(long_.encode())
    broken = "\n".join(long_[at : at + 30] for at in range(0, len(long_), 30))
    b = max(1e-8, cost(broken, book)[0] - a * len(broken.encode())) / (broken.count("\n") + 1)
    cruft = "\n".join(["5 min read" if not number % 10 else "The council met on a day." for number in range(10_000)])
    seconds, edits = cost(cruft, book)
    c = max(1e-8, seconds - a * len(cruft) - b * 10_000) / max(1, edits)
    return a, b, c


def measure(count: int) -> None:
    """Print each shape's cost beside what normal text would cost, and what doubling costs."""
    book = load()
    process(Raw("a", "The council met."), book)
    a, b, c = fitted(book)
    print(f"\npathological: {a * 1e9:.1f} ns a byte, {b * 1e6:.2f} µs a line, {c * 1e6:.1f} µs a match\n")
    print(f"{'':22}{'ms, 200 kB':>12}{'x normal':>10}{'x doubled':>10}")
    dice = random.Random(0)
    for name, shape in SHAPES.items():
        once, twice = shape(200_000, dice), shape(400_000, dice)
        (first, edits), (second, _) = cost(once, book), cost(twice, book)
        normal = a * len(once.encode()) + b * (once.count("\n") + 1) + c * edits
        print(f"{name:22}{first * 1e3:>12.1f}{first / normal:>10.2f}{second / first:>10.2f}")
    _many(book, count, (a, b, c), dice)


def _many(book: Rulebook, count: int, constants: tuple[float, float, float], dice: random.Random) -> None:
    """Many small ones, their shapes mixed line by line."""
    a, b, c = constants
    start, _ = cost("The council met.", book, 9)
    worst, worst_name, total, expected = 0.0, "", 0.0, 0.0
    names = list(SHAPES)
    for _ in range(count):
        chosen = dice.sample(names, 2)
        text = "\n".join(SHAPES[name](dice.randint(200, 3_000), dice) for name in chosen)
        seconds, edits = cost(text, book, 2)
        normal = start + a * len(text.encode()) + b * (text.count("\n") + 1) + c * edits
        total, expected = total + seconds, expected + normal
        if seconds / normal > worst:
            worst, worst_name = seconds / normal, " + ".join(chosen)
    print(
        f"\n{count} mixed ones: {total / expected:.2f} times normal text together, the worst {worst:.1f} ({worst_name})"
    )
