"""
Clues: texts of which at least one stands in every line on which a test can hold. One automaton looks for all of them at once,
and only on the lines where it finds one is a test asked at all.

Of a part of an expression it is known which texts it can be, as far as they are few; of all others, case by case, what they
begin and end with, and the best clue to them. Parts in a row and alternatives make this out of what is known of each (Cox,
Regular Expression Matching with a Trigram Index, 2012). All texts are blurred, and line ends stand for `^` and `$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from math import inf
from typing import NamedTuple

from ...rule.model import AllOf, AnyOf, Condition, Literal, Matches
from .frequency import cost
from .normalize import DIGITS, DROPPED, MARKS, small

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
CHAR = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\x([0-9A-Fa-f]{2})|\\([^0-9A-Za-z])|([^\\])", re.DOTALL)

MOST, CASES = 256, 8
"""Texts and cases that are kept of one part: more make the automaton large and take long, and win nothing."""

Texts = frozenset[str]
NONE: Texts = frozenset()
BLANK: Texts = frozenset([""])


class Other(NamedTuple):
    """Texts that are too many to be known: what they begin and end with, and a clue to them, if there is one."""

    starts: Texts
    ends: Texts
    clue: Texts = NONE


class Known(NamedTuple):
    """What is known of a part: texts that it can be, and cases of others."""

    whole: Texts
    others: tuple[Other, ...] = ()


EMPTY = Known(BLANK)
ANYTHING = Known(NONE, (Other(BLANK, BLANK),))

DEAR = 50
"""
Finds that are expected in a text, beyond which asking every line is no dearer: a find costs 1.4 µs with the question that
follows, asking all 40 lines 40.
"""


def clues(test: Condition) -> Texts | None:
    """
    The clues to a test; None where it gives nothing away: every line has to be asked.

    >>> sorted(clues(Literal("starts", ("read more",)))), clues(Literal("ends", ("...",)))
    (['\\nreadmore'], frozenset({'...\\n'}))
    """
    found = _of_test(test)
    return found if found is not None and cost(found) <= DEAR else None


def _of_test(test: Condition) -> Texts | None:
    if isinstance(test, Literal):
        head, tail = ("\n" if test.how in ("equals", place) else "" for place in ("starts", "ends"))
        return frozenset(f"{head}{_blurred(text)}{tail}" for text in test.texts)
    if isinstance(test, Matches):
        return _any(clue_of(pattern) or None for pattern in test.patterns)
    if isinstance(test, AllOf):
        return min((found for one in test.conditions if (found := _of_test(one)) is not None), key=cost, default=None)
    if isinstance(test, AnyOf):
        return _any(_of_test(one) for one in test.conditions)
    return None


def _any(some: Iterable[Texts | None]) -> Texts | None:
    found = list(some)
    return None if None in found else NONE.union(*(one for one in found if one))


def _blurred(text: str) -> str:
    return "".join(map(_seen, text))


def _seen(char: str) -> str:
    """A character as the scan sees it."""
    return "" if char in DROPPED or char in MARKS else "0" if char in DIGITS else small(char)


@cache
def clue_of(pattern: str) -> Texts:
    r"""
    The clue to an expression, the one that is found least; none where it has none.

    >>> [sorted(clue_of(one)) for one in (r"^[|• -]*(?:View|Read \pL+)", "^[^;]+; edited by", "^.*$")]
    [['\nread', '\nview'], [';editedby'], []]
    """
    if r"\Q" in pattern:
        return NONE
    found = _least(_choices(TOKEN.findall(pattern)[::-1]))
    return _without_longer(_without_longer(found, 1), -1)


def _without_longer(texts: Iterable[str], step: int) -> Texts:
    """Texts without those that begin (1) or end (-1) with another, for then that one will do for both."""
    kept: list[str] = []
    for text in sorted(one[::step] for one in texts):
        if not (kept and text.startswith(kept[-1])):
            kept.append(text)
    return frozenset(text[::step] for text in kept)


def _choices(tokens: list[str]) -> Known:
    """What is known up to the end of a group. `tokens` are in reverse, and taken off."""
    choices = [EMPTY]
    while tokens and (mark := tokens.pop()) != ")":
        if mark == "|":
            choices.append(EMPTY)
            continue
        part = _choices(tokens) if mark[0] == "(" and not FLAGS.fullmatch(mark) else _atom(mark)
        while tokens and TIMES.fullmatch(tokens[-1]):
            part = _repeated(part, tokens.pop())
        choices[-1] = _joined(choices[-1], part)
    return _either(choices)


def _atom(mark: str) -> Known:
    if mark in ("^", "$"):
        return _one_of(["\n"])
    if FLAGS.fullmatch(mark) or mark in (r"\b", r"\B"):
        return EMPTY
    if mark[0] == "[":
        return _class(mark[1:-1])
    char = CHAR.fullmatch(mark)
    return _one_of([_seen(_char(char))]) if char and mark != "." else ANYTHING


def _char(found: re.Match[str]) -> str:
    number = found[1] or found[2]
    return chr(int(number, 16)) if number else found[3] or found[4]


def _class(inside: str) -> Known:
    """Any of a few characters; anything where there are many, or a class names others than its own."""
    chars: set[str] = set()
    at = 0
    while at < len(inside):
        first = CHAR.match(inside, at)
        if first is None or inside.startswith("[:", at) or (at == 0 and inside[0] == "^"):
            return ANYTHING
        at = first.end()
        last = first
        if inside.startswith("-", at) and at + 1 < len(inside):
            after = CHAR.match(inside, at + 1)
            if after is None:
                return ANYTHING
            last, at = after, after.end()
        low, high = ord(_char(first)), ord(_char(last))
        if high - low >= MOST:
            return ANYTHING
        chars.update(map(chr, range(low, high + 1)))
    return _one_of(map(_seen, chars))


def _one_of(texts: Iterable[str]) -> Known:
    return Known(frozenset(texts))


def _repeated(part: Known, times: str) -> Known:
    if part == EMPTY or times == "{1}":
        return part
    if times[0] == "?":
        return part._replace(whole=part.whole | BLANK)
    # What stands there once or more begins like the first and ends like the last.
    often = _merged(_opened(part._replace(whole=part.whole - BLANK)).others)
    none = times[0] == "*" or times.startswith("{0") or "" in part.whole
    return Known(BLANK if none else NONE, (often,))


def _opened(part: Known) -> Known:
    """The same, no text of it known in whole."""
    return Known(NONE, (*part.others, Other(part.whole, part.whole, _rarest(part.whole)))) if part.whole else part


def _joined(first: Known, second: Known) -> Known:
    """What is known of two parts in a row: each case of the one with each of the other."""
    if len(first.whole) * len(second.whole) > MOST:
        first = _opened(first)
    whole = _product(first.whole, second.whole)
    others = []
    for case in second.others if first.whole else ():
        seam = _product(first.whole, case.starts)
        others.append(Other(seam or first.whole, case.ends, _rarest(seam, first.whole, case.clue)))
    for case in first.others if second.whole else ():
        seam = _product(case.ends, second.whole)
        others.append(Other(case.starts, seam or second.whole, _rarest(case.clue, seam, second.whole)))
    for case in first.others:
        for other in second.others:
            seam = _product(case.ends, other.starts)
            others.append(Other(case.starts, other.ends, _rarest(case.clue, seam, other.clue)))
    return _bounded(whole, others)


SEAM = 4
"""Letters on each side of a seam, where there are too many texts in whole."""


def _cut(texts: Texts, size: int) -> Texts:
    """The first letters of each, or the last ones."""
    return frozenset(text[:size] if size > 0 else text[size:] for text in texts)


def _few(texts: Texts, side: int) -> Texts:
    """As much of the texts' one side or the other (1 or -1) as keeps them few."""
    for size in (12, 6, 3):
        if len(texts) <= MOST:
            return texts
        texts = _cut(texts, side * size)
    return texts if len(texts) <= MOST else BLANK


def _product(first: Texts, second: Texts) -> Texts:
    """Each text before each other, where they are few; a line has one end however often it is asked for."""
    if len(first) * len(second) > MOST:
        first, second = _cut(first, -SEAM), _cut(second, SEAM)
        if len(first) * len(second) > MOST:
            return NONE
    return frozenset((one + other).replace("\n\n", "\n") for one in first for other in second)


def _rarest(*some: Texts) -> Texts:
    best, least = NONE, inf
    for texts in some:
        found = cost(texts)
        if found < least:
            best, least = texts, found
    return best


def _either(choices: list[Known]) -> Known:
    """What is known of one of several parts."""
    return _bounded(NONE.union(*(one.whole for one in choices)), [case for one in choices for case in one.others])


def _bounded(whole: Texts, others: list[Other]) -> Known:
    if len(whole) > MOST:
        whole, others = NONE, [*others, Other(_few(whole, 1), _few(whole, -1), _few(whole, 1))]
    return Known(whole, tuple(others) if len(others) <= CASES else (_merged(others),))


def _merged(others: Sequence[Other]) -> Other:
    """Several cases as one."""
    starts, ends, clue = (NONE.union(*some) for some in zip(*others, strict=True))
    return Other(_few(starts, 1), _few(ends, -1), clue if all(one.clue for one in others) else NONE)


def _least(part: Known) -> Texts:
    """The clue that a part has, or is; it may say nothing."""
    clues = [one.clue for one in part.others]
    return _rarest(part.whole.union(*clues)) if all(clues) else NONE
