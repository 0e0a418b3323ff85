"""An evaluation as plain text, for a terminal or a log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..evaluate.breakdown import FIGURES, Means
from ..evaluate.gold_loss import GoldLoss
from ..evaluate.score import Score
from .columns import aligned
from .counted import counted

HEADS = ("pages", "prec", "rec", "f1", "lcs f1", "cruft", "lost", "clean", "empty")
MAX_CHARS_SHOWN = 160
"""Of a wrong or lost line: enough to recognize it."""

MAX_LINES_SHOWN = 12
"""Wrong lines of a page, and as many lost ones."""


def means_table(title: str, groups: Mapping[str, Means], most: int | None = None) -> Iterator[str]:
    """A table of the averages of groups, `most` of them at most; a last line counts the others."""
    shown = list(groups.items())[:most]
    yield from aligned([(title, *HEADS), *((name or "(none)", *_cells(row)) for name, row in shown)])
    if len(shown) < len(groups):
        yield f"... and {len(groups) - len(shown)} more with a higher F1"


def loss_table(loss: GoldLoss) -> Iterator[str]:
    """What rules removed from the gold, in one sentence, and by rule."""
    yield (
        f"Rules removed {loss.share:.2%} of the gold in the input ({loss.removed:,} of "
        f"{counted(loss.present, 'character')}, {counted(loss.pages, 'page')}; at most {loss.upper:.2%} with 95% confidence)."
    )
    if loss.by_rule:
        rows = ((row.rule, str(row.characters), str(row.pages)) for row in loss.by_rule)
        yield from aligned([("rule", "characters", "pages"), *rows])


def page_lines(score: Score) -> Iterator[str]:
    """One page, with its wrong lines (+) and lost lines (-)."""
    yield f"{score.id} {score.publisher} f1 {score.f1:.3f} cruft {score.cruft:.3f} lost {score.lost:.3f}"
    for sign, lines in (("+", score.wrong_lines), ("-", score.lost_lines)):
        yield from (f"  {sign} {line[:MAX_CHARS_SHOWN]}" for line in lines[:MAX_LINES_SHOWN])
        if len(lines) > MAX_LINES_SHOWN:
            yield f"  {sign} ... and {len(lines) - MAX_LINES_SHOWN} more"


def _cells(row: Means) -> Iterator[str]:
    yield str(row.pages)
    yield from (f"{getattr(row, figure):.4f}" for figure in FIGURES)
