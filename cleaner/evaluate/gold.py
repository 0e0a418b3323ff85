"""The gold: what people said the body of a page is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]
"""One line of a JSONL file: a gold page, a record or a document's ledger."""

SHORTEST = 60
"""Characters below which a gold body says nothing: a page of a video player, or a gold that is missing."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A page's gold body, paragraphs by newline. `optional` lines are right both in the output and out of it."""

    id: str
    publisher: str
    language: str
    text: str
    optional: str = ""


def golds(rows: Iterable[Row], skip: Collection[str] = (), only: Collection[str] | None = None) -> list[Gold]:
    """
    The pages that can be measured: those with a gold body, not in `skip` (ids), and of the publishers in `only`.

    >>> row = {"id": "a", "publisher": "The Example", "gold_text": "One sentence about the harbour. " * 2}
    >>> [page.id for page in golds([row, {**row, "id": "b"}, {"id": "c", "gold_text": None}], skip={"b"})]
    ['a']
    """
    pages = (_gold(row) for row in rows if len(row.get("gold_text") or "") >= SHORTEST)
    return [page for page in pages if page.id not in skip and (only is None or page.publisher in only)]


def _gold(row: Row) -> Gold:
    return Gold(
        id=str(row["id"]),
        publisher=row.get("publisher") or "",
        language=row.get("lang") or "",
        text=row["gold_text"],
        optional="\n".join(row.get("gold_optional") or ()),
    )
