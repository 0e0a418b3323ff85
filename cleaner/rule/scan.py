"""
Where anchors stand, in one pass over the text for all of them.

A set of RE2 says which anchors occur at all; these are then looked for one by one. Nearly all rules occur in nearly no
document, so the set is what a document costs: 20 µs for any number of anchors up to a thousand. Literals go into the set
as expressions without case, which spares making the whole text lower-case (30-60 µs); where there are more of them than
a set can take, an automaton of their own finds them in the lower-case text.

The scan gives the very lines on which an anchor holds. What else a test asks is decided by `match.holds`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from .clue import clues
from .expression import finder, options
from .model import Literal, Matches
from .view import View

SET_MEM = 64 << 20
"""Memory of one set's automata in bytes. With the default of 8 MB a set of 1,000 expressions falls back to trying each."""

SET_SIZE = 1_000
"""Members in one set: with more the set's automaton outgrows the processor's caches."""

WIDE_SIZE = 20
"""Members with wide loops in one set: the automaton has a state for each combination of loops that are under way."""

FEW = 3
"""So many of them go beside the others: that spares a pass over the text, 10 µs of 130. More were not tried."""

LINES = "(?m)"
"""An expression sees one line, and is looked for in all lines joined."""

LAST = r"\z"
"""The first member of each set: it is found at the end of every text (and nowhere else, where it would cost 20 µs)."""


class Member(NamedTuple):
    """One literal or expression of an anchor, given by its number. `how` is a literal's, or "matches"."""

    anchor: int
    how: str
    text: str


class Scan:
    """Finds the lines in which each of a list of anchors holds."""

    def __init__(self, anchors: Iterable[Literal | Matches]):
        members = [
            Member(number, *one)
            for number, anchor in enumerate(anchors)
            for one in (
                [(anchor.how, text) for text in anchor.texts]
                if isinstance(anchor, Literal)
                else [("matches", pattern) for pattern in anchor.patterns]
            )
        ]
        self.literals = [one for one in members if one.how != "matches"]
        if len(self.literals) <= SET_SIZE:
            self.literals = []
        else:
            members = [one for one in members if one.how == "matches"]
        self.automaton = _automaton([one.text for one in self.literals]) if self.literals else None
        signs = {member: signs_of(member) for member in members}
        wide = {one.text for one in members if one.how == "matches" and not clues(one.text)}
        every = dict.fromkeys(sign for some in signs.values() for sign in some)
        loops = [sign for sign in every if sign.removeprefix(LINES) in wide]
        apart = set(loops) if len(loops) > FEW else set()
        self.sets = [
            *_sets([sign for sign in every if sign not in apart], SET_SIZE),
            *_sets([sign for sign in loops if sign in apart], WIDE_SIZE),
        ]
        self.signs = {member: frozenset(some) for member, some in signs.items()}
        self.owners: dict[str, list[Member]] = {}
        for member, some in signs.items():
            self.owners.setdefault(some[0], []).append(member)

    def find(self, view: View) -> dict[int, set[int]]:
        """For each anchor by number that holds somewhere, the numbers of the lines."""
        found: dict[int, set[int]] = {}
        if not view.lines:
            return found
        if self.automaton is not None:
            for index, start, end in self.automaton.find_matches_as_indexes(view.low, overlapping=True):
                anchor, how, _ = self.literals[index]
                number = line_of(view, how, start, end)
                if number >= 0:
                    found.setdefault(anchor, set()).add(number)
        signs = {sign for some, one in self.sets for sign in _found(one, some, view.data)}
        for sign in signs & self.owners.keys():
            for member in self.owners[sign]:
                if self.signs[member] <= signs:
                    lines = _lines_matched(member.text, view) if member.how == "matches" else _lines_with(member, view)
                    if numbers := set(lines):
                        found.setdefault(member.anchor, set()).update(numbers)
        return found


def line_of(view: View, how: str, start: int, end: int) -> int:
    """The line in which a literal that was found at a place stands as it must, or -1."""
    number = view.number_at(start)
    if number < 0:
        return -1
    line = view.lines[number]
    if end > line.end or (how in ("equals", "starts") and start != line.start):
        return -1
    return -1 if how in ("equals", "ends") and end != line.end else number


def _lines_with(member: Member, view: View) -> Iterator[int]:
    """The lines in which a literal stands as it must."""
    at = view.low.find(member.text)
    while at >= 0:
        number = line_of(view, member.how, at, at + len(member.text))
        if number >= 0:
            yield number
        at = view.low.find(member.text, at + 1 if number < 0 else view.lines[number].end)


def _lines_matched(pattern: str, view: View) -> Iterator[int]:
    """The lines in which an expression matches: it is looked for in all of them joined, each time from the next line on."""
    search, data = finder(pattern).search, view.data
    number = at = 0
    while (found := search(data, at)) is not None:
        place = found.start()
        number += data.count(b"\n", at, place)
        yield number
        at = data.find(b"\n", place) + 1
        if not at:
            return
        number += 1


def signs_of(member: Member) -> tuple[str, ...]:
    """
    Expressions that are all found in every text in which the member stands: literals without case, of expressions the
    parts that give them away.

    >>> print(*signs_of(Member(0, "starts", "read more")))
    (?im)^read\\ more
    """
    if member.how == "matches":
        return tuple(f"{LINES}{part}" for part in clues(member.text) or (member.text,))
    # İ becomes i in the folded text; it is the only letter whose lower case RE2 does not know (a test tries them all).
    text = re.escape(member.text).replace("i", "[iİ]")
    head = "^" if member.how in ("equals", "starts") else ""
    return (f"(?im){head}{text}{'$' if member.how in ('equals', 'ends') else ''}",)


def _found(one: Any, signs: Sequence[str], data: bytes) -> Iterable[str]:
    """
    The signs of one set that are found. The set's first entry matches every text: where even that is not found its
    automaton ran out of memory, which RE2 does not say, and every sign counts as found.
    """
    found = one.Match(data)
    return [signs[index - 1] for index in found if index] if found else signs


def _automaton(texts: list[str]) -> Any:
    import ahocorasick_rs

    return ahocorasick_rs.AhoCorasick(texts, store_patterns=False)


def _sets(signs: Sequence[str], size: int) -> list[tuple[Sequence[str], Any]]:
    """RE2 sets of up to so many signs, each with its signs. What does not compile together is split."""
    sets: list[tuple[Sequence[str], Any]] = []
    parts = [signs[first : first + size] for first in range(0, len(signs), size)]
    while parts:
        part = parts.pop(0)
        one = _set(part)
        if one is not None:
            sets.append((part, one))
        elif len(part) == 1:
            raise AssertionError(f"the expression {part[0]!r} compiles alone but not in a set")
        else:
            half = len(part) // 2
            parts += [part[:half], part[half:]]
    return sets


def _set(signs: Iterable[str]) -> Any | None:
    import re2

    chosen = options()
    chosen.max_mem = SET_MEM
    # A test sees one line. Were `[^x]` to run on over line ends, each line would add to what the automaton has to follow:
    # 102 expressions of one pack took 6,000 µs a document so.
    chosen.never_nl = True
    made = re2.Set.SearchSet(chosen)
    made.Add(LAST)
    try:
        for sign in signs:
            made.Add(sign)
        made.Compile()
    except re2.error:
        return None
    return made
