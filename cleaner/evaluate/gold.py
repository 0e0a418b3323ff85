"""The gold: the body of a page, as people marked it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import RunError

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
    The pages that can be scored: with a gold body, an id not in `skip`, and a publisher in `only` if that is given. Raises
    RunError where a field is missing or of a wrong type.

    >>> row = {"id": "a", "publisher": "The Example", "gold_text": "One sentence about the harbour. " * 2}
    >>> [page.id for page in golds([row, {**row, "id": "b"}, {"id": "c", "gold_text": None}], skip={"b"})]
    ['a']
    """
    pages = (_gold(row) for row in rows if has_gold(row))
    return [page for page in pages if page.id not in skip and (only is None or page.publisher in only)]


def has_gold(row: JsonObject) -> bool:
    """Whether a page has a gold body that is long enough to compare with."""
    return len(_text(row, "gold_text")) >= MIN_GOLD_CHARS


def _gold(row: JsonObject) -> Gold:
    if row.get("id") is None:
        raise RunError(f"a gold page has no `id`; it begins with {row['gold_text'][:40]!r}")
    optional = row.get("gold_optional") or []
    if not (isinstance(optional, list) and all(isinstance(line, str) for line in optional)):
        raise RunError(f"gold page {row['id']}: `gold_optional` must be a list of strings")
    return Gold(
        id=str(row["id"]),
        publisher=_text(row, "publisher"),
        language=_text(row, "lang"),
        text=_text(row, "gold_text"),
        optional="\n".join(optional),
    )


def _text(row: JsonObject, key: str) -> str:
    """A text of a page, empty if it has none."""
    value = row.get(key)
    if not isinstance(value, str | None):
        raise RunError(f"gold page {row.get('id')}: `{key}` must be a string, not {value!r}")
    return value or ""
