"""
Undo cleaning: the ledger of a document, and the input again from its record and its ledger.

The ledger holds one account a stage: how the bytes were decoded, which lines were repaired, what was cut and how the
paragraphs stood. Undoing takes them back in reverse order.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache

from .document import Decoded, Document, LineRepair, Raw, Repairs
from .edit import Applied, Layout
from .extract import declared_charset
from .json_text import json_text
from .layout import revert
from .ledger import (
    LEDGER_VERSION,
    InputClaims,
    Ledger,
    LineEnd,
    ParagraphRepairedAgain,
    Provenance,
    RepairedLine,
    UncommonSeparator,
    UndecodedBytes,
    UsedSettings,
)
from .prepare.decode import encode, encode_text
from .repair import unrepair
from .settings import Settings


def ledger_of(
    document: Document,
    applied: Applied,
    pack: str,
    settings: Settings,
    keep_kinds: frozenset[str],
    keep_rules: frozenset[str],
    provenance: Provenance,
) -> Ledger:
    """
    The ledger of a document that was cut. For a page of HTML it accounts for the text that extraction gave, and with
    `settings.keep_raw` it also holds the page itself. Raises DocumentError if the given fields cannot be written as JSON.
    """
    raw, decoded, repairs, layout = document.raw, document.decoded, document.repairs, applied.layout
    extracted = ""
    if raw.kind == "html":
        page = base64.b64encode(raw.encoded).decode() if settings.keep_raw else ""
        extracted = hashlib.sha256(decoded.text.encode()).hexdigest()
        decoded = Decoded(decoded.text, decoded.encoding, raw=page)
    return Ledger(
        version=LEDGER_VERSION,
        id=raw.id,
        path=raw.path,
        kind=_kind(raw, settings),
        digest=hashlib.sha256(raw.encoded).hexdigest(),
        size=len(raw.encoded),
        given=json_text(raw.given) if raw.given else "{}",
        declared=_claims(raw),
        extracted_digest=extracted,
        page="",
        encoding=decoded.encoding,
        bom=decoded.bom,
        undecoded=[UndecodedBytes(*one) for one in decoded.undecoded],
        raw=decoded.raw,
        newline=repairs.newline,
        newlines=[LineEnd(*one) for one in repairs.newlines],
        repairs=[RepairedLine(change.line, change.before, list(change.by)) for change in repairs.lines],
        edits=list(applied.edits),
        separator=layout.gap,
        separators=[UncommonSeparator(*one) for one in layout.gaps],
        repaired_again=[ParagraphRepairedAgain(*one) for one in layout.mended],
        pack=pack,
        settings=_used(settings, keep_kinds, keep_rules),
        provenance=provenance,
    )


def _kind(raw: Raw, settings: Settings) -> str:
    kind = "row" if isinstance(raw.data, str) else "file"
    return f"{kind}-page" if raw.kind == "html" and not settings.keep_raw else kind


def _claims(raw: Raw) -> InputClaims:
    """What an input says of its own language and encoding."""
    language = raw.given.get("language")
    encoding = raw.declared
    if not encoding and raw.kind == "html" and isinstance(raw.data, bytes):
        encoding = declared_charset(raw.data) or ""
    return InputClaims(language if isinstance(language, str) else "", encoding)


@lru_cache(maxsize=64)
def _used(settings: Settings, keep_kinds: frozenset[str], keep_rules: frozenset[str]) -> UsedSettings:
    """The settings as a ledger holds them: the same for all documents of a run."""
    return UsedSettings(
        settings.whole_page, settings.extractor, settings.straight_quotes, sorted(keep_kinds), sorted(keep_rules)
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
    source = unrepair(uncut(text, ledger), repairs_of(ledger))
    if ledger.kind.endswith("-page"):
        return source.encode(), ledger.extracted_digest
    undecoded = tuple((one.at, one.bytes) for one in ledger.undecoded)
    decoded = Decoded(source, ledger.encoding, ledger.bom, undecoded, ledger.raw)
    if ledger.kind == "file" or ledger.raw:
        return encode(decoded), ledger.digest
    return encode_text(decoded).encode("utf-8", "surrogatepass"), ledger.digest


def repairs_of(ledger: Ledger) -> Repairs:
    """How the decoded text was repaired."""
    lines = tuple(LineRepair(change.line, change.before, tuple(change.steps)) for change in ledger.repairs)
    return Repairs(ledger.newline, tuple((one.line, one.end) for one in ledger.newlines), lines)


def uncut(text: str, ledger: Ledger) -> str:
    """The text of the document before it was cut, from a record's text and its ledger."""
    return revert(applied_of(text, ledger))


def applied_of(text: str, ledger: Ledger) -> Applied:
    """What was applied to the document, from a record's text and its ledger."""
    gaps = tuple((one.after, one.text) for one in ledger.separators)
    mended = tuple((one.paragraph, one.before) for one in ledger.repaired_again)
    return Applied(text, tuple(ledger.edits), Layout(ledger.separator, gaps, mended))
