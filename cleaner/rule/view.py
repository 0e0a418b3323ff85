"""A document as tests see it: folded, with and without case, line by line."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import cached_property

from ..document import Document
from ..span import Span
from .blur import Forms, blur
from .fold import fold, lower


class View:
    """
    The folded view of one document. Offsets in `folded` and `low` are offsets in the document's text. `answers` are those
    that a test gave already, by line, `scanned` what each scan found.
    """

    def __init__(self, document: Document):
        self.text = document.text
        self.lines = document.lines
        self.blocks = document.blocks
        self.language = document.language
        self.folded = fold(document.text)
        self.answers: dict[object, dict[int, bool]] = {}
        self.scanned: dict[object, Mapping[int, Iterable[int]]] = {}
        self._places: dict[str, list[int]] = {}
        self._low: dict[int, str] = {}
        self._blurred: dict[Forms, bytes] = {}

    @cached_property
    def low(self) -> str:
        """The folded text without case."""
        return lower(self.folded)

    @cached_property
    def joined(self) -> str:
        """The folded lines, joined without outer white space and blank lines, as tests see them."""
        size = sum([end - start for start, end in self.lines]) + len(self.lines) - 1
        joined = self.folded
        if len(joined) != size:
            joined = joined.strip("\n").replace("\n\n", "\n")
        if len(joined) != size:  # outer white space, or several blank lines: slicing takes 10 µs more
            joined = "\n".join([self.folded[start:end] for start, end in self.lines])
        return joined

    @cached_property
    def data(self) -> bytes:
        """The folded lines in UTF-8, as RE2 sees them."""
        return self.joined.encode()

    @cached_property
    def rows(self) -> list[bytes]:
        """Each folded line in UTF-8."""
        return self.data.split(b"\n")

    def blurred(self, forms: Forms) -> bytes:
        """What the scan sees, a line end before and after each line."""
        found = self._blurred.get(forms)
        if found is None:
            found = self._blurred[forms] = b"\n%b\n" % blur(self.joined, self.data, forms)
        return found

    @cached_property
    def starts(self) -> list[int]:
        """Where each line starts, for finding the line of an offset."""
        return [start for start, _ in self.lines]

    def kind(self, number: int) -> str:
        """What kind of block a line of a page is; "" in plain text."""
        return self.blocks[number] if self.blocks else ""

    def line(self, number: int) -> str:
        """A folded line."""
        start, end = self.lines[number]
        return self.folded[start:end]

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
