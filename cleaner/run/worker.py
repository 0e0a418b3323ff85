"""
What a worker does with a batch of parcels: bytes in, lines of JSON out, and the counts of what was done.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..clean import Cleaned, Settings, process_all
from ..document import Raw
from ..errors import DocumentError
from ..formats.jsonl import raw_of
from ..formats.work_items import Parcel
from ..match.rulebook import Rulebook
from ..record import Rejected, reject
from .tally import Tally

ABREAST = 32
"""Documents that are cleaned side by side. With more they themselves no longer fit into the processor's caches."""


class Line(NamedTuple):
    """
    One document's lines. `document` and `ledger` are empty for a rejected one, `rejection` for all others. `own_id` says
    that the id came with the row, so that another may have it too.
    """

    id: str
    document: bytes = b""
    ledger: bytes = b""
    rejection: bytes = b""
    own_id: bool = False


def results_of(parcels: Sequence[Parcel], rulebook: Rulebook, settings: Settings) -> list[Cleaned | Rejected]:
    """One result for each parcel, in order."""
    raws = [_raw_of(parcel) for parcel in parcels]
    cleaned = iter(process_all([raw for raw in raws if isinstance(raw, Raw)], rulebook, settings))
    return [next(cleaned) if isinstance(raw, Raw) else raw for raw in raws]


def _raw_of(parcel: Parcel) -> Raw | Rejected:
    """The input in a parcel, where there is one."""
    if parcel.reason:
        return reject_parcel(parcel, parcel.reason, parcel.detail)
    if parcel.kind != "row":
        return Raw(parcel.id, parcel.payload, parcel.path, parcel.kind)
    try:
        return raw_of(parcel.payload, parcel.id, parcel.path)
    except DocumentError as error:
        return reject_parcel(parcel, error.reason, error.detail)


def reject_parcel(parcel: Parcel, reason: str, detail: str, id_: str = "") -> Rejected:
    """A parcel's rejection, with its payload as it came. `id_` is the id of its own that a row turned out to have."""
    error = DocumentError(reason, detail, parcel.place)
    return reject(id_ or parcel.id, parcel.path, parcel.payload, error, parcel.digest, parcel.size)


def lines_of(result: Cleaned | Rejected, parcel: Parcel) -> Line:
    """A result as it is written."""
    if isinstance(result, Rejected):
        return Line(result.id, rejection=result.to_json(), own_id=result.id != parcel.id)
    record, ledger = result.record, result.ledger
    return Line(record.id, record.to_json(), ledger.to_json(), own_id=record.id != parcel.id)


def work(batch: Sequence[Parcel], rulebook: Rulebook, settings: Settings) -> tuple[list[Line], Tally]:
    """A batch, in order."""
    tally = Tally()
    lines = []
    for first in range(0, len(batch), ABREAST):
        some = batch[first : first + ABREAST]
        for parcel, result in zip(some, results_of(some, rulebook, settings), strict=True):
            tally.add(result)
            lines.append(lines_of(result, parcel))
    return lines, tally
