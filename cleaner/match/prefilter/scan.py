"""
The scan: the lines on which required literals are, found in one pass over the text for all conditions.

Nearly all rules hold in nearly no document, so this pass is what a document costs: 70 µs for 7 kB and any number of rules.
Literals at the beginning of a line have an automaton of their own, which can skip from newline to newline (3 µs). So has
each group of scripts; it is run only over texts that have one of its letters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ...cached_property import cached_property
from ...rule.model import Condition
from ..folded import FoldedDocument
from .branches import max_length
from .frequency import ascii_if_rare
from .literals import required_literals
from .normalize import UTF8_TABLE, Replacements, ascii_key, case_variants, replacements_for, utf8_key


class ScanSizes(NamedTuple):
    """
    The sizes of automata and of what they read.

    Of a literal inside a line the first `max_inner_chars` are looked for. With 6 a run takes 15 % longer and with 8 6 %,
    because of more accidental hits; with whole literals the automaton of 10,000 rules is several times as large. A literal
    at the beginning of a line is rarely hit by accident: `max_opening_chars` only keeps it far shorter than a chunk.

    From `min_sparse_needles` on an automaton is stored sparsely: as a dense table 10,000 literals would take 40 MB.

    A text is read in chunks of `chunk_bytes`, so that the hits in one, at worst one at every byte, do not take much memory.
    """

    max_inner_chars: int = 12
    max_opening_chars: int = 1_000
    min_sparse_needles: int = 3_000
    chunk_bytes: int = 1 << 16


LinesByCondition = dict[int, set[int]]
ConditionsByLiteral = dict[str, list[int]]


class Needle(NamedTuple):
    """
    A literal: the conditions that require it, each with the longest line on which it can hold; the longest of all; and 1
    where the literal includes the newline at the end of its line, else 0.
    """

    conditions: Sequence[tuple[int, int]]
    max_length: int
    ends_line: int


class Automaton(NamedTuple):
    """
    What finds some needles; `max_bytes` is the size of the longest. Where `first_bytes` are given, a text has none of the
    needles unless it has one of these bytes.
    """

    search: Any
    needles: Sequence[Needle]
    max_bytes: int
    first_bytes: Sequence[bytes] = ()


class LiteralScan:
    """
    Finds the lines on which conditions could hold. All conditions are added first, perhaps by several matchers, which then share
    one pass over each text. Automata are built when the first text comes.
    """

    def __init__(self, conditions: Iterable[Condition] = (), sizes: ScanSizes = ScanSizes()):  # noqa: B008 - immutable
        self.conditions = list(conditions)
        self.sizes = sizes

    def add(self, conditions: Iterable[Condition]) -> int:
        """Add conditions; returns the number of the first. Raises RuntimeError once a text was scanned."""
        if "_literals" in vars(self):
            raise RuntimeError("a scan takes no more conditions once a text was scanned")
        first = len(self.conditions)
        self.conditions += conditions
        return first

    def lines(self, document: FoldedDocument) -> Mapping[int, Collection[int]]:
        """For each condition that could hold somewhere, by its number, the numbers of the lines."""
        lines = document.scans.get(self)
        if lines is None:
            lines = document.scans[self] = self._scan(document)
        return lines

    @cached_property
    def _literals(self) -> tuple[ConditionsByLiteral, list[int]]:
        """The conditions that require each literal, and those without rare literals: every line is a candidate for these."""
        by_literal: ConditionsByLiteral = {}
        everywhere = []
        for number, condition in enumerate(self.conditions):
            literals = required_literals(condition)
            if literals is None:
                everywhere.append(number)
            for literal in map(ascii_if_rare, literals or ()):
                size = self.sizes.max_opening_chars if literal[0] == "\n" else self.sizes.max_inner_chars
                by_literal.setdefault(literal[:size], []).append(number)
        return by_literal, everywhere

    @cached_property
    def _max_lengths(self) -> list[int]:
        return [max_length(condition) for condition in self.conditions]

    @cached_property
    def _ascii_automata(self) -> list[Automaton]:
        """The automata that read the ASCII key of a text: for literals at the beginning of a line, and for all others."""
        groups: dict[bool, ConditionsByLiteral] = {True: {}, False: {}}
        for literal, numbers in self._literals[0].items():
            if literal.isascii() and len(literal) > 1:
                groups[literal[0] == "\n"][literal] = numbers
        return [self._automaton(group, dense=not opening) for opening, group in groups.items() if group]

    @cached_property
    def _single_chars(self) -> list[tuple[bytes, Needle]]:
        """Literals of one character, which can be anywhere and everywhere in a text."""
        single = [(literal, numbers) for literal, numbers in self._literals[0].items() if len(literal) == 1]
        return [
            (char.encode().translate(UTF8_TABLE), _needle(char.encode(), numbers, self._max_lengths))
            for char, numbers in single
            if char.isascii()
        ]

    @cached_property
    def _script_automata(self) -> tuple[list[Automaton], Replacements]:
        """The automata for other scripts, and what is replaced in a text before they read it."""
        groups: dict[int, ConditionsByLiteral] = {}
        for literal, numbers in self._literals[0].items():
            if not literal.isascii():
                groups.setdefault(_script_group(max(literal)), {})[literal] = numbers
        automata = []
        for group in groups.values():
            letters = {max(literal) for literal in group}
            first_bytes = {variant.encode()[:1] for letter in letters for variant in (letter, *case_variants(letter))}
            automata.append(self._automaton(group, dense=True)._replace(first_bytes=sorted(first_bytes)))
        return automata, replacements_for(literal for group in groups.values() for literal in group)

    def scripts_in(self, data: bytes) -> list[Automaton]:
        """The automata of the scripts that a text in UTF-8 has letters of, as far as conditions look for them."""
        return [part for part in self._script_automata[0] if any(byte in data for byte in part.first_bytes)]

    def _automaton(self, group: ConditionsByLiteral, dense: bool) -> Automaton:
        import ahocorasick_rs as engine

        merged: dict[bytes, set[int]] = {}
        for literal, numbers in group.items():
            merged.setdefault(literal.encode().translate(UTF8_TABLE), set()).update(numbers)
        dense = dense and len(merged) < self.sizes.min_sparse_needles
        kind = engine.Implementation.DFA if dense else engine.Implementation.ContiguousNFA
        search = engine.BytesAhoCorasick(list(merged), implementation=kind).find_matches_as_indexes
        needles = [_needle(literal, numbers, self._max_lengths) for literal, numbers in merged.items()]
        return Automaton(search, needles, max(map(len, merged)))

    def _scan(self, document: FoldedDocument) -> Mapping[int, Collection[int]]:
        lines: LinesByCondition = {}
        data, chunk_bytes = document.data, self.sizes.chunk_bytes
        if self._ascii_automata or self._single_chars:
            key = b"\n%b\n" % ascii_key(document.joined, data)
            for automaton in self._ascii_automata:
                _find(automaton, _chunks(key, chunk_bytes, automaton.max_bytes), document.sizes, lines)
            for char, needle in self._single_chars:
                _find_char(char, needle, key, document.sizes, lines)
        automata = self.scripts_in(data)
        if automata:
            key = b"\n%b\n" % utf8_key(document.plain, document.plain.encode(), self._script_automata[1])
            for automaton in automata:
                _find(automaton, _chunks(key, chunk_bytes, automaton.max_bytes), document.sizes, lines)
        everywhere = self._literals[1]
        if not everywhere:
            return lines
        return {**lines, **{number: _up_to(self._max_lengths[number], document.sizes) for number in everywhere}}


def _up_to(limit: int, sizes: Sequence[int]) -> list[int]:
    return [line for line, size in enumerate(sizes) if size <= limit]


def _find(
    automaton: Automaton, chunks: Iterable[tuple[int, bytes]], sizes: Sequence[int], lines: LinesByCondition
) -> None:
    """Add the lines that hold needles. The text has a newline before and after each line."""
    needles = automaton.needles
    for before, chunk in chunks:
        number, at, line_end = before - 1, 0, -1
        seen: set[int] = set()
        for index, _, end in automaton.search(chunk, overlapping=True):
            if end > line_end:  # the first hit on another line
                number += chunk.count(b"\n", at, end)
                at = end
                line_end = chunk.find(b"\n", end)
                if line_end < 0:
                    line_end = len(chunk)
                seen.clear()
            elif index in seen:
                continue
            seen.add(index)
            needle = needles[index]
            if sizes[number - needle.ends_line] <= needle.max_length:
                _add(needle, number - needle.ends_line, sizes, lines)


def _find_char(char: bytes, needle: Needle, key: bytes, sizes: Sequence[int], lines: LinesByCondition) -> None:
    """Add the lines that hold a character. After one hit the rest of the line is skipped."""
    number, at, place = -1, 0, key.find(char)
    while place >= 0:
        number += key.count(b"\n", at, place)
        at = key.find(b"\n", place)
        if sizes[number] <= needle.max_length:
            _add(needle, number, sizes, lines)
        place = key.find(char, at)


def _add(needle: Needle, line: int, sizes: Sequence[int], lines: LinesByCondition) -> None:
    """Add a line for each condition that requires the needle and allows the length."""
    for condition, limit in needle.conditions:
        if sizes[line] <= limit:
            lines.setdefault(condition, set()).add(line)


def _chunks(key: bytes, size: int, overlap: int) -> Iterator[tuple[int, bytes]]:
    """A text in chunks, each with the number of newlines before it. They overlap, so that no needle is cut in two."""
    if len(key) <= size:
        yield 0, key
        return
    before = 0
    for at in range(0, len(key), size - overlap):
        yield before, key[at : at + size]
        before += key.count(b"\n", at, at + size - overlap)


def _script_group(letter: str) -> int:
    """Scripts that are used together: Latin beyond ASCII, Greek, Cyrillic, ideograms; all others by their first byte."""
    first = letter.encode()[0]
    return 0xC3 if first < 0xCC else 0xCE if first < 0xD0 else 0xD0 if first < 0xD4 else min(first, 0xE3)


def _needle(literal: bytes, numbers: Iterable[int], max_lengths: Sequence[int]) -> Needle:
    conditions = tuple((number, max_lengths[number]) for number in sorted(numbers))
    return Needle(conditions, max(limit for _, limit in conditions), int(literal.endswith(b"\n")))
