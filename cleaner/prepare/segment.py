"""Text into lines: the non-blank ones, without their outer white space, as spans."""

from __future__ import annotations

from itertools import accumulate, compress

from ..span import Lines


def segment(text: str) -> Lines:
    r"""
    The non-blank lines of a text whose line ends are all `\n`.

    >>> list(segment("  a b \n\n c"))
    [Span(start=2, end=5), Span(start=9, end=10)]
    """
    lines = text.split("\n")
    return segmented(lines, list(map(str.strip, lines)))


def segmented(lines: list[str], cores: list[str]) -> Lines:
    """The same, of lines that are split already; `cores` are the lines without their outer white space."""
    sizes = list(map(len, cores))
    # Where lines begin, in C: a loop over lines in Python takes three times as long.
    starts = list(accumulate(map((1).__add__, sizes if cores == lines else map(len, lines)), initial=0))
    starts.pop()
    if cores != lines:
        starts = [start + line.find(core) for start, line, core in zip(starts, lines, cores, strict=True)]
    if 0 in sizes:
        starts = list(compress(starts, sizes))
        sizes = list(filter(None, sizes))
    return Lines(starts, sizes)
