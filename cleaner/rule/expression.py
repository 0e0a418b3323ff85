"""RE2 expressions, checked for what would surprise their author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..fold import FOLDED, FOLDS
from .grammar import MAX_PROGRAM

MAX_MEMORY_BYTES = 8 << 20
"""Memory for the automata of one expression: RE2's own default."""

ASCII_CLASS = re.compile(r"(?<!\\)(?:\\\\)*\\([bBwWdDsS])")
FLAG = re.compile(r"\(\?([a-zA-Z]*-?[a-zA-Z]*)[:)]")
GROUP = re.compile(r"(?<!\\)(?:\\\\)*\(\?P?<([A-Za-z_]\w*)>")
WHOLE_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\([AzZ])")


def re2_options() -> Any:
    """The options that every expression is compiled with: no messages on stderr, and a bound on memory."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY_BYTES
    return options


def groups(pattern: str) -> tuple[str, ...]:
    """
    The names of its groups in order.

    >>> groups("^(?P<place>[A-Z]+), (?P<day>[0-9]+)")
    ('place', 'day')
    """
    return tuple(GROUP.findall(pattern))


def anchored(pattern: str) -> bool:
    r"""
    Whether an expression can only match a whole line.

    >>> [anchored(one) for one in ("^a$", "(?i)^(?:a|b)$", "^a|b$", "^a[|]$", r"^a\$", r"^a\|b$")]
    [True, True, False, True, False, True]
    """
    depth, inside, escaped = 0, False, False
    for char in pattern:
        if escaped or char == "\\":
            escaped = not escaped
        elif inside:
            inside = char != "]"
        elif char == "|" and depth == 0:
            return False
        else:
            inside = char == "["
            depth += (char == "(") - (char == ")")
    body = pattern.removeprefix("(?i)")
    return body.startswith("^") and body.endswith("$") and (len(body) - len(body[:-1].rstrip("\\"))) % 2 == 1


def problems(pattern: str, languages: Iterable[str]) -> list[str]:
    """
    What is wrong with an expression, in words; empty where nothing is.

    >>> problems("^5 min$", ["en"]), problems("(", ["en"])
    ([], ['`(` is no RE2 expression: missing ): ('])
    """
    import re2

    found = []
    odd = sorted(set(pattern) & FOLDED)
    if odd:
        plain = next(key for key, odds in FOLDS.items() if odd[0] in odds)
        found.append(f"`{pattern}` holds {odd[0]!r}, which tests never see: write {plain!r}")
    flags = {letter for one in FLAG.findall(pattern) for letter in one} - {"i", "-"}
    if flags:
        found.append(
            f"`{pattern}` sets the flag {sorted(flags)[0]!r}: a test sees one line, only `(?i)` means something"
        )
    if WHOLE_TEXT.search(pattern):
        found.append(f"`{pattern}`: write ^ and $; a test sees one line")
    names = groups(pattern)
    if len(set(names)) < len(names):
        found.append(f"`{pattern}` names a group twice")
    if set(languages) != {"en"}:
        found += [
            f"`{pattern}`: `\\{letter}` knows only ASCII in RE2; write \\pL for letters, \\p{{Nd}} for digits"
            for letter in sorted(set(ASCII_CLASS.findall(pattern)) & set("bBwW"))
        ]
    try:
        size = re2.compile(pattern, re2_options()).programsize
    except re2.error as error:
        reason = error.args[0]
        reason = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        return [*found, f"`{pattern}` is no RE2 expression: {reason}"]
    if size > MAX_PROGRAM:
        found.append(f"`{pattern}` compiles to {size} instructions, more than {MAX_PROGRAM}: write + and `max_chars`")
    return found
