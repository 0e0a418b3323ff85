"""What a worker does with a batch: work items in, lines of JSON out, and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from ..clean import Cleaned, CleanedApart, process_all
from ..document import Raw
from ..errors import DocumentError
from ..formats.registry import parse_item
from ..formats.work_item import WorkItem
from ..match.rulebook import Rulebook
from ..record import Rejected, reject
from ..settings import RowKeys, Settings
from .tally import Tally

BATCH_IN_CACHE = 32
"""Documents that go through each stage together. With more, the documents no longer fit into the processor's caches."""


class OutputLines(NamedTuple):
    """
    The lines of one document. A cleaned document has `document` and `ledger`, and `apart` if what was taken is set apart, a
    rejected one `rejection`; the others are empty.
    """

    id: str
    document: bytes = b""
    ledger: bytes = b""
    rejection: bytes = b""
    apart: bytes = b""


def work(batch: Sequence[WorkItem], rulebook: Rulebook, settings: Settings) -> tuple[list[OutputLines], Tally]:
    """Clean a batch: the lines of each document, in order, and the counts of all."""
    tally = Tally()
    lines = []
    for first in range(0, len(batch), BATCH_IN_CACHE):
        items = batch[first : first + BATCH_IN_CACHE]
        for result in results_of(items, rulebook, settings):
            tally.add(result)
            lines.append(lines_of(result))
    return lines, tally


def results_of(items: Sequence[WorkItem], rulebook: Rulebook, settings: Settings) -> list[Cleaned | Rejected]:
    """One result for each item, in order."""
    results = process_all((_raw_of(item, settings.keys) for item in items), rulebook, settings)
    return [_placed(result, item) for result, item in zip(results, items, strict=True)]


def _placed(result: Cleaned | Rejected, item: WorkItem) -> Cleaned | Rejected:
    """A rejection with the place of its row, which a document does not know."""
    return replace(result, place=item.place) if isinstance(result, Rejected) and not result.place else result


def _raw_of(item: WorkItem, keys: RowKeys) -> Raw | Rejected:
    """An item's document, or the reason why there is none."""
    if item.reason:
        return reject_item(item, item.reason, item.detail)
    try:
        return parse_item(item, keys)
    except DocumentError as error:
        return reject_item(item, error.reason, error.detail, error.id)


def reject_item(item: WorkItem, reason: str, detail: str, id_: str = "") -> Rejected:
    """An item's rejection, with its payload as it came. `id_` is the row's own id, if that is known already."""
    error = DocumentError(reason, detail, item.place)
    return reject(id_ or item.id, item.path, item.payload, error, item.digest, item.size)


def lines_of(result: Cleaned | Rejected) -> OutputLines:
    """A result as it is written."""
    if isinstance(result, Rejected):
        return OutputLines(result.id, rejection=result.to_json())
    record, ledger = result
    apart = result.apart.to_json() if isinstance(result, CleanedApart) else b""
    return OutputLines(record.id, record.to_json(), ledger.to_json(), apart=apart)
