"""
Other extractors behind one function each: a page's HTML into blocks.

They are imported when they are first asked: trafilatura costs 0.4 s. Its comments are off, and so is its deduplication,
which carries state from page to page.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..page import Block

KIND_OF_TAG = {"head": "heading", "item": "list-item", "quote": "quote", "row": "table-row", "code": "preformatted"}
_WHOLE = frozenset(("p", *KIND_OF_TAG))


def trafilatura_blocks(html: str) -> tuple[Block, ...]:
    """What trafilatura, set to precision, takes for the article; empty where it finds none."""
    from trafilatura import bare_extraction

    found = bare_extraction(html, include_comments=False, deduplicate=False, favor_precision=True, with_metadata=False)
    return () if found is None else tuple(_blocks(getattr(found, "body", None)))


def _blocks(body: object) -> Iterator[Block]:
    """The blocks of trafilatura's tree, whose paragraphs, items and rows may stand in one another."""
    from lxml.etree import _Element

    assert isinstance(body, _Element)
    nodes: list[_Element] = [body]
    while nodes:
        node = nodes.pop()
        if node.tag not in _WHOLE:
            nodes.extend(reversed(node))
            continue
        kind = KIND_OF_TAG.get(str(node.tag), "paragraph")
        gap = " | " if kind == "table-row" else ""
        texts = (
            [gap.join(part for part in node.itertext())] if not gap else [gap.join("".join(c.itertext()) for c in node)]
        )
        for text in texts:
            for line in text.split("\n") if kind != "preformatted" else (text,):
                if line.strip():
                    yield Block(kind, " ".join(line.split()))


def resiliparse_blocks(html: str) -> tuple[Block, ...]:
    """What resiliparse takes for the main content: recall before precision."""
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(html, main_content=True, alt_texts=False, links=False, form_fields=False, noscript=False)
    return tuple(_line(line.strip()) for line in str(text).split("\n") if line.strip())


def _line(text: str) -> Block:
    return Block("list-item", text[1:].strip()) if text.startswith("•") else Block("paragraph", " ".join(text.split()))
