"""Text into lines: the non-blank ones, without their outer white space, as spans."""

from __future__ import annotations

from ..span import Span


def segment(text: str) -> tuple[Span, ...]:
    r"""
    The non-blank lines of a text whose line ends are all `\n`.

    >>> segment("  a b \n\n c")
    (Span(start=2, end=5), Span(start=9, end=10))
    """
    lines: list[Span] = []
    at = 0
    for line in text.split("\n"):
        left = line.lstrip()
        if left:
            start = at + len(line) - len(left)
            lines.append(Span(start, start + len(left.rstrip())))
        at += len(line) + 1
    return tuple(lines)
