"""
RE2 expressions, searched the fast way.

google-re2's Python layer builds a generator, a match object and several lists for every line: 5 µs of 8. The two searches
that the engine runs most often therefore call what lies under that layer. It is private, so `pyproject.toml` pins the
library from above; and where the attributes are missing, the public API takes over, slower and with the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from ..rule.expression import MAX_MEMORY_BYTES, re2_options

Spans = Sequence[tuple[int, int]]
"""Start and end in bytes of a match and of each of its groups; (-1, -1) for what did not match."""

NO_MATCH: Spans = ((-1, -1),)


@cache
def compiled(pattern: str) -> Any:
    """The compiled expression; each is compiled once per process."""
    import re2

    return re2.compile(pattern, re2_options())


@cache
def group_numbers(pattern: str) -> tuple[tuple[str, int], ...]:
    """
    The names of an expression's groups with their numbers, in order.

    >>> group_numbers("^(?P<place>[A-Z]+)(, |$)(?P<day>[0-9]+)")
    (('place', 1), ('day', 3))
    """
    return tuple(sorted(compiled(pattern).groupindex.items(), key=lambda item: item[1]))


@cache
def first_spans(pattern: str) -> Callable[[bytes], Spans]:
    """
    A function that finds the first match in a line of UTF-8: its span and those of its groups, in bytes.

    >>> first_spans("a(?P<n>[0-9])|x")("éa5".encode())
    [(2, 4), (3, 4)]
    >>> first_spans("a")(b"b")[0]
    (-1, -1)
    """
    import re2

    expression = compiled(pattern)
    match = getattr(getattr(expression, "_regexp", None), "Match", None)
    anchor = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
    if match is None or anchor is None:
        return lambda line: _public_spans(expression, line)
    return lambda line: match(anchor, line, 0, len(line))


def _public_spans(expression: Any, line: bytes) -> Spans:
    found = expression.search(line)
    return [found.span(group) for group in range(expression.groups + 1)] if found else NO_MATCH


@cache
def matches_any(patterns: tuple[str, ...]) -> Callable[[bytes], Sequence[int]]:
    """
    A function that says which of the expressions match in a line of UTF-8, in no order. Without the place, a search costs
    half.

    >>> [sorted(matches_any(("a", "b$"))(line)) for line in (b"cab", b"bc", b"b")]
    [[0, 1], [], [1]]
    """
    import re2

    options = re2_options()
    # RE2 needs room for twenty states; with less it finds nothing and reports nothing.
    options.max_mem = MAX_MEMORY_BYTES * len(patterns)
    options.never_nl = True
    together = re2.Set.SearchSet(options)
    for pattern in patterns:
        together.Add(pattern)
    together.Compile()
    # The public `Match` around this one doubles the cost.
    match: Callable[[bytes], Sequence[int]] = getattr(getattr(together, "_set", together), "Match", together.Match)
    return match


@cache
def matching_lines(pattern: str) -> Callable[[bytes], set[int]]:
    """
    A function that says on which of several lines of UTF-8 an expression matches. One pass over all of them takes little longer
    than a search in one.

    >>> sorted(matching_lines("^[a-y]+$")(b"a\\nz\\nbc\\n-\\nd"))
    [0, 2, 4]
    """
    import re2

    options = re2_options()
    options.never_nl = True
    options.never_capture = True
    expression = re2.compile(f"(?m){pattern}", options)
    search = _span_search(expression)

    def find(lines: bytes) -> set[int]:
        found: set[int] = set()
        number, at = 0, 0
        while (start := search(lines, at)) >= 0:
            number += lines.count(b"\n", at, start)
            found.add(number)
            number, at = number + 1, lines.find(b"\n", start) + 1
            if not at:
                break
        return found

    return find


def _span_search(expression: Any) -> Callable[[bytes, int], int]:
    """Where the first match from an offset on starts; -1 if there is none."""
    import re2

    match = getattr(getattr(expression, "_regexp", None), "Match", None)
    anchor = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
    if match is None or anchor is None:

        def search(lines: bytes, at: int) -> int:
            found = expression.search(lines, at)
            return int(found.start()) if found else -1

        return search
    return lambda lines, at: match(anchor, lines, at, len(lines))[0][0]
