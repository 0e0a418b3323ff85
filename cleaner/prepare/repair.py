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
from functools import lru_cache
from typing import Any

from ..document import LineRepair, Repairs
from .gate import INVISIBLE, SPACES, may_be_mangled, may_need_repair, suspicious_lines

LINE_END = re.compile("\r\n|[\n\r\u2028\u2029]")
ENTITY = re.compile("&#?[0-9A-Za-z]{1,24};")
HIDDEN = re.compile(f"[{INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
BLANKS = re.compile(f"[ {SPACES}\n\x85\u2028\u2029]+")
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
        before = line
        for name, step in STEPS:
            fixed = step(line)
            if fixed != line:
                names[name] = None
                line = fixed
        if line == before or not may_need_repair(line):
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


def repair(text: str, utf8: bytes | None = None) -> tuple[str, Repairs]:
    r"""
    The canonical text and what was done to get it. `utf8` is the text in UTF-8, where it is at hand.

    >>> repair("It was donâ€™t.\r\nFine.")[0]
    'It was don’t.\nFine.'
    """
    unified, newline, newlines = unify_line_ends(text)
    if utf8 is None or unified is not text:
        utf8 = unified.encode()
    lines = unified.split("\n")
    bare = [line.strip() for line in lines]
    also = () if bare == lines else suspicious_lines("\n".join(bare).encode())
    changed: list[LineRepair] = []
    for number in sorted({*suspicious_lines(utf8), *also}):
        line = lines[number]
        fixed, by = repair_line(line)
        if fixed != line:
            changed.append(LineRepair(number, line, by))
            lines[number] = fixed
    text = "\n".join(lines) if changed else unified
    return text, Repairs(newline, newlines, tuple(changed))


def is_mangled(text: str) -> bool:
    """Whether text that was repaired still looks like mojibake, by ftfy's own test."""
    if text.isascii() or not may_be_mangled(text):
        return False
    from ftfy.badness import is_bad

    return any(may_be_mangled(line) and is_bad(line) for line in text.split("\n") if not line.isascii())


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
