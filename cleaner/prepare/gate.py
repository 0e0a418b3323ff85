"""
The gate before repair: a single pass of RE2 that says whether a text can need any.

ftfy's own test for mojibake costs 200 ms for each megabyte; the same expression, compiled by RE2 as a superset, 10 ms
(4,730 news texts in ten languages: identical output on all). A superset may say yes too often and never no too often:
a property test holds gated and ungated repair equal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

INVISIBLE = "\u00ad\u200b\u2060\ufeff\u206a-\u206f\ufff9-\ufffc"
"""Never orthography: soft hyphen, zero width space, word joiner, byte order mark, deprecated and interlinear marks."""

SPACES = "\t\v\f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""Horizontal white space that becomes one plain space."""

UNCOMPOSED = (
    r"\p{M}\x{0340}-\x{0387}\x{0958}-\x{0A5E}\x{0B5C}\x{0B5D}\x{0F43}-\x{0FB9}\x{1100}-\x{11FF}\x{1F71}-\x{1FFD}"
    r"\x{2000}\x{2001}\x{2126}-\x{212B}\x{2329}\x{232A}\x{2ADC}\x{F900}-\x{FB4E}\x{1D15E}-\x{1D1C0}\x{2F800}-\x{2FA1D}"
)
"""Where NFC can change something: marks, Hangul letters, and all singletons (a test checks every code point)."""


def plain(verbose: str) -> str:
    r"""
    A verbose expression without its white space and comments, in RE2's words.

    Python's `\s` and `\w` know all of Unicode, RE2's only ASCII: they become classes that hold at least as much.

    >>> plain("[ a] b # note\n | \\s")
    '[ a]b|[\\pZ\\s]'
    """
    out: list[str] = []
    inside = comment = False
    skip = 0
    for at, char in enumerate(verbose):
        if skip:
            skip -= 1
        elif comment:
            comment = char != "\n"
        elif char == "\\":
            pair = verbose[at : at + 2]
            wide = {r"\s": r"\pZ\s", r"\w": r"\pL\pN\pM_"}.get(pair)
            out.append(pair if wide is None else wide if inside else f"[{wide}]")
            skip = 1
        elif inside or not (char.isspace() or char == "#"):
            inside = (inside or char == "[") and char != "]"
            out.append(char)
        else:
            comment = char == "#"
    return "".join(out)


@lru_cache(maxsize=1)
def _suspicious() -> Any:
    import re2
    from ftfy.badness import BADNESS_RE

    assert BADNESS_RE.flags & re.VERBOSE
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 64 << 20  # the badness test has 2,300 code points in its classes; the default of 8 MB thrashes
    parts = [
        plain(BADNESS_RE.pattern),
        "[\x01-\x08\x0e-\x1f\x7f-\x9f]|\\x00",
        f"[{SPACES}{INVISIBLE}]",
        "[^ \\n]  ",
        f"[{UNCOMPOSED}]",
        "&#?[0-9A-Za-z]{1,24};",
    ]
    return re2.compile("(?m)" + "|".join(f"(?:{part})" for part in parts), options)


def may_need_repair(text: str) -> bool:
    """
    Whether repair could change a line of this text; False is certain. Line ends must be `\\n` already.

    >>> may_need_repair("Plain text, “quoted” – and done.")
    False
    >>> may_need_repair("It was donâ€™t")
    True
    """
    return bool(_suspicious().search(text))
