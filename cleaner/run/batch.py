"""
What a worker does with a batch of parcels: bytes in, lines of JSON out, and the counts of what was done.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import orjson

from ..clean import RAW_LIMIT, Cleaned, Rejected, Settings, process
from ..document import Raw
from ..errors import DocumentError
from ..io.parcels import Parcel
from ..io.rows import raw_of
from ..report.tally import Tally
from ..rule.book import Rulebook

LINE = orjson.OPT_APPEND_NEWLINE


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


def result_of(parcel: Parcel, rulebook: Rulebook, settings: Settings) -> Cleaned | Rejected:
    """One parcel, one result."""
    if parcel.reason:
        return refusal(parcel, parcel.reason, parcel.detail)
    if parcel.kind != "row":
        return process(Raw(parcel.id, parcel.payload, parcel.path, parcel.kind), rulebook, settings)
    try:
        raw = raw_of(parcel.payload, parcel.id, parcel.path)
    except DocumentError as error:
        return refusal(parcel, error.reason, error.detail)
    return process(raw, rulebook, settings)


def refusal(parcel: Parcel, reason: str, detail: str, id_: str = "") -> Rejected:
    """A parcel's rejection, with its payload as it came."""
    data = parcel.payload
    kept = base64.b64encode(data).decode() if len(data) <= RAW_LIMIT else ""
    digest = parcel.digest or hashlib.sha256(data).hexdigest()
    return Rejected(id_ or parcel.id, parcel.path, reason, detail, parcel.place, digest, parcel.size or len(data), kept)


def lines_of(result: Cleaned | Rejected, parcel: Parcel) -> Line:
    """A result as it is written."""
    if isinstance(result, Rejected):
        return Line(result.id, rejection=orjson.dumps(result, option=LINE), own_id=result.id != parcel.id)
    document = orjson.dumps(result.record, option=LINE)
    return Line(
        result.record.id, document, orjson.dumps(result.ledger, option=LINE), own_id=result.record.id != parcel.id
    )


def work(batch: Iterable[Parcel], rulebook: Rulebook, settings: Settings) -> tuple[list[Line], Tally]:
    """A batch, in order."""
    tally = Tally()
    lines = []
    for parcel in batch:
        result = result_of(parcel, rulebook, settings)
        tally.add(result)
        lines.append(lines_of(result, parcel))
    return lines, tally
