"""Text into lines: the non-blank ones, without their outer white space, as spans."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate, repeat
from operator import sub

from ..span import Span


def segment(text: str) -> tuple[Span, ...]:
    r"""
    The non-blank lines of a text whose line ends are all `\n`.

    >>> segment("  a b \n\n c")
    (Span(start=2, end=5), Span(start=9, end=10))
    """
    lines = text.split("\n")
    return spans(lines, list(map(str.strip, lines)))


def spans(lines: list[str], cores: list[str]) -> tuple[Span, ...]:
    """The same, of lines that are split already; `cores` are the lines without their outer white space."""
    # Sizes, and where lines end, all in C: a loop over lines in Python takes three times as long.
    sizes = list(map(len, lines))
    ends = list(accumulate(map((1).__add__, sizes), initial=-1))[1:]
    if cores == lines:
        pairs: Iterable[tuple[int, int]] = zip(map(sub, ends, sizes), ends, strict=True)
        if 0 in sizes:
            pairs = [pair for pair in pairs if pair[0] < pair[1]]
    else:
        pairs = [
            (start, start + len(core))
            for line, core, size, end in zip(lines, cores, sizes, ends, strict=True)
            if core
            for start in [end - size if len(core) == size else end - len(line.lstrip())]
        ]
    return tuple(map(tuple.__new__, repeat(Span), pairs))  # what Span() calls in the end
