r"""
Turn decoded text into canonical text: undo mojibake, decode entities, remove control and invisible characters, and
collapse spaces.

Repair works line by line, so that one line never affects another and the ledger keeps only the lines that changed. Line
ends are unified first (`\r\n`, `\r`, U+2028 and U+2029 become `\n`); no line is ever added or removed. ftfy is pinned
and set conservatively: quotes, ligatures and character widths stay as they are.
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
INVISIBLE_OR_CONTROL = re.compile(f"[{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
NOT_PLAIN_SPACE = f"{SPACES}\n\x85\u2028\u2029"
SPACE_RUNS = re.compile(f"  [ {NOT_PLAIN_SPACE}]*| ?[{NOT_PLAIN_SPACE}][ {NOT_PLAIN_SPACE}]*")
"""Horizontal space other than a single plain space. (A class with `+` would stop at every space of the text.)"""
LINE_BREAKS = re.compile("[\n\r\x85\u2028\u2029]")
MAX_ROUNDS = 8
"""How often a line is repaired again at most. Two rounds settled every line of 4,730 news texts."""


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
    Run ftfy on one line. Entities are decoded only in lines without `<`: interpreting markup is not our job.

    ftfy takes 60 µs a line, and most lines get here because of a double space or a combining accent, so the prefilter
    runs first. (ftfy looks again after it has composed the line, so the composed line is checked as well.)
    """
    if not may_be_mangled(line):
        composed = unicodedata.normalize("NFC", line)
        if composed == line or not may_be_mangled(composed):
            return line
    import ftfy

    return ftfy.fix_and_explain(line, _settings("<" not in line)).text


def _single_spaces(line: str) -> str:
    """Collapse spaces inside the line. White space around it is kept for the ledger's gaps, without line ends."""
    core = line.strip()
    if len(core) == len(line):
        return SPACE_RUNS.sub(" ", line)
    if not core:
        return LINE_BREAKS.sub(" ", line)
    start = line.index(core)
    end = start + len(core)
    return LINE_BREAKS.sub(" ", line[:start]) + SPACE_RUNS.sub(" ", core) + LINE_BREAKS.sub(" ", line[end:])


STEPS = (
    ("encoding", _unmangle),
    ("invisible", lambda line: INVISIBLE_OR_CONTROL.sub("", line)),
    ("spaces", _single_spaces),
    ("nfc", lambda line: unicodedata.normalize("NFC", line)),
)
"""The repairs of a line, in order. Their names are written to the ledger."""


def repair_line(line: str) -> tuple[str, tuple[str, ...]]:
    """
    Repair a line; return it with the names of the repairs that changed it.

    Repairing the result again changes nothing, with or without the white space around it. Stripping can expose new
    mojibake at the start of a line, so the stripped line is repaired again.

    >>> repair_line("schÃ¶n  und\\u200b gut"), repair_line("  Ã la carte")[0]
    (('schön und gut', ('encoding', 'invisible', 'spaces')), '  à la carte')
    """
    line, names = _repair_until_stable(line)
    while (core := line.strip()) != line and core:
        fixed, more = _repair_until_stable(core)
        if fixed == core:
            break
        start = line.index(core)
        line = line[:start] + fixed + line[start + len(core) :]
        names |= more
    return line, tuple(names)


def repair_residue(rest: str) -> str:
    """
    What a cut left of a line, repaired as if the line had come that way, without white space around it.

    This is the only meaning of mending a cut line: runs, `explain`, `lint` and examples all use it.

    >>> repair_residue(" It was  donâ€™t")
    'It was don’t'
    """
    while (repaired := repair_line(rest)[0].strip()) != rest:
        rest = repaired
    return rest


def _repair_until_stable(line: str) -> tuple[str, dict[str, None]]:
    """Repeat the steps until none changes the line."""
    names: dict[str, None] = {}
    for _ in range(MAX_ROUNDS):
        changed: dict[str, None] = {}
        for name, step in STEPS:
            fixed = step(line)
            if fixed != line:
                changed[name] = None
                line = fixed
        names |= changed
        # The first step has already checked what a line that was only composed would become.
        if not changed or changed.keys() == {"nfc"} or not may_need_repair(line):
            break
    return line, names


def unify_line_ends(text: str) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    r"""
    The text with `\n` only, its most common line end, and the exceptions as (line number, line end).

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
    A repaired text and how to undo the repair. `lines` are its lines, `cores` the same without outer white space.
    `mangled` says whether any line still looks like mojibake.
    """

    text: str
    repairs: Repairs
    lines: list[str]
    cores: list[str]
    mangled: bool


def repair(text: str, utf8: bytes | None = None) -> Repaired:
    r"""
    Repair a text. `utf8` is the text in UTF-8, if the caller has it.

    >>> repair("It was donâ€™t.\r\nFine.").text
    'It was don’t.\nFine.'
    """
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
    `repair_line` for several lines. Most need only their spaces collapsed, which one check of all of them together shows.

    >>> repair_lines(["not  good", "nor is  that"])
    [('not good', ('spaces',)), ('nor is that', ('spaces',))]
    """
    # Collapsing spaces can hide mojibake that was there before, so the lines are checked both before and after.
    if lines and not may_be_mangled("\n".join(lines)):
        fixed = list(map(_single_spaces, lines))
        cores = list(map(str.strip, fixed))
        if not may_need_repair("\n".join(fixed if fixed == cores else [*fixed, *cores])):
            return [(after, ("spaces",) if after != line else ()) for line, after in zip(lines, fixed, strict=True)]
    return list(map(repair_line, lines))


def is_mangled(lines: Iterable[str]) -> bool:
    """
    Whether repaired lines still look like mojibake to ftfy.

    >>> is_mangled(["It was done"])
    False
    """
    return any(not line.isascii() and may_be_mangled(line) and is_bad(line) for line in lines)


def is_bad(line: str) -> bool:
    """ftfy's own test, which is slow."""
    from ftfy.badness import is_bad as looks_bad

    return bool(looks_bad(line))


def unrepair(text: str, repairs: Repairs) -> str:
    r"""
    Undo a repair: the decoded input again.

    >>> repaired = repair("schÃ¶n\r\n\r\nja")
    >>> unrepair(repaired.text, repaired.repairs)
    'schÃ¶n\r\n\r\nja'
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
