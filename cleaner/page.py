"""
What a page of HTML is known by: where a publisher keeps the article, and what a page gives.

These values stand below both rules and preparing: a pack's `html` section is parsed into `Selectors`, `prepare` follows
them, and neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

BLOCK_KINDS = ("paragraph", "heading", "list-item", "quote", "table-row", "caption", "preformatted")
"""What a block of a page can be."""


@dataclass(frozen=True, slots=True)
class Selectors:
    """
    One entry of a pack's `html` section: CSS selectors for the parts of a publisher's pages.

    `body` matches the element or elements that hold the article, `drop` what goes from inside it. The others are for
    pages whose JSON-LD and meta lack the field. `until` (ISO date, or "") is the last day on which pages looked so.
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
    """One paragraph-like piece of a page; `text` is a single line unless `kind` is preformatted."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PageFields:
    """What a page says of itself, JSON-LD before Open Graph before meta before visible elements; "" is unknown."""

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
    """What is left of a page: its blocks in order, its fields, who extracted it, and whether selectors failed."""

    blocks: tuple[Block, ...]
    fields: PageFields = field(default_factory=PageFields)
    extractor: str = "structure"
    fallback: bool = False

    @property
    def text(self) -> str:
        """The blocks as text: one line each, list items with `- `."""
        return "\n".join("- " + b.text if b.kind == "list-item" else b.text for b in self.blocks)
