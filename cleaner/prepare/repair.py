r"""
Decoded text into canonical text: mojibake undone, entities decoded, controls and invisible characters out, one space.

Line by line, because then one line's repair does not depend on another's, and the ledger can keep just the changed
ones. Line ends are unified first (`\r\n`, `\r`, U+2028 and U+2029 become `\n`); no line is ever added or removed.
ftfy is pinned and conservative: quotes, ligatures and widths stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from ..document import LineRepair, Repairs
from .repair_prefilter import INVISIBLE, SPACES, may_be_mangled, may_need_repair, suspicious_lines

LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
ENTITY = re.compile("&#?[0-9A-Za-z]{1,24};")
HIDDEN = re.compile(f"[{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
ODD = f"{SPACES}\n\x85\u2028\u2029"
BLANKS = re.compile(f"  [ {ODD}]*| ?[{ODD}][ {ODD}]*")
"""Horizontal space that is not one plain space. (A class and `+` would find every space there is.)"""
BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
ROUNDS = 8
"""A bound on repairing a repaired line again; two rounds settle every line of 4,730 news texts."""


@lru_cache(maxsize=2)
def _settings(unescape: bool) -> Any:
    import ftfy

    return ftfy.TextFixerConfig(
        unescape_html=unescape,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        normalization="NFC",
        explain=False,
    )


def _unmangle(line: str) -> str:
    """
    ftfy on one line. Entities are decoded only where the line has no `<`: markup is not ours to interpret.

    It takes 60 µs a line, and most lines come here for a space too many or an accent of its own: the gate lets those
    pass. (ftfy composes and then looks once more, so what it would see then is asked for as well.)
    """
    if not may_be_mangled(line):
        composed = unicodedata.normalize("NFC", line)
        if composed == line or not may_be_mangled(composed):
            return line
    import ftfy

    return ftfy.fix_and_explain(line, _settings("<" not in line)).text


def _single_spaces(line: str) -> str:
    """Single plain spaces inside; outer white space stays for the ledger's gaps, but may not hold a line end."""
    core = line.strip()
    if len(core) == len(line):
        return BLANKS.sub(" ", line)
    if not core:
        return BREAKS.sub(" ", line)
    start = line.index(core)
    end = start + len(core)
    return BREAKS.sub(" ", line[:start]) + BLANKS.sub(" ", core) + BREAKS.sub(" ", line[end:])


STEPS = (
    ("encoding", _unmangle),
    ("invisible", lambda line: HIDDEN.sub("", line)),
    ("spaces", _single_spaces),
    ("nfc", lambda line: unicodedata.normalize("NFC", line)),
)
"""What is done to a line, in order. The names stand in the ledger."""


def repair_line(line: str) -> tuple[str, tuple[str, ...]]:
    """
    A line as it should have been, and the names of what was done. Repairing the result changes nothing, nor does repairing it
    without its outer white space, as it will stand: what is no mojibake behind a space can be some at the start of a line.

    >>> repair_line("schÃ¶n  und\\u200b gut"), repair_line("  Ã la carte")[0]
    (('schön und gut', ('encoding', 'invisible', 'spaces')), '  à la carte')
    """
    line, names = _rounds(line)
    while (core := line.strip()) != line and core:
        fixed, more = _rounds(core)
        if fixed == core:
            break
        start = line.index(core)
        line = line[:start] + fixed + line[start + len(core) :]
        names |= more
    return line, tuple(names)


def _rounds(line: str) -> tuple[str, dict[str, None]]:
    """The steps, until they change nothing more."""
    names: dict[str, None] = {}
    for _ in range(ROUNDS):
        changed: dict[str, None] = {}
        for name, step in STEPS:
            fixed = step(line)
            if fixed != line:
                changed[name] = None
                line = fixed
        names |= changed
        # Of a line that was only composed, the first step has seen already what composing makes of it.
        if not changed or changed.keys() == {"nfc"} or not may_need_repair(line):
            break
    return line, names


def unify_line_ends(text: str) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    r"""
    The text with `\n` only, the most common line end, and the exceptions to it.

    >>> unify_line_ends("a\r\nb\r\nc\n")
    ('a\nb\nc\n', '\r\n', ((2, '\n'),))
    """
    if "\r" not in text and "\u2028" not in text and "\u2029" not in text:
        return text, "\n", ()
    ends = LINE_END.findall(text)
    common = min(Counter(ends).items(), key=lambda item: (-item[1], item[0]))[0]
    return LINE_END.sub("\n", text), common, tuple((i, end) for i, end in enumerate(ends) if end != common)


class Repaired(NamedTuple):
    """
    Canonical text, what was done to get it, its lines with and without their outer white space, and whether any still looks like
    mojibake.
    """

    text: str
    repairs: Repairs
    lines: list[str]
    cores: list[str]
    mangled: bool


def repair(text: str) -> tuple[str, Repairs]:
    r"""
    The canonical text and what was done to get it.

    >>> repair("It was donâ€™t.\r\nFine.")[0]
    'It was don’t.\nFine.'
    """
    done = repaired(text)
    return done.text, done.repairs


def repaired(text: str, utf8: bytes | None = None) -> Repaired:
    """The same, with all that is known then. `utf8` is the text in UTF-8, where it is at hand."""
    unified, newline, newlines = unify_line_ends(text)
    if utf8 is None or unified is not text:
        utf8 = unified.encode()
    lines = unified.split("\n")
    cores = list(map(str.strip, lines))
    suspects = set(suspicious_lines(utf8))
    if cores != lines:
        suspects.update(suspicious_lines("\n".join(cores).encode()))
    numbers = sorted(suspects)
    changed: list[LineRepair] = []
    before = [lines[number] for number in numbers]
    for number, line, (fixed, by) in zip(numbers, before, repair_lines(before), strict=True):
        if fixed != line:
            changed.append(LineRepair(number, line, by))
            lines[number], cores[number] = fixed, fixed.strip()
    if not changed:
        return Repaired(unified, Repairs(newline, newlines), lines, cores, False)
    repairs = Repairs(newline, newlines, tuple(changed))
    return Repaired("\n".join(lines), repairs, lines, cores, is_mangled(lines[number] for number in numbers))


def repair_lines(lines: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """
    `repair_line` for each of some lines. Most need nothing but single spaces, and that is told of all of them together.

    >>> repair_lines(["not  good", "nor is  that"])
    [('not good', ('spaces',)), ('nor is that', ('spaces',))]
    """
    # What is no mojibake once its spaces are single may have been some before; all else the second look still sees.
    if lines and not may_be_mangled("\n".join(lines)):
        fixed = list(map(_single_spaces, lines))
        cores = list(map(str.strip, fixed))
        if not may_need_repair("\n".join(fixed if fixed == cores else [*fixed, *cores])):
            return [(after, ("spaces",) if after != line else ()) for line, after in zip(lines, fixed, strict=True)]
    return list(map(repair_line, lines))


def is_mangled(lines: Iterable[str]) -> bool:
    """
    Whether lines that were repaired still look like mojibake, by ftfy's own test.

    >>> is_mangled(["It was done"])
    False
    """
    return any(not line.isascii() and may_be_mangled(line) and is_bad(line) for line in lines)


def is_bad(line: str) -> bool:
    """ftfy's own test, which takes its time."""
    from ftfy.badness import is_bad as looks_bad

    return bool(looks_bad(line))


def unrepair(text: str, repairs: Repairs) -> str:
    r"""
    The decoded input again.

    >>> before = "schÃ¶n\r\n\r\nja"
    >>> unrepair(*repair(before)) == before
    True
    """
    lines = text.split("\n")
    for change in repairs.lines:
        lines[change.line] = change.before
    if repairs.newline == "\n" and not repairs.newlines:
        return "\n".join(lines)
    ends = [repairs.newline] * (len(lines) - 1) + [""]
    for number, end in repairs.newlines:
        ends[number] = end
    return "".join(line + end for line, end in zip(lines, ends, strict=True))
