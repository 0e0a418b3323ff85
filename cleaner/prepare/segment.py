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
    new = tuple.__new__  # what Span() calls in the end; called directly it takes half the time
    for line in text.split("\n"):
        size = len(line)
        core = line.strip()
        if len(core) == size:
            if size:
                lines.append(new(Span, (at, at + size)))
        elif core:
            start = at + size - len(line.lstrip())
            lines.append(new(Span, (start, start + len(core))))
        at += size + 1
    return tuple(lines)
