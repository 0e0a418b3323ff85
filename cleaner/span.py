"""
Spans and their algebra: half-open ranges of code points of one text.

Everything that rules ask for and everything that is cut is a set of spans, and sets have no order. That is why the
order of rules cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress
from operator import add
from typing import NamedTuple, overload


class Span(NamedTuple):
    """A half-open range `[start, end)` in code points of one text."""

    start: int
    end: int


class LineIndex(Sequence[Span]):
    """
    The non-blank lines of a text without their outer white space, each a span.

    They are kept as numbers: a document has forty lines, and few are ever looked at one by one.

    >>> lines = LineIndex([0, 4], [3, 2])
    >>> lines[1], list(lines) == [Span(0, 3), Span(4, 6)]
    (Span(start=4, end=6), True)
    """

    __slots__ = ("sizes", "starts")

    def __init__(self, starts: list[int], sizes: list[int]):
        self.starts, self.sizes = starts, sizes

    @classmethod
    def of(cls, spans: Iterable[Span]) -> LineIndex:
        """The index of given spans."""
        given = list(spans)
        return cls([start for start, _ in given], [end - start for start, end in given])

    @classmethod
    def of_text(cls, text: str) -> LineIndex:
        r"""
        The lines of a text whose line ends are all `\n`.

        >>> list(LineIndex.of_text("  a b \n\n c"))
        [Span(start=2, end=5), Span(start=9, end=10)]
        """
        lines = text.split("\n")
        return cls.of_split(lines, list(map(str.strip, lines)))

    @classmethod
    def of_split(cls, lines: list[str], cores: list[str]) -> LineIndex:
        """The same for a text that is split into lines already. `cores` are the lines without outer white space."""
        sizes = list(map(len, cores))
        # Adding up the sizes in C takes a third of the time of a loop over the lines.
        starts = list(accumulate(map((1).__add__, sizes if cores == lines else map(len, lines)), initial=0))
        starts.pop()
        if cores != lines:
            starts = [start + line.find(core) for start, line, core in zip(starts, lines, cores, strict=True)]
        if 0 in sizes:
            starts = list(compress(starts, sizes))
            sizes = list(filter(None, sizes))
        return cls(starts, sizes)

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, number: int) -> Span: ...

    @overload
    def __getitem__(self, number: slice) -> LineIndex: ...

    def __getitem__(self, number: int | slice) -> Span | LineIndex:
        if isinstance(number, slice):
            return LineIndex(self.starts[number], self.sizes[number])
        start = self.starts[number]
        return Span(start, start + self.sizes[number])

    def __iter__(self) -> Iterator[Span]:
        return map(Span, self.starts, map(add, self.starts, self.sizes))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LineIndex) and (self.starts, self.sizes) == (other.starts, other.sizes)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"LineIndex({self.starts}, {self.sizes})"


def union(spans: Iterable[Span]) -> list[Span]:
    """
    The same characters as disjoint spans in order; touching spans become one.

    >>> union([Span(4, 6), Span(0, 2), Span(1, 4)])
    [Span(start=0, end=6)]
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if merged and span.start <= merged[-1].end:
            if span.end > merged[-1].end:
                merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged


def difference(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """
    What is left of `spans` once `holes` are cut out of them, disjoint and in order.

    >>> difference([Span(0, 9)], [Span(2, 4), Span(8, 12)])
    [Span(start=0, end=2), Span(start=4, end=8)]
    """
    left: list[Span] = []
    cut = union(holes)
    at = 0
    for start, end in union(spans):
        while at < len(cut) and cut[at].end <= start:
            at += 1
        i = at
        while i < len(cut) and cut[i].start < end:
            if cut[i].start > start:
                left.append(Span(start, cut[i].start))
            start = max(start, cut[i].end)
            i += 1
        if start < end:
            left.append(Span(start, end))
    return left
