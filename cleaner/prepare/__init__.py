"""
Bytes into a `Document`: decode, repair, segment, name the language. For pages, extraction comes between.

    Raw ──decode──▶ Decoded ──extract──▶ text ──repair──▶ Document.text ──segment──▶ lines
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..document import Decoded, Document, Raw
from ..errors import DocumentError
from ..extract import OpenPage, declared_charset, open_page, read_page
from ..page import Block, PageFields, Selectors
from ..steps import Steps, done
from .decode import decode, decode_text
from .language import code, detect
from .quotes import straighten
from .repair import repair_line, repaired
from .repair_prefilter import may_need_repair
from .segment import segment, segmented

MAX_BYTES = 64 << 20
MAX_LINES = 1_000_000
"""Limits on one document, exact, so that no machine's speed decides what is rejected."""


def decoded(raw: Raw) -> Decoded:
    """The input as text. Raises DocumentError (`limit`, `not-text`)."""
    if len(raw.encoded) > MAX_BYTES:
        raise DocumentError("limit", f"{len(raw.encoded)} bytes, more than {MAX_BYTES}")
    if isinstance(raw.data, bytes):
        declared = raw.declared or (declared_charset(raw.data) if raw.kind == "html" else None)
        return decode(raw.data, declared or "")
    # A surrogate in UTF-8 begins with ED: looking for that byte takes 0.2 µs, for the characters 58.
    return decode_text(raw.data) if b"\xed" in raw.encoded else Decoded(raw.data)


def engines() -> str:
    """The libraries whose verdicts depend on their version: they are part of a record's digest."""
    import ftfy

    return f"ftfy {ftfy.__version__}, lid.176.ftz, langdetect 1.0.9"


def prepare(raw: Raw, whole_page: bool = False, straight: bool = False) -> Document:
    """
    A text ready to be cleaned, with straight quotes if that is asked for.

    Raises:
        DocumentError: it is over a limit, is no text, or has nothing visible in it.

    >>> prepare(Raw("a", b"One line.\\r\\n")).text
    'One line.\\n'
    """
    return done(preparing(raw, whole_page, straight))


def preparing(raw: Raw, whole_page: bool = False, straight: bool = False) -> Steps[Document]:
    """The same in steps."""
    return _document(raw, decoded(raw), whole_page, straight)


def decoded_page(raw: Raw) -> tuple[Decoded, OpenPage]:
    """A page of HTML, decoded and parsed. Raises DocumentError (`limit`, `not-text`)."""
    source = decoded(raw)
    return source, open_page(source.text)


def prepare_page(
    raw: Raw,
    source: Decoded,
    opened: OpenPage,
    selectors: Sequence[Selectors],
    extractor: str = "auto",
    straight: bool = False,
) -> Document:
    """
    A page that `decoded_page` opened, read by a publisher's selectors where there are any, ready to be cleaned.

    `Document.decoded` holds the text that extraction handed over, for that is what can be put back.

    Raises:
        DocumentError: it is over a limit, or has nothing visible in it.
    """
    url, created = (value if isinstance(value := raw.given.get(key), str) else "" for key in ("url", "created"))
    page = read_page(opened, selectors=selectors, extractor=extractor, url=url, created=created)
    document = done(_document(raw, source._replace(text=page.text), straight=straight))
    blocks = _by_line(document, page.blocks)
    return replace(document, blocks=blocks, fields=_repaired(page.fields), fallback=page.fallback)


def _document(raw: Raw, source: Decoded, whole_page: bool = False, straight: bool = False) -> Steps[Document]:
    given_as_is = raw.kind != "html" and source.plain
    text, repairs, lines, cores, mangled = repaired(source.text, raw.encoded if given_as_is else None)
    if straight:
        text, repairs = straighten(text, repairs)
    found = segment(text) if straight else segmented(lines, cores)
    if not found:
        raise DocumentError("empty", "nothing visible in it")
    if len(found) > MAX_LINES:
        raise DocumentError("limit", f"{len(found)} lines, more than {MAX_LINES}")
    yield
    given = raw.given.get("language")
    language, score = (code(given), 1.0) if isinstance(given, str) and given else detect(text)
    return Document(raw.id, text, found, language, score, source, repairs, whole_page=whole_page, mojibake=mangled)


def _by_line(document: Document, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The kind of each non-blank line: repair adds and removes no line, so lines of the text are lines of blocks."""
    kinds = [block.kind for block in blocks for _ in block.text.split("\n")]
    lines = document.text.split("\n")
    if len(kinds) != len(lines):
        return ()
    return tuple(kind for kind, line in zip(kinds, lines, strict=True) if line.strip())


def _repaired(fields: PageFields) -> PageFields:
    """A page's fields without mojibake, entities and stray white space, as the text is."""

    def mend(value: str) -> str:
        return (repair_line(value)[0] if may_need_repair(value) else value).strip()

    return PageFields(
        title=mend(fields.title),
        standfirst=mend(fields.standfirst),
        authors=tuple(filter(None, map(mend, fields.authors))),
        created=fields.created,
        captions=tuple(filter(None, map(mend, fields.captions))),
        image_credits=tuple(filter(None, map(mend, fields.image_credits))),
        url=fields.url,
        site=mend(fields.site),
    )
