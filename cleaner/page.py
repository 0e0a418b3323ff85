"""
A page of HTML: where its publisher puts the article, and what is extracted.

Rules and extraction share these values without knowing each other: a pack's `html` section is parsed into `Selectors`,
and extraction follows them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

BLOCK_KINDS = ("paragraph", "heading", "list-item", "quote", "table-row", "caption", "preformatted")
"""The kinds of block of a page."""


@dataclass(frozen=True, slots=True)
class Selectors:
    """
    One entry of a pack's `html` section: CSS selectors for the parts of a publisher's pages.

    `body` matches the element or elements that hold the article, `drop` what is dropped inside them. Without a `body` there
    is only a `drop`, which counts for all entries of the publisher. The other selectors are for pages whose JSON-LD and meta
    lack the field. `until` (ISO date, or "") is the last day of this layout.
    """

    body: str
    drop: tuple[str, ...] = ()
    standfirst: str = ""
    title: str = ""
    authors: str = ""
    date: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item and so on; `text` is a single line unless `kind` is preformatted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PageFields:
    """The fields of a page: from JSON-LD, else Open Graph, else meta, else visible elements; "" if unknown."""

    title: str = ""
    standfirst: str = ""
    authors: tuple[str, ...] = ()
    created: str = ""
    captions: tuple[str, ...] = ()
    image_credits: tuple[str, ...] = ()
    url: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its blocks in order, its fields, what extracted it, and whether selectors failed."""

    blocks: tuple[Block, ...]
    fields: PageFields = field(default_factory=PageFields)
    extractor: str = "structure"
    fallback: bool = False

    @property
    def text(self) -> str:
        """The blocks as text, a line for each; list items begin with `- `."""
        return "\n".join("- " + block.text if block.kind == "list-item" else block.text for block in self.blocks)
