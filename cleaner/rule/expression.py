"""RE2 expressions: how they are compiled, and what would surprise their author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..fold import FOLDED, FOLDS
from .grammar import MAX_PROGRAM_INSTRUCTIONS

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
    The names of an expression's groups, in order.

    >>> groups("^(?P<place>[A-Z]+), (?P<day>[0-9]+)")
    ('place', 'day')
    """
    return tuple(GROUP.findall(pattern))


def matches_whole_line(pattern: str) -> bool:
    r"""
    Whether an expression can match nothing but a whole line.

    >>> [matches_whole_line(pattern) for pattern in ("^a$", "(?i)^(?:a|b)$", "^a|b$", "^a[|]$", r"^a\$", r"^a\|b$")]
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
    What is wrong with an expression, in words; empty if nothing is.

    >>> problems("^5 min$", ["en"]), problems("(", ["en"])
    ([], ['`(` is not an RE2 expression: missing ): ('])
    """
    import re2

    problems = []
    never_seen = sorted(set(pattern) & FOLDED)
    if never_seen:
        plain = next(plain for plain, odd in FOLDS.items() if never_seen[0] in odd)
        problems.append(f"`{pattern}` contains {never_seen[0]!r}, which lines are rid of: write {plain!r}")
    flags = {flag for group in FLAG.findall(pattern) for flag in group} - {"i", "-"}
    if flags:
        problems.append(
            f"`{pattern}` sets the flag {min(flags)!r}, but a condition sees a single line: only `(?i)` has an effect"
        )
    if WHOLE_TEXT.search(pattern):
        problems.append(f"`{pattern}`: a condition sees a single line, so write ^ and $")
    names = groups(pattern)
    if len(set(names)) < len(names):
        problems.append(f"`{pattern}` uses the name of a group twice")
    if set(languages) != {"en"}:
        problems += [
            f"`{pattern}`: `\\{escape}` knows only ASCII in RE2; write \\pL for letters, \\p{{Nd}} for digits"
            for escape in sorted(set(ASCII_CLASS.findall(pattern)) & set("bBwW"))
        ]
    try:
        size = re2.compile(pattern, re2_options()).programsize
    except re2.error as error:
        reason = error.args[0]
        reason = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        return [*problems, f"`{pattern}` is not an RE2 expression: {reason}"]
    if size > MAX_PROGRAM_INSTRUCTIONS:
        problems.append(
            f"`{pattern}` compiles to {size} instructions, more than {MAX_PROGRAM_INSTRUCTIONS}: write + and `max_chars`"
        )
    return problems
