"""
The parts of an expression that give it away: found in a line wherever the expression is, and far cheaper to look for.

An automaton that follows many expressions at once has a state for each combination of loops that are under way; with a
hundred `[^.]+` and `.*` these are more than any text visits twice, and building them took 1,000 µs a document. Parts
without wide loops are like literals: 30 µs for any number of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile
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
WIDE = re.compile(r"\[\^|\\[^ -/:-@\[-`{-~]|.*[^\W\d]-\w|\.$|\(", re.DOTALL)
"""Atoms of which a loop is wide: negated classes, classes with escapes or ranges of letters, any character, whole groups."""

ENOUGH = 3
"""What a part must be worth; what is worth less is found on every page."""

MOST = 2
"""Parts of one expression. On 1,571 real texts 2.0 expressions each are looked for with one, 1.5 with two and with three."""

SPREAD = 4_000
"""
Characters that may be written anew where what stands around a group is repeated for each of its alternatives; no expression
of the bundled packs writes more than 1,442.
"""


class Atom(NamedTuple):
    """
    A character, class or group with how often it stands: what it is worth as a clue, whether it holds a wide loop,
    whether it must stand there, whether it stands there once, and of a group its alternatives.
    """

    text: str
    worth: int
    wide: bool = False
    needed: bool = True
    once: bool = True
    choices: Sequence[Sequence[Atom]] = ()


class Part(NamedTuple):
    """A part of an expression that gives it away, and what it is worth as a clue."""

    worth: int
    text: str


def clues(pattern: str) -> tuple[str, ...]:
    r"""
    The parts that give an expression away, each found wherever it is. None where no part spells enough.

    >>> clues(r"^Reporting by [^;]+; edited by \pL+$"), clues("^[- ]*5 min read$"), clues("^(?:We|Our[^ ]+) .*cookies")
    (('^Reporting by ', '; edited by '), ('^[- ]*5 min read$',), ('cookies', '(?:^We |^Our)'))
    >>> clues("^(?:read .*more|view .*all)$"), clues("^[^ ]+ (?:is)")
    (('(?:more$|^view )',), ())
    """
    return tuple(part.text for part in _best(pattern))


def strength(pattern: str) -> int:
    """
    What the best clue to an expression is worth: the more, the rarer the expression is looked for in vain.

    >>> strength("^Reporting by .*$"), strength("^.*(?:ad|advert).*$")
    (12, 0)
    """
    return max((part.worth for part in _best(pattern)), default=0)


@cache
def _best(pattern: str) -> tuple[Part, ...]:
    # Case that stops to count somewhere counts nowhere in a clue: it is found in more lines, never in fewer.
    flags = "(?i)" if "(?i)" in pattern else ""
    tokens = TOKEN.findall(pattern.replace("(?i)", ""))
    if r"\Q" in pattern or any(FLAGS.fullmatch(token) for token in tokens):
        return ()
    best: list[Part] = []
    for part in sorted(_parts(_choices(tokens[::-1])), reverse=True):
        if len(best) < MOST and not any(part.text in better.text for better in best):
            best.append(part)
    return tuple(Part(part.worth, flags + part.text) for part in best)


def worth(token: str) -> int:
    r"""
    What a character is worth as a clue: letters, signs and the end of a line one, of scripts with thousands of signs two,
    rare signs three, classes and spaces nothing.

    >>> [worth(token) for token in ("a", ":", "^", r"\(", "新", "@", " ", ".", "[ab]", r"\pL")]
    [1, 1, 1, 1, 2, 3, 0, 0, 0, 0]
    """
    sign = token[1] if len(token) == 2 and token[0] == "\\" and not token[1].isalnum() else token
    if len(sign) > 1 or (sign in (" ", ".") and sign == token):
        return 0
    if (sign.isascii() and sign != "@") or (sign.isalpha() and sign < IDEOGRAMS):
        return 1
    return 2 if sign >= IDEOGRAMS else 3


IDEOGRAMS = "\u2e80"
"""From here on scripts have thousands of characters, and punctuation of their own."""


def _choices(tokens: list[str]) -> list[list[Atom]]:
    """The alternatives up to the end of a group. `tokens` are in reverse, and taken off."""
    choices: list[list[Atom]] = [[]]
    while tokens and (mark := tokens.pop()) != ")":
        if mark == "|":
            choices.append([])
            continue
        inner = _choices(tokens) if mark[0] == "(" else []
        choices[-1].append(_atom(mark, inner, tokens))
    return choices


def _atom(token: str, inner: list[list[Atom]], tokens: list[str]) -> Atom:
    """An atom with the signs that say how often it stands."""
    text, value, wide, needed, once = token, worth(token), False, True, True
    if inner:
        text = f"{token}{'|'.join(''.join(atom.text for atom in one) for one in inner)})"
        value = min(sum(atom.worth for atom in one) for one in inner)
        wide = any(atom.wide for one in inner for atom in one)
    while tokens and TIMES.fullmatch(tokens[-1]):
        times = tokens.pop()
        text, once = text + times, False
        wide = wide or bool(LOOP.fullmatch(times) and WIDE.match(token))
        needed = needed and times[0] not in "?*" and not times.startswith("{0")
    return Atom(text, value if needed else 0, wide, needed, once, inner)


def _parts(choices: Sequence[Sequence[Atom]]) -> list[Part]:
    """What gives a choice away: the parts of the only alternative, or one of each, between them."""
    if len(choices) == 1:
        return _runs(choices[0])
    best = [max(_runs(one), default=None) for one in choices]
    found = [part for part in best if part]
    if len(found) < len(choices):
        return []
    return [Part(min(part.worth for part in found), f"(?:{'|'.join(dict.fromkeys(part.text for part in found))})")]


def _runs(atoms: Sequence[Atom]) -> list[Part]:
    """
    What gives a sequence away: its stretches without wide loops, and of a group that has some each alternative, together
    with the stretches before and after it.
    """
    found: list[Part] = []
    run: list[Atom] = []
    for at, atom in enumerate(atoms):
        if not atom.wide:
            run.append(atom)
            continue
        found.append(_joined(run))
        if atom.needed and atom.choices:
            after = list(takewhile(lambda one: not one.wide, atoms[at + 1 :])) if atom.once else []
            if len(atom.choices) * sum(len(one.text) for one in (*run, *after)) > SPREAD:
                run = after = []
            found += _parts([[*run, *choice, *after] for choice in atom.choices])
        run = []
    found.append(_joined(run))
    return [part for part in found if part.worth >= ENOUGH]


def _joined(atoms: Sequence[Atom]) -> Part:
    return Part(sum(atom.worth for atom in atoms), "".join(atom.text for atom in atoms))
