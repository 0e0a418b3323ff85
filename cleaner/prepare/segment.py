"""Text into lines: the non-blank ones, without their outer white space, as spans."""

from __future__ import annotations

from itertools import accumulate, chain, repeat

from ..span import Span


def segment(text: str) -> tuple[Span, ...]:
    r"""
    The non-blank lines of a text whose line ends are all `\n`.

    >>> segment("  a b \n\n c")
    (Span(start=2, end=5), Span(start=9, end=10))
    """
    lines = text.split("\n")
    cores = list(map(str.strip, lines))
    # Sizes, and where lines end, all in C: a loop over lines in Python takes three times as long.
    sizes = list(map(len, lines))
    ends = list(accumulate(chain.from_iterable(zip(sizes, repeat(1), strict=False))))[::2]
    if cores == lines:
        pairs = [(end - size, end) for size, end in zip(sizes, ends, strict=True) if size]
    else:
        pairs = [
            (start, start + len(core))
            for line, core, size, end in zip(lines, cores, sizes, ends, strict=True)
            if core
            for start in [end - size if len(core) == size else end - len(line.lstrip())]
        ]
    return tuple(map(tuple.__new__, repeat(Span), pairs))  # what Span() calls in the end
