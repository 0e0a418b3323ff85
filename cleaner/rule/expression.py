"""RE2 expressions: compiled in one way, and checked for what would surprise their author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from ..fold import FOLDED, FOLDS
from .grammar import MAX_PROGRAM

MAX_MEM = 8 << 20
"""Memory of one expression's automata in bytes, RE2's own default, said in one place."""

ASCII_CLASS = re.compile(r"(?<!\\)(?:\\\\)*\\([bBwWdDsS])")
FLAG = re.compile(r"\(\?([a-zA-Z]*-?[a-zA-Z]*)[:)]")
GROUP = re.compile(r"(?<!\\)(?:\\\\)*\(\?P?<([A-Za-z_]\w*)>")
WHOLE_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\([AzZ])")


def options() -> Any:
    """What every expression is compiled with: silent, and within one budget of memory."""
    import re2

    chosen = re2.Options()
    chosen.log_errors = False
    chosen.max_mem = MAX_MEM
    return chosen


@cache
def compiled(pattern: str) -> Any:
    """The compiled expression; compiled once a process."""
    import re2

    return re2.compile(pattern, options())


@cache
def places(pattern: str) -> Callable[[bytes], Sequence[tuple[int, int]]]:
    """
    What gives the place of the first find in a line of UTF-8, and those of its groups, in bytes; (-1, -1) is nowhere.

    >>> places("a(?P<n>[0-9])|x")("éa5".encode())
    [(2, 4), (3, 4)]
    """
    from re2 import _re2

    # What the library has around it makes a generator, an object and several lists for each line: 5 µs of 8.
    search, unanchored = compiled(pattern)._regexp.Match, _re2.RE2.Anchor.UNANCHORED
    return lambda line: search(unanchored, line, 0, len(line))


@cache
def group_numbers(pattern: str) -> tuple[tuple[str, int], ...]:
    """
    The names of an expression's groups, each with its number.

    >>> group_numbers("^(?P<place>[A-Z]+)(, |$)(?P<day>[0-9]+)")
    (('place', 1), ('day', 3))
    """
    return tuple(sorted(compiled(pattern).groupindex.items(), key=lambda item: item[1]))


@cache
def finder(patterns: tuple[str, ...]) -> Any:
    """
    What says whether any of the expressions is found in a line of UTF-8: half of what a search costs, which says where.
    """
    import re2

    chosen = options()
    chosen.max_mem = MAX_MEM * len(patterns)  # twenty states must fit, or nothing is found and nothing said
    chosen.never_nl = True
    made = re2.Set.SearchSet(chosen)
    for pattern in patterns:
        made.Add(pattern)
    made.Compile()
    return made._set.Match  # what is around it costs as much again


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
        size = re2.compile(pattern, options()).programsize
    except re2.error as error:
        reason = error.args[0]
        reason = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        return [*found, f"`{pattern}` is no RE2 expression: {reason}"]
    if size > MAX_PROGRAM:
        found.append(f"`{pattern}` compiles to {size} instructions, more than {MAX_PROGRAM}: write + and `max_chars`")
    return found
