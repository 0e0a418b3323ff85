"""Figures as plain text for a terminal or a log: aligned columns, no colour, nothing drawn."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .breakdown import FIGURES, Means
from .gold_loss import Damage
from .score import Score

HEADS = ("pages", "prec", "rec", "f1", "lcs f1", "cruft", "lost", "clean", "empty")
LONGEST_LINE = 160
"""Characters of a wrong or lost line that are shown: enough to know it again."""

MOST_LINES = 12
"""Wrong lines, and lost lines, that are shown of one page."""


def aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """
    Rows of equal length as lines: the first column to the left, the others to the right.

    >>> print(*aligned([("", "pages"), ("en", "7")]), sep="\\n")
        pages
    en      7
    """
    cells = list(rows)
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for first, *others in cells:
        right = (" " * (2 + width - _width(cell)) + cell for cell, width in zip(others, widths[1:], strict=True))
        yield (first + " " * (widths[0] - _width(first)) + "".join(right)).rstrip()


def means_table(title: str, groups: Mapping[str, Means], most: int | None = None) -> Iterator[str]:
    """The averages of groups under a title, at most `most` of them; the rest is counted in a last line."""
    shown = list(groups.items())[:most]
    yield from aligned([(title, *HEADS), *((name or "(none)", *_cells(row)) for name, row in shown)])
    if len(shown) < len(groups):
        yield f"... and {len(groups) - len(shown)} more with a higher F1"


def damage_table(damage: Damage) -> Iterator[str]:
    """What the rules took from the gold, in one sentence, and by rule."""
    yield (
        f"Rules removed {damage.share:.2%} of the gold that stood in the input ({damage.removed} of {damage.stood} "
        f"visible characters, {damage.pages} pages; at most {damage.upper:.2%} with 95 % confidence)."
    )
    if damage.by_rule:
        rows = ((row.rule, str(row.characters), str(row.pages)) for row in damage.by_rule)
        yield from aligned([("rule", "characters", "pages"), *rows])


def page_lines(score: Score) -> Iterator[str]:
    """One page with its wrong lines (+) and lost lines (-)."""
    yield f"{score.id} {score.publisher} f1 {score.f1:.3f} cruft {score.cruft:.3f} lost {score.lost:.3f}"
    for sign, lines in (("+", score.wrong_lines), ("-", score.lost_lines)):
        yield from (f"  {sign} {line[:LONGEST_LINE]}" for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"  {sign} ... and {len(lines) - MOST_LINES} more"


def _cells(row: Means) -> Iterator[str]:
    yield str(row.pages)
    yield from (f"{getattr(row, figure):.4f}" for figure in FIGURES)


def _width(cell: str) -> int:
    """Columns on a terminal: wide letters take two, marks that combine none."""
    shown = (character for character in cell if not unicodedata.combining(character))
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in shown)
