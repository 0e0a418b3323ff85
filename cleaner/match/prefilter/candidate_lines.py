"""
Where tests can hold: the lines on which one of their clues stands, found in one pass over the text for all of them.

Nearly all rules hold in nearly no document, so this pass is what a document costs: 70 µs for 7 kB and any number of rules.
Clues that begin a line have an automaton of their own, for it can jump from line end to line end (3 µs); so have those of each
group of scripts, which is looked for only in texts that hold one of its letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...lazy import lazy
from ...rule.model import Test
from ..conditions import longest
from ..folded import FoldedDocument
from .frequency import thinned
from .literals import clues
from .normalize import TABLE, Forms, forms_of, other_forms, thin, wide

LONG = 12
"""
Characters of a clue inside a line that are looked for. With six a run takes 15 % longer, with eight 6 %, for more is found that
means nothing; with all of them a pack of 10,000 rules has an automaton several times as large.
"""

LONGEST = 1_000
"""The same of a clue that begins a line: long enough for any, and far shorter than a piece."""

LARGE = 3_000
"""Clues from which on an automaton is stored sparsely: 10,000 would take 40 MB."""

PIECE = 1 << 16
"""Bytes that are looked through at once, so that what is found in them, at worst something at every byte, stays small."""

Found = dict[int, set[int]]
Owners = dict[str, list[int]]
"""Whose clue each text is: the numbers of the tests."""


class Clue(NamedTuple):
    """Whose clue it is, each with the longest line on which that test holds, and whether the clue ends with the line."""

    owners: Sequence[tuple[int, int]]
    longest: int
    closes: int


class Part(NamedTuple):
    """Some clues, what finds them, and the first bytes of the letters of which a text must hold one to hold any of them."""

    automaton: Any
    clues: Sequence[Clue]
    size: int
    letters: Sequence[bytes] = ()


class Scan:
    """
    Finds the lines on which each of some tests can hold. Tests are added first, perhaps by several matchers, which then share
    one pass over a text; automata are made when the first text comes.
    """

    def __init__(self, tests: Iterable[Test] = ()):
        self.tests = list(tests)

    def add(self, tests: Iterable[Test]) -> int:
        """More tests; gives the number of the first."""
        first = len(self.tests)
        self.tests += tests
        return first

    @lazy
    def _clues(self) -> tuple[Owners, list[int]]:
        """Whose clue each is, and the tests that nothing gives away: of these every line is to be asked."""
        owners: Owners = {}
        everywhere = []
        for number, test in enumerate(self.tests):
            texts = clues(test)
            if texts is None:
                everywhere.append(number)
            for text in texts or ():
                text = thinned(text)
                owners.setdefault(text[: LONGEST if text[0] == "\n" else LONG], []).append(number)
        return owners, everywhere

    @lazy
    def _limits(self) -> list[int]:
        return [longest(test) for test in self.tests]

    @lazy
    def _thin(self) -> list[Part]:
        """The automata for what is left of a text in ASCII."""
        some = [(text, numbers) for text, numbers in self._clues[0].items() if text.isascii() and len(text) > 1]
        opening, inside = (dict(one for one in some if (one[0][0] == "\n") is first) for first in (True, False))
        return [_part(owners, self._limits, dense) for owners, dense in ((opening, False), (inside, True)) if owners]

    @lazy
    def _signs(self) -> list[tuple[bytes, Clue]]:
        """Clues of one sign, which can stand at every place of a text."""
        some = [
            (text.encode(), numbers) for text, numbers in self._clues[0].items() if text.isascii() and len(text) == 1
        ]
        return [(sign.translate(TABLE), _clue(sign, numbers, self._limits)) for sign, numbers in some]

    @lazy
    def _wide(self) -> tuple[list[Part], Forms]:
        """The automata for other scripts, and what is replaced in texts before."""
        groups: dict[int, Owners] = {}
        for text, numbers in self._clues[0].items():
            if not text.isascii():
                groups.setdefault(_group(max(text)), {})[text] = numbers
        parts = []
        for owners in groups.values():
            letters = {max(text) for text in owners}
            firsts = {form.encode()[:1] for letter in letters for form in (letter, *other_forms(letter))}
            parts.append(_part(owners, self._limits, True)._replace(letters=sorted(firsts)))
        return parts, forms_of(text for owners in groups.values() for text in owners)

    def find(self, view: FoldedDocument) -> Mapping[int, Collection[int]]:
        """For each test by number that can hold somewhere, the numbers of the lines."""
        found = view.scanned.get(self)
        if found is None:
            found = view.scanned[self] = self._find(view)
        return found

    def _find(self, view: FoldedDocument) -> Mapping[int, Collection[int]]:
        found: Found = {}
        data = view.data
        if self._thin or self._signs:
            text = b"\n%b\n" % thin(view.joined, data)
            for part in self._thin:
                _look(part, text, view.sizes, found)
            for sign, clue in self._signs:
                _look_for_sign(sign, clue, text, view.sizes, found)
        parts, forms = self._wide
        parts = [part for part in parts if any(letter in data for letter in part.letters)]
        if parts:
            text = b"\n%b\n" % wide(view.plain, view.plain.encode(), forms)
            for part in parts:
                _look(part, text, view.sizes, found)
        if not self._clues[1]:
            return found
        return {**found, **{number: _no_longer(view.sizes, self._limits[number]) for number in self._clues[1]}}


def _no_longer(sizes: Sequence[int], limit: int) -> list[int]:
    return [line for line, size in enumerate(sizes) if size <= limit]


def _look(part: Part, text: bytes, sizes: Sequence[int], found: Found) -> None:
    """Add the lines on which the clues of a part stand. `text` has a line end before and after each line."""
    for before, piece in _pieces(text, part.size):
        number, at, stop = before - 1, 0, -1
        known: set[int] = set()
        for index, _, end in part.automaton.find_matches_as_indexes(piece, overlapping=True):
            if end > stop:  # the first on a line
                number += piece.count(b"\n", at, end)
                at = end
                stop = piece.find(b"\n", end)
                if stop < 0:
                    stop = len(piece)
                known.clear()
            elif index in known:
                continue
            known.add(index)
            clue = part.clues[index]
            if sizes[number - clue.closes] <= clue.longest:
                _note(clue, number - clue.closes, sizes, found)


def _look_for_sign(sign: bytes, clue: Clue, text: bytes, sizes: Sequence[int], found: Found) -> None:
    """Add the lines on which a sign stands, once a line however often it stands there."""
    number, at, place = -1, 0, text.find(sign)
    while place >= 0:
        number += text.count(b"\n", at, place)
        at = text.find(b"\n", place)
        if sizes[number] <= clue.longest:
            _note(clue, number, sizes, found)
        place = text.find(sign, at)


def _note(clue: Clue, line: int, sizes: Sequence[int], found: Found) -> None:
    """Add a line to those of the tests whose clue it is, of which it is not too long."""
    for owner, limit in clue.owners:
        if sizes[line] <= limit:
            found.setdefault(owner, set()).add(line)


def _pieces(text: bytes, overlap: int) -> Iterator[tuple[int, bytes]]:
    """A text in pieces, each with the number of line ends before it; what stands where two meet stands in one of them."""
    if len(text) <= PIECE:
        yield 0, text
        return
    before = 0
    for at in range(0, len(text), PIECE - overlap):
        yield before, text[at : at + PIECE]
        before += text.count(b"\n", at, at + PIECE - overlap)


def _group(letter: str) -> int:
    """Scripts that stand together in texts: Latin beyond ASCII, Greek, Cyrillic, all others by their first byte, or ideograms."""
    first = letter.encode()[0]
    return 0xC3 if first < 0xCC else 0xCE if first < 0xD0 else 0xD0 if first < 0xD4 else min(first, 0xE3)


def _part(owners: Owners, limits: Sequence[int], dense: bool) -> Part:
    import ahocorasick_rs as engine

    merged: dict[bytes, set[int]] = {}
    for text, numbers in owners.items():
        merged.setdefault(text.encode().translate(TABLE), set()).update(numbers)
    kind = engine.Implementation.DFA if dense and len(merged) < LARGE else engine.Implementation.ContiguousNFA
    automaton = engine.BytesAhoCorasick(list(merged), implementation=kind)
    found = [_clue(text, numbers, limits) for text, numbers in merged.items()]
    return Part(automaton, found, max(map(len, merged)))


def _clue(text: bytes, tests: Iterable[int], limits: Sequence[int]) -> Clue:
    owners = tuple((number, limits[number]) for number in sorted(tests))
    return Clue(owners, max(limit for _, limit in owners), int(text.endswith(b"\n")))
