"""The gold: the body of a page, as people marked it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

JsonObject = Mapping[str, Any]
"""A line of JSONL, decoded: a gold page, a record or a ledger."""

MIN_GOLD_CHARS = 60
"""A shorter gold cannot be compared with: the page is only a video, or its gold is missing. Never varied."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold body of a page, a line a paragraph. `optional` lines may be in the output or not; both are right."""

    id: str
    publisher: str
    language: str
    text: str
    optional: str = ""


def golds(rows: Iterable[JsonObject], skip: Collection[str] = (), only: Collection[str] | None = None) -> list[Gold]:
    """
    The pages that can be scored: with a gold body, an id not in `skip`, and a publisher in `only` if that is given.

    >>> row = {"id": "a", "publisher": "The Example", "gold_text": "One sentence about the harbour. " * 2}
    >>> [page.id for page in golds([row, {**row, "id": "b"}, {"id": "c", "gold_text": None}], skip={"b"})]
    ['a']
    """
    pages = (_gold(row) for row in rows if len(row.get("gold_text") or "") >= MIN_GOLD_CHARS)
    return [page for page in pages if page.id not in skip and (only is None or page.publisher in only)]


def _gold(row: JsonObject) -> Gold:
    return Gold(
        id=str(row["id"]),
        publisher=row.get("publisher") or "",
        language=row.get("lang") or "",
        text=row["gold_text"],
        optional="\n".join(row.get("gold_optional") or ()),
    )
