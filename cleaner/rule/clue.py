"""
The part of an expression that gives it away: found in a line wherever the expression is, and far cheaper to look for.

An automaton that follows many expressions at once has a state for each combination of loops that are under way; with a
hundred `[^.]+` and `.*` these are more than any text visits twice, and building them took 1,000 µs a document. Parts
without wide loops are like literals: 30 µs for any number of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

TOKEN = re.compile(
    r"\\(?:[pPx]\{[^}]*\}|[pP].|x[0-9A-Fa-f]{2}|.)"  # an escape
    r"|\[\^?\]?(?:\[:\^?\w+:\]|\\[pPx]\{[^}]*\}|\\.|[^\]\\])*\]"  # a class
    r"|\(\?[a-zA-Z-]+\)|\(\?(?:P?<\w+>|[a-zA-Z-]*:)|[()|]"  # flags, groups, alternatives
    r"|[*+?]\??|\{\d+(?:,\d*)?\}\??"  # how often
    r"|.",
    re.DOTALL,
)
FLAGS = re.compile(r"\(\?[a-zA-Z-]+\)")
TIMES = re.compile(r"[*+?]\??|\{\d+(?:,\d*)?\}\??")
LOOP = re.compile(r"[*+]\??|\{\d+,\}\??|\{(?:\d+,)?[0-9]{2,}\}\??")
WIDE = re.compile(r"\[\^|\\[^ -/:-@\[-`{-~]|.*\w-\w|\.$|\)", re.DOTALL)
"""Atoms of which a loop is wide: negated classes, classes with escapes or ranges, any character, whole groups."""

ENOUGH = 3
"""Letters and digits that a part must spell; with fewer it would be found on every page."""


class Item(NamedTuple):
    """One of the items that stand after each other in an expression: its text, letters it spells, has it a wide loop."""

    text: str
    letters: int
    wide: bool


def items(pattern: str) -> Iterator[Item]:
    r"""
    The items of an expression. Letters that may be left out do not count; a `|` outside of groups is an item as well.

    >>> [item.text for item in items("^(?:By )?[A-Z]+ said$")][:4]
    ['^', '(?:By )?', '[A-Z]+', ' ']
    """
    text, letters, wide, depth, before = "", 0, False, 0, ""
    for found in TOKEN.finditer(pattern):
        mark = found.group()
        if TIMES.fullmatch(mark):
            wide = wide or bool(LOOP.fullmatch(mark) and WIDE.match(before))
            letters = 0 if depth == 0 and mark[0] in "?*{" else letters
        elif not FLAGS.fullmatch(mark):
            if depth == 0 and mark != ")" and text:
                yield Item(text, letters, wide)
                text, letters, wide = "", 0, False
            depth += {"(": 1, ")": -1}.get(mark[0], 0)
            letters += mark.isalnum()
        text += mark
        before = mark
    yield Item(text, letters, wide)


@cache
def clue(pattern: str) -> str | None:
    r"""
    The part that gives an expression away, all of it where it has no wide loop, or None: where no part spells enough,
    or the expression is a choice between several.

    >>> clue(r"^Reporting by [^;]+; edited by \pL+$"), clue("^[- ]*5 min read$"), clue("^[^ ]+ (?:is)"), clue("^abcd.*|x")
    ('^Reporting by ', '^[- ]*5 min read$', None, None)
    """
    # Case that stops to count somewhere counts nowhere in the clue: it is found in more lines, never in fewer.
    flags = "(?i)" if "(?i)" in pattern else ""
    parts = list(items(pattern.replace("(?i)", "")))
    if any(item.text == "|" or FLAGS.search(item.text) or r"\Q" in item.text for item in parts):
        return None
    runs = [list(run) for wide, run in groupby(parts, key=lambda item: item.wide) if not wide]
    best = max(runs, key=lambda run: sum(item.letters for item in run), default=[])
    if sum(item.letters for item in best) < ENOUGH:
        return None
    return flags + "".join(item.text for item in best)
