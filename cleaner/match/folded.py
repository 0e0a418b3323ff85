"""A document as tests see it: folded, with and without case, line by line, each made when a test first asks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping

from ..document import Document
from ..fold import fold, lower
from ..lazy import lazy
from ..span import Span


class FoldedDocument:
    """
    The folded view of one document. Offsets in `folded` and `low` are offsets in the document's text. `answers` are those
    that a test gave already, by line, `scanned` what each scan found.
    """

    def __init__(self, document: Document):
        self.text = document.text
        self.lines = document.lines
        self.blocks = document.blocks
        self.language = document.language
        self.starts = document.lines.starts
        self.sizes = document.lines.sizes
        self.answers: dict[object, dict[int, bool]] = {}
        self.scanned: dict[object, Mapping[int, Collection[int]]] = {}
        self._places: dict[str, list[int]] = {}
        self._low: dict[int, str] = {}

    @lazy
    def folded(self) -> str:
        """The whole text, folded."""
        return fold(self.text)

    @lazy
    def low(self) -> str:
        """The folded text without case."""
        return lower(self.folded)

    @lazy
    def joined(self) -> str:
        """The lines one behind the other, without outer white space and blank lines."""
        text, size = self.text, sum(self.sizes) + len(self.sizes) - 1
        if len(text) != size:
            text = text.strip("\n").replace("\n\n", "\n")
            if len(text) != size:  # outer white space, or several blank lines: slicing takes 10 µs more
                text = "\n".join([self.text[start:end] for start, end in self.lines])
        return text

    @lazy
    def data(self) -> bytes:
        """The lines one behind the other in UTF-8."""
        return self.joined.encode()

    def kind(self, number: int) -> str:
        """What kind of block a line of a page is; "" in plain text."""
        return self.blocks[number] if self.blocks else ""

    @lazy
    def plain(self) -> str:
        """The lines one behind the other, folded."""
        return fold(self.joined, self.data)

    @lazy
    def rows(self) -> list[bytes]:
        """Each folded line in UTF-8, as RE2 sees it."""
        return (self.data if self.plain is self.joined else self.plain.encode()).split(b"\n")

    @lazy
    def _lines(self) -> list[str]:
        return self.plain.split("\n")

    def line(self, number: int) -> str:
        """A folded line."""
        return self._lines[number]

    def low_line(self, number: int) -> str:
        """A folded line without case."""
        found = self._low.get(number)
        if found is None:
            found = self._low[number] = lower(self.line(number))
        return found

    def number_at(self, offset: int) -> int:
        """The number of the line that an offset stands in, or of the last line before it; -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def within(self, phrase: str, start: int, end: int) -> bool:
        """Whether a phrase stands, without case, inside a part of the text. It is looked for once a document."""
        places = self._places.get(phrase)
        if places is None:
            places, at = [], self.low.find(phrase)
            while at >= 0:
                places.append(at)
                at = self.low.find(phrase, at + 1)
            self._places[phrase] = places
        first = bisect_left(places, start)
        return first < len(places) and places[first] + len(phrase) <= end

    def block(self, first: int, last: int) -> Span:
        """The span from the first character of one line to the last of another."""
        return Span(self.lines[first].start, self.lines[last].end)
