"""The algebra of spans is that of the sets of their characters."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cleaner.span import Span, difference, union

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda two: Span(*two)), max_size=6)


def points(spans: list[Span]) -> set[int]:
    return {point for start, end in spans for point in range(start, end)}


def disjoint(spans: list[Span]) -> bool:
    return all(a.start < a.end < b.start for a, b in pairwise([*spans, Span(99, 100)]))


@given(SPANS)
def test_a_union_holds_the_same_characters_in_spans_that_do_not_touch(spans: list[Span]) -> None:
    assert points(union(spans)) == points(spans)
    assert disjoint(union(spans))


@given(SPANS, SPANS)
def test_a_difference_holds_what_is_in_no_hole(spans: list[Span], holes: list[Span]) -> None:
    assert points(difference(spans, holes)) == points(spans) - points(holes)
    assert disjoint(difference(spans, holes))
