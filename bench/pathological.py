"""
Documents made to hurt: does time stay a·bytes + b·lines + c·matches + d·repairs, and does twice the document cost at most
2.3 times?

The four constants are fitted on normal text; each shape is then shown as a multiple of them. Repaired lines are
counted apart, because ftfy takes as long for one as the rest does for twenty lines, but always the same.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import NamedTuple

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.match.folded import FoldedDocument
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.prepare import prepare
from cleaner.repair.repair_prefilter import may_need_repair
from cleaner.run.child_program import collect_less

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


class Spent(NamedTuple):
    """The least seconds of several times, with what they went into."""

    seconds: float
    size: int
    lines: int
    matches: int
    repairs: int


def cost(text: str, book: Rulebook, times: int = 5) -> Spent:
    """What a text takes."""
    best, repairs = float("inf"), 0
    for _ in range(times):
        before = time.process_time()
        done = process(Raw("a", text, given={"language": "en"}), book)
        best = min(best, time.process_time() - before)
        if isinstance(done, Cleaned):
            repairs = len(done.ledger.repairs)
    # Where rules hold counts, not what goes: a rule may hold out of its place, and a pack may ask for too much.
    document = prepare(Raw("a", text))
    held = sum(map(len, book.bind("", "en").matcher.compiled.holding_lines(FoldedDocument(document)).values()))
    return Spent(best, len(text.encode()), document.text.count("\n") + 1, held, repairs)


class Constants(NamedTuple):
    """Seconds for each byte, line, match and repaired line."""

    byte: float
    line: float
    match: float
    repair: float

    def of(self, spent: Spent) -> float:
        """What normal text of these numbers would take."""
        return (
            self.byte * spent.size + self.line * spent.lines + self.match * spent.matches + self.repair * spent.repairs
        )


DOUBTFUL = 1.3
"""Times normal from which a small document is measured again, more often."""

PLAIN = "The council met on a day."
CRUFT = ("Advertisement", "5 min read", "Share", "By Ann Lee", "Read more: Snow on the hills", "Photo: Ann Lee/Reuters")
"""Lines that rules take in several ways: by the whole line, by an expression, with a value to be lifted or without."""


def fitted(book: Rulebook) -> Constants:
    """
    Lines of 4 kB of real prose give what a byte costs, short ones what a line. A text with cruft of several kinds, or mojibake,
    in every tenth line beside the same without any gives what a match and a repair cost.
    """
    prose = [text for text in pages() if not may_need_repair(text) and (text.isascii() or " the " in text)]
    words = " ".join("\n".join(prose)[:400_000].split())
    long_, short = (
        cost("\n".join(words[at : at + size].strip() for at in range(0, len(words), size)), book, 5)
        for size in (4_000, 30)
    )
    byte = long_.seconds / long_.size
    line = (short.seconds - byte * short.size) / short.lines
    without, cruft, mangled = (
        cost(
            "\n".join(odd[number // 10 % len(odd)] if number % 10 == 0 else PLAIN for number in range(10_000)), book, 5
        )
        for odd in ([PLAIN], CRUFT, ["It wasnâ€™t so."])
    )
    match = (cruft.seconds - without.seconds) / cruft.matches
    repair = (mangled.seconds - without.seconds) / mangled.repairs
    return Constants(byte, max(0.0, line), max(0.0, match), max(0.0, repair))


def measure(count: int) -> None:
    """Print each shape's cost beside what normal text would cost, and what doubling costs."""
    collect_less()  # as a run does
    book = load()
    process(Raw("a", "The council met."), book)
    constants = fitted(book)
    a, b, c, d = constants
    print(
        f"\npathological: {a * 1e9:.1f} ns a byte, {b * 1e6:.2f} µs a line, {c * 1e6:.1f} a match, {d * 1e6:.0f} a repair\n"
    )
    print(f"{'':22}{'ms, 200 kB':>12}{'x normal':>10}{'x doubled':>10}")
    dice = random.Random(0)
    for name, shape in SHAPES.items():
        first, second = (cost(shape(size, dice), book) for size in (200_000, 400_000))
        over, doubled = first.seconds / constants.of(first), second.seconds / first.seconds
        print(f"{name:22}{first.seconds * 1e3:>12.1f}{over:>10.2f}{doubled:>10.2f}")
    _many(book, count, constants, dice)


def _many(book: Rulebook, count: int, constants: Constants, dice: random.Random) -> None:
    """Many small ones, two shapes in each."""
    start = cost("The council met.", book, 9).seconds
    worst, worst_name, total, expected = 0.0, "", 0.0, 0.0
    for _ in range(count):
        chosen = dice.sample(list(SHAPES), 2)
        text = "\n".join(SHAPES[name](dice.randint(200, 3_000), dice) for name in chosen)
        spent = cost(text, book, 3)
        normal = start + constants.of(spent)
        if spent.seconds > DOUBTFUL * normal:  # usually a hiccup of the machine
            spent = cost(text, book, 20)
        total, expected = total + spent.seconds, expected + normal
        if spent.seconds / normal > worst:
            worst, worst_name = spent.seconds / normal, " + ".join(chosen)
    print(
        f"\n{count} mixed ones: {total / expected:.2f} times normal text together, the worst {worst:.1f} ({worst_name})"
    )
