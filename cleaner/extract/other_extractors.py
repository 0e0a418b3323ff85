"""
Other extractors, each behind one function from HTML to blocks.

They are imported when first used: trafilatura takes 0.4 s. It runs without comments, and without its deduplication, which
carries state from page to page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..extras import missing
from ..page import Block

KIND_OF_TRAFILATURA_TAG = {
    "head": "heading",
    "item": "list-item",
    "quote": "quote",
    "row": "table-row",
    "code": "preformatted",
}
_BLOCK_TAGS = frozenset(("p", *KIND_OF_TRAFILATURA_TAG))


def trafilatura_blocks(html: str) -> tuple[Block, ...]:
    """What trafilatura, set to precision, takes for the article; empty if it finds none."""
    from trafilatura import bare_extraction

    document = bare_extraction(
        html, include_comments=False, deduplicate=False, favor_precision=True, with_metadata=False
    )
    return () if document is None else tuple(_blocks(getattr(document, "body", None)))


def _blocks(body: object) -> Iterator[Block]:
    """The blocks of trafilatura's tree, whose paragraphs, items and rows can be nested."""
    from lxml.etree import _Element

    assert isinstance(body, _Element)
    nodes: list[_Element] = [body]
    while nodes:
        node = nodes.pop()
        if node.tag not in _BLOCK_TAGS:
            nodes.extend(reversed(node))
            continue
        kind = KIND_OF_TRAFILATURA_TAG.get(str(node.tag), "paragraph")
        is_row = kind == "table-row"
        text = " | ".join("".join(cell.itertext()) for cell in node) if is_row else "".join(node.itertext())
        for line in text.split("\n") if kind != "preformatted" else (text,):
            if line.strip():
                yield Block(kind, " ".join(line.split()))


def resiliparse_blocks(html: str) -> tuple[Block, ...]:
    """What resiliparse takes for the main content: recall before precision. Raises RunError if it is not installed."""
    try:
        from resiliparse.extract.html2text import extract_plain_text
    except ModuleNotFoundError as error:
        raise missing("resiliparse", "the extractor resiliparse") from error

    text = extract_plain_text(html, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False)
    return tuple(_block(line.strip()) for line in str(text).split("\n") if line.strip())


def _block(text: str) -> Block:
    return Block("list-item", text[1:].strip()) if text.startswith("•") else Block("paragraph", " ".join(text.split()))
