"""Tables for a terminal or a log: aligned columns, nothing drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence


def aligned(rows: Iterable[Sequence[str]], left: Collection[int] = (0,)) -> Iterator[str]:
    """
    Rows of equal length as lines. The columns in `left` (counted from 0) are left-aligned, the others right-aligned.

    >>> print(*aligned([("", "pages"), ("en", "7")]), sep="\\n")
        pages
    en      7
    """
    cells = list(rows)
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        yield "  ".join(
            cell + " " * (width - _width(cell)) if column in left else " " * (width - _width(cell)) + cell
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()


def _width(cell: str) -> int:
    """Terminal columns: wide characters take two, combining marks none."""
    shown = (character for character in cell if not unicodedata.combining(character))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in shown)
