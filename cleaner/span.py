"""
Spans and their algebra: half-open ranges of code points of one text.

Everything that rules ask for and everything that is cut is a set of spans, and sets have no order. That is why the
order of rules cannot matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range `[start, end)` in code points of one text."""

    start: int
    end: int


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


def overlaps(span: Span, others: Iterable[Span]) -> bool:
    """
    Whether any of `others` shares a character with `span`.

    >>> overlaps(Span(0, 3), [Span(3, 5)]), overlaps(Span(0, 4), [Span(3, 5)])
    (False, True)
    """
    return any(span.start < other.end and other.start < span.end for other in others)
