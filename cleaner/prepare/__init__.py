"""
Bytes into a `Document`: decode, repair, split into lines, identify the language. Pages of HTML are extracted in between.

    Raw ──decode──▶ Decoded ──extract──▶ text ──repair──▶ Document.text ──LineIndex──▶ lines
"""

from __future__ import annotations

from dataclasses import replace

from ..document import Decoded, Document, Raw
from ..errors import DocumentError
from ..extract import declared_charset
from ..repair import repair
from ..repair.quotes import straighten
from ..span import LineIndex
from .decode import decode, decode_text
from .language import code, detect

READING = 1
"""
Which reading of inputs this is. It is raised whenever the same bytes become another text, language or field, so that a
later run knows which documents to read again. (A test compares what the goldens are read as.)
"""

MAX_BYTES = 64 << 20
MAX_LINES = 1_000_000
"""Limits on one document, exact, so that no machine's speed decides what is rejected."""


def prepare(raw: Raw) -> Document:
    """
    A text as a document that is ready to be cleaned.

    Raises:
        DocumentError: it is over a limit, is not text, or has nothing visible in it.

    >>> prepare(Raw("a", b"One line.\\r\\n")).text
    'One line.\\n'
    """
    return identify_language(read_text(raw))


def read_text(raw: Raw, whole_page: bool = False, straight_quotes: bool = False) -> Document:
    """A text as a document whose language is not identified yet. Raises DocumentError as `prepare` does."""
    decoded = decode_input(raw)
    return document_of(raw, decoded, raw.encoded if decoded.plain else None, whole_page, straight_quotes)


def decode_input(raw: Raw) -> Decoded:
    """The input as text. Raises DocumentError (`limit`, `not-text`)."""
    if len(raw.encoded) > MAX_BYTES:
        raise DocumentError("limit", f"{len(raw.encoded)} bytes, more than {MAX_BYTES}")
    if isinstance(raw.data, bytes):
        declared = raw.declared or (declared_charset(raw.data) if raw.kind == "html" else None)
        return decode(raw.data, declared or "")
    # A surrogate in UTF-8 begins with ED: looking for that byte takes 0.2 µs, looking for the characters 58.
    return decode_text(raw.data) if b"\xed" in raw.encoded else Decoded(raw.data)


def document_of(
    raw: Raw, decoded: Decoded, utf8: bytes | None = None, whole_page: bool = False, straight_quotes: bool = False
) -> Document:
    """The document of a decoded text. `utf8` is the text in UTF-8, if the caller has it."""
    repaired = repair(decoded.text, utf8)
    text, repairs = repaired.text, repaired.repairs
    if straight_quotes:
        text, repairs = straighten(text, repairs)
        lines = LineIndex.of_text(text)
    else:
        lines = LineIndex.of_split(repaired.lines, repaired.cores)
    if not lines:
        raise DocumentError(
            "empty", "no article was found on the page" if raw.kind == "html" else "nothing visible in it"
        )
    if len(lines) > MAX_LINES:
        raise DocumentError("limit", f"{len(lines)} lines, more than {MAX_LINES}")
    return Document(
        raw.id, text, lines, raw=raw, decoded=decoded, repairs=repairs, whole_page=whole_page,
        mojibake=repaired.mangled, straight_quotes=straight_quotes,
    )  # fmt: skip


def identify_language(document: Document) -> Document:
    """The document with its language: the one that came with the input, else the one that its text is in."""
    given = document.raw.given.get("language")
    language, score = (code(given), 1.0) if isinstance(given, str) and given else detect(document.text)
    return replace(document, language=language, language_score=score)
