"""
The folded document: the text as conditions see it, line by line. Each form is made when a condition first needs it.

Lines are seen in two forms: as they are, and bare, without what tables, lists and buttons leave at their edges
(docs/decisions/022-bare-lines.md).
"""

from __future__ import annotations

from bisect import bisect_left
from copy import copy
from typing import Any

from ..cached_property import cached_property
from ..document import Document
from ..fold import fold, lower
from ..span import Span
from .title import reads_as_title, title_forms

NO_LINES: frozenset[int] = frozenset()

LINE_MARKS = ' |•▪※・◎■●★·*>›→-"'
"""
What a bare line is without: bars of tables, bullets, arrows, dashes and quotes, as folded lines have them. The prefilter looks
through all of them (`prefilter/normalize.py`).
"""

FIRST_MARK_BYTES, LAST_MARK_BYTES = (frozenset(mark.encode()[at] for mark in LINE_MARKS) for at in (0, -1))
"""The bytes that such marks begin and end with. Other characters have some of them too."""

MAX_LINE_MARKS = 40
"""Marks at both edges of a line, from which on it has no bare form. Never varied; rows of empty cells have more."""


class FoldedDocument:
    """
    A document with plain quotes, dashes and spaces, with and without case. Folding keeps lengths, so that offsets in
    `low` are offsets in the document's text.

    `scans` is for prefilters: matchers that share one keep its result here and look through the text once. `called` is what its
    publisher is called, by name, domain or URL: first by what came with the document alone. `fits` is for `like`, which keeps how
    a line reads like a template.
    """

    def __init__(self, document: Document):
        self.text = document.text
        self.lines = document.lines
        self.blocks = document.blocks
        self.language = document.language
        self.straight_quotes = document.straight_quotes
        self.title = document.title
        self.sizes = document.lines.sizes
        self.called: tuple[str, ...] = (document.source, document.url)
        self.scans: dict[object, Any] = {}
        self._phrases: dict[str, list[int]] = {}
        self.fits: dict[tuple[str, int], Any] = {}
        self._low: dict[int, str] = {}

    def as_called(self, called: tuple[str, ...]) -> FoldedDocument:
        """The same document, with a publisher of these names. Forms that are made already are shared."""
        if called == self.called:
            return self
        named = copy(self)
        named.called = called
        named.__dict__.pop("bare_lines", None)
        named.fits = {}
        return named

    @cached_property
    def low(self) -> str:
        """The whole text, folded and in lower case."""
        return lower(fold(self.text))

    @cached_property
    def joined(self) -> str:
        """All lines, one newline between two of them: the text without outer white space and blank lines."""
        text, size = self.text, sum(self.sizes) + len(self.sizes) - 1
        if len(text) != size:
            text = text.strip("\n").replace("\n\n", "\n")
            if len(text) != size:  # outer white space, or several blank lines: slicing takes 10 µs more
                text = "\n".join([self.text[start:end] for start, end in self.lines])
        return text

    @cached_property
    def data(self) -> bytes:
        """`joined` in UTF-8."""
        return self.joined.encode()

    @cached_property
    def plain(self) -> str:
        """`joined`, folded."""
        return fold(self.joined, self.data)

    @cached_property
    def rows(self) -> list[bytes]:
        """Each folded line in UTF-8, as RE2 reads it."""
        return (self.data if self.plain is self.joined else self.plain.encode()).split(b"\n")

    @cached_property
    def _lines(self) -> list[str]:
        return self.plain.split("\n")

    def line(self, number: int) -> str:
        """A folded line."""
        return self._lines[number]

    def row(self, number: int) -> bytes:
        """A folded line in UTF-8."""
        return self.rows[number]

    def start(self, number: int) -> int:
        """Where a line begins in the text."""
        return self.lines[number].start

    @cached_property
    def marked(self) -> dict[int, str]:
        """The lines that are others when they are bare, and not empty; and what they then are."""
        edges = [
            number for number, row in enumerate(self.rows) if row[0] in FIRST_MARK_BYTES or row[-1] in LAST_MARK_BYTES
        ]
        bare = {number: self.rows[number].decode().strip(LINE_MARKS) for number in edges}
        return {
            number: line
            for number, line in bare.items()
            if line and 0 < self.sizes[number] - len(line) <= MAX_LINE_MARKS
        }

    @cached_property
    def bare_lines(self) -> BareLines:
        """The lines without their marks."""
        return BareLines(self)

    def low_line(self, number: int) -> str:
        """A folded line in lower case."""
        low = self._low.get(number)
        if low is None:
            low = self._low[number] = lower(self.line(number))
        return low

    def kind(self, number: int) -> str:
        """What kind of block a line of a page is; "" in plain text."""
        return self.blocks[number] if self.blocks else ""

    @cached_property
    def title_lines(self) -> frozenset[int]:
        """The lines that are the title that came with the text, bare or as they are."""
        forms = title_forms(self.title)
        return frozenset(line for line in range(len(self.sizes)) if self._is_title(line, forms)) if forms else NO_LINES

    def _is_title(self, number: int, forms: list[str]) -> bool:
        marked = number in self.marked
        return reads_as_title(self.low_line(number), forms) or (
            marked and reads_as_title(self.bare_lines.low_line(number), forms)
        )

    def has_phrase(self, phrase: str, start: int, end: int) -> bool:
        """Whether a phrase, ignoring case, is inside a part of the text. The text is searched once for each phrase."""
        places = self._phrases.get(phrase)
        if places is None:
            places, at = [], self.low.find(phrase)
            while at >= 0:
                places.append(at)
                at = self.low.find(phrase, at + 1)
            self._phrases[phrase] = places
        first = bisect_left(places, start)
        return first < len(places) and places[first] + len(phrase) <= end

    def span(self, first: int, last: int) -> Span:
        """The span from the beginning of one line to the end of another."""
        return Span(self.lines[first].start, self.lines[last].end)


class BareLines:
    """The lines of a folded document, without marks at their edges."""

    def __init__(self, document: FoldedDocument):
        self._whole = document
        self.language = document.language
        self.called = document.called
        self.fits: dict[tuple[str, int], Any] = {}
        self._low: dict[int, str] = {}

    def line(self, number: int) -> str:
        """A folded line."""
        return self._whole.marked[number]

    def low_line(self, number: int) -> str:
        """A folded line in lower case."""
        low = self._low.get(number)
        if low is None:
            low = self._low[number] = lower(self.line(number))
        return low

    def row(self, number: int) -> bytes:
        """A folded line in UTF-8."""
        return self.line(number).encode()

    def start(self, number: int) -> int:
        """Where a line begins in the text."""
        line = self._whole.line(number)
        return self._whole.start(number) + len(line) - len(line.lstrip(LINE_MARKS))


LineForms = FoldedDocument | BareLines
"""What gives a line in one of its forms."""
