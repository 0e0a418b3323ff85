"""A page of HTML into a `Document`: extracted, and then prepared as any text is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..document import Document, Raw
from ..extract import open_page, read_page
from ..page import Block, PageFields, Selectors
from ..repair import repair_line
from ..repair.repair_prefilter import may_need_repair
from . import decode_input, document_of

SelectorsOf = Callable[[str, str], Sequence[Selectors]]
"""The selectors of a publisher's pack, by the source and the URL of a page."""


def read_page_text(
    raw: Raw, selectors_of: SelectorsOf, extractor: str = "auto", straight_quotes: bool = False
) -> Document:
    """
    A page as a document whose language is not identified yet. It is read by its publisher's selectors if there are any; a
    page that came without a URL by those of the URL that it declares.

    `Document.decoded` holds the text that extraction gave, because that is what can be restored.

    Raises:
        DocumentError: it is over a limit, is not text, or has nothing visible in it.
    """
    decoded = decode_input(raw)
    opened = open_page(decoded.text)
    url, created = raw.url, raw.given.get("created")
    selectors = selectors_of(raw.source, url)
    if not selectors and not url and opened.url:
        url = opened.url
        selectors = selectors_of(raw.source, url)
    page = read_page(
        opened, selectors=selectors, extractor=extractor, url=url, created=created if isinstance(created, str) else ""
    )
    document = document_of(raw, decoded._replace(text=page.text), straight_quotes=straight_quotes)
    kinds = kinds_by_line(document, page.blocks)
    return replace(document, blocks=kinds, fields=repaired_fields(page.fields), fallback=page.fallback)


def kinds_by_line(document: Document, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The kind of block that each non-blank line is. Repair never adds or removes a line, so the two keep step."""
    kinds = [block.kind for block in blocks for _ in block.text.split("\n")]
    lines = document.text.split("\n")
    if len(kinds) != len(lines):
        return ()
    return tuple(kind for kind, line in zip(kinds, lines, strict=True) if line.strip())


def repaired_fields(fields: PageFields) -> PageFields:
    """A page's fields without mojibake, entities and stray white space, repaired as its text is."""

    def repaired(value: str) -> str:
        return (repair_line(value)[0] if may_need_repair(value) else value).strip()

    return PageFields(
        title=repaired(fields.title),
        standfirst=repaired(fields.standfirst),
        authors=tuple(filter(None, map(repaired, fields.authors))),
        created=fields.created,
        captions=tuple(filter(None, map(repaired, fields.captions))),
        image_credits=tuple(filter(None, map(repaired, fields.image_credits))),
        url=fields.url,
        site=repaired(fields.site),
    )
