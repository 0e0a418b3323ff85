"""
Bytes into a `Document`: decode, repair, segment, name the language. For pages, extraction comes between.

    Raw ──decode──▶ Decoded ──extract──▶ text ──repair──▶ Document.text ──segment──▶ lines
"""

from __future__ import annotations

from ..document import Decoded, Document, Raw
from ..errors import DocumentError
from .decode import decode, decode_text
from .language import code, detect
from .repair import is_mangled, repair
from .segment import segment

MAX_BYTES = 64 << 20
MAX_LINES = 1_000_000
"""Limits on one document, exact, so that no machine's speed decides what is rejected."""


def decoded(raw: Raw) -> Decoded:
    """The input as text. Raises DocumentError (`limit`, `not-text`)."""
    if len(raw.data) > MAX_BYTES:
        raise DocumentError("limit", f"{len(raw.data)} bytes, more than {MAX_BYTES}")
    if isinstance(raw.data, bytes):
        return decode(raw.data, raw.declared)
    # A surrogate in UTF-8 begins with ED: looking for that byte takes 0.2 µs, for the characters 58.
    return decode_text(raw.data) if b"\xed" in raw.encoded else Decoded(raw.data)


def engines() -> str:
    """The libraries whose verdicts depend on their version: they are part of a record's digest."""
    import ftfy

    return f"ftfy {ftfy.__version__}, lid.176.ftz, langdetect 1.0.9"


def prepare(raw: Raw, whole_page: bool = False) -> Document:
    """
    A text ready to be cleaned.

    Raises:
        DocumentError: it is over a limit, is no text, or has nothing visible in it.

    >>> prepare(Raw("a", b"One line.\\r\\n")).text
    'One line.\\n'
    """
    source = decoded(raw)
    text, repairs = repair(source.text, raw.encoded if source.plain else None)
    lines = segment(text)
    if not lines:
        raise DocumentError("empty", "nothing visible in it")
    if len(lines) > MAX_LINES:
        raise DocumentError("limit", f"{len(lines)} lines, more than {MAX_LINES}")
    given = raw.given.get("language")
    language, score = (code(given), 1.0) if isinstance(given, str) and given else detect(text)
    mangled = bool(repairs.lines) and is_mangled(text)
    return Document(raw.id, text, lines, language, score, source, repairs, whole_page=whole_page, mojibake=mangled)
