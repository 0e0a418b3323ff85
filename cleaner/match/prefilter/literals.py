"""
Required literals: texts of which at least one is in every line on which a condition holds.

For an expression they are worked out from its parts, as RE2's `Prefilter` and regex-syntax's `hir::literal` do it. Of a part
we know the exact texts that it can match, while they are few, and otherwise, case by case, what these begin and end with and
which literals they require. Sequences and alternatives combine what is known of their parts (Cox, "Regular Expression
Matching with a Trigram Index", 2012). All literals are normalized, and newlines stand for `^` and `$`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ...rule.model import AllOf, AnyOf, Condition, Like, Literal, Matches
from ...rule.template_expression import expressions_of
from .frequency import expected_hits_of_any
from .literal_sets import (
    EMPTY_LITERAL,
    MAX_LITERALS,
    NO_LITERALS,
    Literals,
    cross_product,
    is_whole,
    rarest,
    shortened,
)
from .normalize import ASCII_DIGITS, IGNORED_ASCII, IGNORED_BULLETS, base_letter

TOKEN = re.compile(
    r"\\(?:[pPx]\{[^}]*\}|[pP].|x[0-9A-Fa-f]{2}|.)"  # an escape
    r"|\[\^?\]?(?:\[:\^?\w+:\]|\\[pPx]\{[^}]*\}|\\.|[^\]\\])*\]"  # a character class
    r"|\(\?[a-zA-Z-]+\)|\(\?(?:P?<\w+>|[a-zA-Z-]*:)|[()|]"  # flags, groups, alternatives
    r"|[*+?]\??|\{\d+(?:,\d*)?\}\??"  # a repetition
    r"|.",
    re.DOTALL,
)
FLAGS = re.compile(r"\(\?[a-zA-Z-]+\)")
REPETITION = re.compile(r"[*+?]\??|\{\d+(?:,\d*)?\}\??")
PLAIN = re.compile(r"[^\\^$.|()\[{*+?]")
CHAR = re.compile(r"\\x\{([0-9A-Fa-f]+)\}|\\x([0-9A-Fa-f]{2})|\\([^0-9A-Za-z])|([^\\])", re.DOTALL)

MAX_INEXACT = 8
"""Inexact cases kept of one part. Only this value was tried."""


class Inexact(NamedTuple):
    """Matches that are too many to list: what they begin and end with, and what they require (no literals: unknown)."""

    prefixes: Literals
    suffixes: Literals
    required: Literals = NO_LITERALS


class Extracted(NamedTuple):
    """What is known of a part: texts that it can match exactly, and cases of other matches."""

    exact: Literals
    inexact: tuple[Inexact, ...] = ()


EMPTY_MATCH = Extracted(EMPTY_LITERAL)
ANYTHING = Extracted(NO_LITERALS, (Inexact(EMPTY_LITERAL, EMPTY_LITERAL),))

MAX_EXPECTED_HITS = 50
"""
Accidental hits in a document beyond which checking every line is cheaper: a hit costs 1.4 µs with the check that follows,
checking all 40 lines costs 40 µs.
"""


def required_literals(condition: Condition) -> Literals | None:
    """
    The literals that a condition requires; None where it has none that are rare, so that every line must be checked.

    >>> sorted(required_literals(Literal("starts", ("read more",)))), required_literals(Literal("ends", ("...",)))
    (['\\nreadmore'], frozenset({'...\\n'}))
    """
    literals = _of_condition(condition)
    return literals if literals is not None and expected_hits_of_any(literals) <= MAX_EXPECTED_HITS else None


def _of_condition(condition: Condition) -> Literals | None:
    if isinstance(condition, Literal):
        head, tail = ("\n" if condition.how in ("equals", place) else "" for place in ("starts", "ends"))
        return frozenset(f"{head}{''.join(map(_normalized, text))}{tail}" for text in condition.texts)
    if isinstance(condition, Matches | Like):
        return _of_any(pattern_literals(pattern) or None for pattern in expressions_of(condition))
    if isinstance(condition, AllOf):
        required = (literals for part in condition.conditions if (literals := _of_condition(part)) is not None)
        return min(required, key=expected_hits_of_any, default=None)
    if isinstance(condition, AnyOf):
        return _of_any(_of_condition(part) for part in condition.conditions)
    return None


def _of_any(alternatives: Iterable[Literals | None]) -> Literals | None:
    """The literals of all alternatives together; None where one of them has none."""
    known = list(alternatives)
    return None if None in known else NO_LITERALS.union(*(literals for literals in known if literals))


def _normalized(char: str) -> str:
    """A character as the keys of `normalize` have it."""
    if char in IGNORED_ASCII or char in IGNORED_BULLETS:
        return ""
    return "0" if char in ASCII_DIGITS else base_letter(char)


@cache
def pattern_literals(pattern: str) -> Literals:
    r"""
    The rarest literals that an expression requires; empty where it requires none.

    >>> [sorted(pattern_literals(one)) for one in (r"^[|• -]*(?:View|Read \pL+)", "^[^;]+; edited by", "^.*$")]
    [['\nread', '\nview'], [';editedby'], []]
    """
    if r"\Q" in pattern:
        return NO_LITERALS
    literals = _rarest_of(_alternation(TOKEN.findall(pattern)[::-1]))
    return _minimized(_minimized(literals, 1), -1)


def _minimized(literals: Iterable[str], step: int) -> Literals:
    """Drop literals that begin (1) or end (-1) with another one: wherever they are found, that one is found too."""
    kept: list[str] = []
    for literal in sorted(literal[::step] for literal in literals):
        if not (kept and literal.startswith(kept[-1])):
            kept.append(literal)
    return frozenset(literal[::step] for literal in kept)


def _alternation(tokens: list[str]) -> Extracted:
    """What is known up to the end of a group. `tokens` are in reverse order and consumed."""
    alternatives = [EMPTY_MATCH]
    while tokens and (symbol := tokens.pop()) != ")":
        if symbol == "|":
            alternatives.append(EMPTY_MATCH)
            continue
        if symbol[0] == "(" and not FLAGS.fullmatch(symbol):
            part = _alternation(tokens)
        else:
            part = _one_of([text]) if (text := _plain_text(symbol, tokens)) else _atom(symbol)
        while tokens and REPETITION.fullmatch(tokens[-1]):
            part = _repeated(part, tokens.pop())
        alternatives[-1] = _concatenated(alternatives[-1], part)
    exact = NO_LITERALS.union(*(part.exact for part in alternatives))
    return _bounded(exact, [case for part in alternatives for case in part.inexact])


def _plain_text(symbol: str, tokens: list[str]) -> str:
    """A run of characters that mean themselves, normalized, without a last one that is repeated. Empty if there is none."""
    text = ""
    while PLAIN.fullmatch(symbol) and not (tokens and REPETITION.fullmatch(tokens[-1])):
        text += _normalized(symbol)
        if not (tokens and PLAIN.fullmatch(tokens[-1])):
            return text
        symbol = tokens.pop()
    if text:
        tokens.append(symbol)
    return text


def _atom(symbol: str) -> Extracted:
    if symbol in ("^", "$"):
        return _one_of(["\n"])
    if FLAGS.fullmatch(symbol) or symbol in (r"\b", r"\B"):
        return EMPTY_MATCH
    if symbol[0] == "[":
        return _char_class(symbol[1:-1])
    char = CHAR.fullmatch(symbol)
    return _one_of([_normalized(_char(char))]) if char and symbol != "." else ANYTHING


def _char(match: re.Match[str]) -> str:
    number = match[1] or match[2]
    return chr(int(number, 16)) if number else match[3] or match[4]


def _char_class(inside: str) -> Extracted:
    """Any of a few characters; anything where they are many, and for negated and named classes."""
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
        if high - low >= MAX_LITERALS:
            return ANYTHING
        chars.update(map(chr, range(low, high + 1)))
    return _one_of(map(_normalized, chars))


def _one_of(texts: Iterable[str]) -> Extracted:
    return Extracted(frozenset(texts))


def _repeated(part: Extracted, repetition: str) -> Extracted:
    if part == EMPTY_MATCH or repetition == "{1}":
        return part
    if repetition[0] == "?":
        return part._replace(exact=part.exact | EMPTY_LITERAL)
    # One match or more in a row begin like the first and end like the last.
    repeated = _merged(_as_inexact(part._replace(exact=part.exact - EMPTY_LITERAL)).inexact)
    optional = repetition[0] == "*" or repetition.startswith("{0") or "" in part.exact
    return Extracted(EMPTY_LITERAL if optional else NO_LITERALS, (repeated,))


def _as_inexact(part: Extracted) -> Extracted:
    """The same without exact texts: they become one more case."""
    if not part.exact:
        return part
    return Extracted(NO_LITERALS, (*part.inexact, Inexact(part.exact, part.exact, rarest(part.exact))))


def _concatenated(first: Extracted, second: Extracted) -> Extracted:
    """
    What is known of two parts in a row: each case of the first with each of the second. Where the two meet, suffixes of
    the first and prefixes of the second make literals across the seam.
    """
    if len(first.exact) * len(second.exact) > MAX_LITERALS:
        first = _as_inexact(first)
    exact = cross_product(first.exact, second.exact)
    cases = []
    for after in second.inexact if first.exact else ():
        seam = cross_product(first.exact, after.prefixes)
        prefixes = seam if is_whole(first.exact, after.prefixes) else first.exact
        cases.append(Inexact(prefixes, after.suffixes, rarest(seam, first.exact, after.required)))
    for before in first.inexact if second.exact else ():
        seam = cross_product(before.suffixes, second.exact)
        suffixes = seam if is_whole(before.suffixes, second.exact) else second.exact
        cases.append(Inexact(before.prefixes, suffixes, rarest(before.required, seam, second.exact)))
    for before in first.inexact:
        for after in second.inexact:
            seam = cross_product(before.suffixes, after.prefixes)
            cases.append(Inexact(before.prefixes, after.suffixes, rarest(before.required, seam, after.required)))
    return _bounded(exact, cases)


def _bounded(exact: Literals, cases: list[Inexact]) -> Extracted:
    """The same, kept small: too many exact texts become a case, too many cases become one."""
    if len(exact) > MAX_LITERALS:
        prefixes = shortened(exact, 1)
        exact, cases = NO_LITERALS, [*cases, Inexact(prefixes, shortened(exact, -1), prefixes)]
    return Extracted(exact, tuple(cases) if len(cases) <= MAX_INEXACT else (_merged(cases),))


def _merged(cases: Sequence[Inexact]) -> Inexact:
    """Several cases as one."""
    prefixes, suffixes, required = (NO_LITERALS.union(*several) for several in zip(*cases, strict=True))
    known = all(case.required for case in cases)
    return Inexact(shortened(prefixes, 1), shortened(suffixes, -1), required if known else NO_LITERALS)


def _rarest_of(part: Extracted) -> Literals:
    """The literals that a whole expression requires: its exact texts and those of every other case."""
    required = [case.required for case in part.inexact]
    return rarest(part.exact.union(*required)) if all(required) else NO_LITERALS
