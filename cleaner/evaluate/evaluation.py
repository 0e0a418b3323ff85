"""Everything that is said about a set of documents, in one value: what `cleaner eval` prints and what gates compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .baselines import DIGITS
from .breakdown import FACETS, Means, breakdown, means
from .gold import Gold, Row
from .gold_loss import Damage, PageDamage, damage, damages
from .score import Score, score


@dataclass(frozen=True, slots=True)
class Appraisal:
    """
    The pages judged one by one, and together.

    `total` is None where rules cannot be judged, because no ledger came with the records.
    """

    scores: tuple[Score, ...]
    overall: Means
    by: Mapping[str, Mapping[str, Means]]
    taken: tuple[PageDamage, ...]
    total: Damage | None


def appraise(pages: Iterable[Gold], records: Mapping[str, Row], ledgers: Mapping[str, Row]) -> Appraisal:
    """Judge at least one gold page by the records and ledgers of the same ids."""
    golds = list(pages)
    scores = tuple(score(page, records.get(page.id)) for page in golds)
    taken = tuple(damages(golds, records, ledgers))
    return Appraisal(
        scores=scores,
        overall=means(scores),
        by={facet: breakdown(scores, facet) for facet in FACETS},
        taken=taken,
        total=damage(taken) if taken else None,
    )


def figures(appraisal: Appraisal) -> dict[str, float]:
    """The overall figures by name, rounded to four digits; `damage` and `damage_upper` where a ledger tells them."""
    named = {name: value for name, value in asdict(appraisal.overall).items() if name != "pages"}
    if appraisal.total:
        named |= {"damage": appraisal.total.share, "damage_upper": appraisal.total.upper}
    return {name: round(value, DIGITS) for name, value in named.items()}


def as_json(appraisal: Appraisal) -> dict[str, Any]:
    """The whole appraisal as plain values for machines, figures rounded to four digits, one entry for each page."""
    plain = {
        "overall": asdict(appraisal.overall),
        "by": {facet: {name: asdict(row) for name, row in rows.items()} for facet, rows in appraisal.by.items()},
        "damage": asdict(appraisal.total) if appraisal.total else None,
        "pages": [{**asdict(row), "clean": row.clean} for row in appraisal.scores],
    }
    rounded: dict[str, Any] = _rounded(plain)
    return rounded


def _rounded(value: Any) -> Any:
    match value:
        case float():
            return round(value, DIGITS)
        case dict():
            return {key: _rounded(item) for key, item in value.items()}
        case list() | tuple():
            return [_rounded(item) for item in value]
    return value
