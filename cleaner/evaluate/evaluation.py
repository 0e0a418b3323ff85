"""The whole evaluation of a set of documents: what `cleaner eval` prints and what gates compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .baselines import DECIMAL_PLACES
from .breakdown import FACETS, Means, breakdown, means
from .gold import Gold, JsonObject
from .gold_loss import GoldLoss, PageLoss, page_losses, total_loss
from .score import Score, score


@dataclass(frozen=True, slots=True)
class Evaluation:
    """
    The scores of pages one by one, averaged, and averaged by group; and what rules removed from their gold.

    `gold_loss` is None if no ledgers came with the records: rules cannot be judged without.
    """

    scores: tuple[Score, ...]
    overall: Means
    by: Mapping[str, Mapping[str, Means]]
    page_losses: tuple[PageLoss, ...]
    gold_loss: GoldLoss | None

    def as_json(self) -> dict[str, Any]:
        """The evaluation as JSON values, figures rounded to four digits, with one entry for each page."""
        loss = self.gold_loss
        plain: dict[str, Any] = _rounded(
            {
                "overall": asdict(self.overall),
                "by": {facet: {name: asdict(row) for name, row in rows.items()} for facet, rows in self.by.items()},
                "damage": asdict(loss) if loss else None,
                "pages": [{**asdict(row), "clean": row.clean} for row in self.scores],
            }
        )
        return plain


def evaluate(pages: Iterable[Gold], records: Mapping[str, JsonObject], ledgers: Mapping[str, JsonObject]) -> Evaluation:
    """Evaluate the records and ledgers with the ids of some gold pages. Needs at least one page."""
    golds = list(pages)
    scores = tuple(score(page, records.get(page.id)) for page in golds)
    losses = tuple(page_losses(golds, records, ledgers))
    return Evaluation(
        scores=scores,
        overall=means(scores),
        by={facet: breakdown(scores, facet) for facet in FACETS},
        page_losses=losses,
        gold_loss=total_loss(losses) if losses else None,
    )


def figures(evaluation: Evaluation) -> dict[str, float]:
    """The overall figures by name, rounded to four digits; `damage` and `damage_upper` only if there are ledgers."""
    named = {name: value for name, value in asdict(evaluation.overall).items() if name != "pages"}
    if evaluation.gold_loss:
        named |= {"damage": evaluation.gold_loss.share, "damage_upper": evaluation.gold_loss.upper}
    return {name: round(value, DECIMAL_PLACES) for name, value in named.items()}


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, DECIMAL_PLACES)
        case dict():
            return {key: _rounded(item) for key, item in value.items()}
        case list() | tuple():
            return [_rounded(item) for item in value]
    return value
