"""
Undo cleaning: the ledger of a document, and the input again from its record and its ledger.

The ledger holds one account a stage: how the bytes were decoded, which lines were repaired, what was cut and how the
paragraphs stood. Undoing takes them back in reverse order.
"""

from __future__ import annotations

import base64
import hashlib

from .document import Decoded, Document, LineRepair, Repairs
from .edit import Applied, Layout
from .layout import revert
from .prepare.decode import encode, encode_text
from .record import Ledger, Provenance
from .repair import unrepair


def ledger_of(document: Document, applied: Applied, provenance: Provenance, keep_raw: bool) -> Ledger:
    """
    The ledger of a document that was cut. For a page of HTML it accounts for the text that extraction gave, and with
    `keep_raw` it also holds the page itself.
    """
    raw, decoded, repairs = document.raw, document.decoded, document.repairs
    kind = "row" if isinstance(raw.data, str) else "file"
    extracted = ""
    if raw.kind == "html":
        page = base64.b64encode(raw.encoded).decode() if keep_raw else ""
        kind = kind if keep_raw else f"{kind}-page"
        extracted = hashlib.sha256(decoded.text.encode()).hexdigest()
        decoded = Decoded(decoded.text, decoded.encoding, raw=page)
    return Ledger(
        id=raw.id,
        path=raw.path,
        kind=kind,
        digest=hashlib.sha256(raw.encoded).hexdigest(),
        size=len(raw.encoded),
        handed=extracted,
        encoding=decoded.encoding,
        bom=decoded.bom,
        undecoded=list(decoded.undecoded),
        raw=decoded.raw,
        newline=repairs.newline,
        newlines=list(repairs.newlines),
        repairs=[(change.line, change.before, list(change.by)) for change in repairs.lines],
        edits=list(applied.edits),
        gap=applied.layout.gap,
        gaps=list(applied.layout.gaps),
        mended=list(applied.layout.mended),
        provenance=provenance,
    )


def restore(text: str, ledger: Ledger) -> bytes:
    """
    The input again, from a record's text and its ledger alone.

    Raises:
        ValueError: the result is not what went in, because the record or the ledger was changed since.
    """
    try:
        data, digest = _undone(text, ledger)
    except (LookupError, ValueError, OverflowError):  # a number or a name in the ledger that fits nothing
        data, digest = b"", ""
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError(
            f"{ledger.id}: restoring does not give the input again; the record or its ledger was changed since"
        )
    return data


def _undone(text: str, ledger: Ledger) -> tuple[bytes, str]:
    """The bytes that record and ledger give, and the digest that they should have."""
    lines = tuple(LineRepair(number, before, tuple(by)) for number, before, by in ledger.repairs)
    source = unrepair(uncut(text, ledger), Repairs(ledger.newline, tuple(ledger.newlines), lines))
    if ledger.kind.endswith("-page"):
        return source.encode(), ledger.handed
    decoded = Decoded(source, ledger.encoding, ledger.bom, tuple(ledger.undecoded), ledger.raw)
    if ledger.kind == "file" or ledger.raw:
        return encode(decoded), ledger.digest
    return encode_text(decoded).encode("utf-8", "surrogatepass"), ledger.digest


def uncut(text: str, ledger: Ledger) -> str:
    """The text of the document before it was cut, from a record's text and its ledger."""
    return revert(Applied(text, tuple(ledger.edits), Layout(ledger.gap, tuple(ledger.gaps), tuple(ledger.mended))))
