"""
A page is opened once, then read: by a publisher's selectors, else by its structure, and by trafilatura if in doubt.

What a page declares (its URL above all) is known as soon as it is open, so that it can choose the selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..extras import missing
from ..page import Block, Page, Selectors
from .by_selectors import read_by_selectors
from .by_structure import Body, find_body
from .declared import Declared, read_declared
from .fallback import is_better, is_doubtful
from .limits import DEFAULT_LIMITS, Limits, check_source
from .other_extractors import resiliparse_blocks, trafilatura_blocks
from .page_blocks import build_blocks
from .page_fields import read_fields
from .standfirst import find_opening, find_standfirst
from .tree import Tree, read_tree

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MAX_TRAFILATURA_CHARS = 5_000_000
"""Longer pages are not tried with trafilatura, whose time grows faster than the page; never varied."""


class OpenPage(NamedTuple):
    """A parsed page: its HTML, the parser, what the page declares, and the limits that hold for it."""

    html: str
    parser: LexborHTMLParser
    declared: Declared
    limits: Limits

    @property
    def url(self) -> str:
        """The URL that the page declares, "" for none."""
        return self.declared.url


def open_page(html: str, limits: Limits = DEFAULT_LIMITS) -> OpenPage:
    """
    Parse a page and read what it declares in JSON-LD and meta elements.

    Raises:
        DocumentError: with reason `limit`, if the page is over one of `limits`.
        RunError: selectolax, the parser, is not installed.

    >>> open_page('<link rel="canonical" href="https://example.org/rain">').url
    'https://example.org/rain'
    """
    try:
        from selectolax.lexbor import LexborHTMLParser
    except ModuleNotFoundError as error:
        raise missing("selectolax", "reading a page of HTML") from error

    check_source(html, limits)
    parser = LexborHTMLParser(html)
    return OpenPage(html, parser, read_declared(parser), limits)


def read_page(
    page: OpenPage,
    *,
    selectors: Sequence[Selectors] = (),
    extractor: str = "auto",
    url: str = "",
    created: str = "",
) -> Page:
    """
    The article of an open page, and its fields.

    `selectors` are the entries of a publisher's pack. If none finds 200 characters, `fallback` is set and the page is
    read by its structure. An `extractor` other than "auto" takes the blocks from another library instead. `url` and
    `created` (as a date in any form) come before what the page declares.

    Raises:
        DocumentError: with reason `limit`, if the parsed page is over one of its limits.
    """
    assert extractor in ("auto", "trafilatura", "resiliparse"), extractor
    html, parser, declared, limits = page
    if selectors and extractor == "auto":
        selected = read_by_selectors(parser, declared, selectors, url, created, limits)
        if selected is not None:
            return selected
    tree = read_tree(parser, limits)
    body = find_body(tree, declared)
    block = find_standfirst(body)
    standfirst = tree.blocks[block].text if block >= 0 else ""
    body = body._replace(kept=(*find_opening(body, block), *body.kept))
    fields = read_fields(parser, declared, body, standfirst, url, created)
    used, blocks = _extract_blocks(html, tree, body, extractor)
    return Page(blocks, fields, used, fallback=bool(selectors) and extractor == "auto")


def extract(
    html: str,
    *,
    selectors: Sequence[Selectors] = (),
    extractor: str = "auto",
    url: str = "",
    created: str = "",
    limits: Limits = DEFAULT_LIMITS,
) -> Page:
    """
    `open_page` and `read_page` in one call.

    >>> page = extract("<h1>Rain in May</h1><p>" + "It rained for days, and nobody minded. " * 6 + "</p>")
    >>> page.fields.title, [block.kind for block in page.blocks]
    ('Rain in May', ['paragraph'])
    """
    return read_page(open_page(html, limits), selectors=selectors, extractor=extractor, url=url, created=created)


def _extract_blocks(html: str, tree: Tree, body: Body, extractor: str) -> tuple[str, tuple[Block, ...]]:
    """The name of the extractor that was used, and its blocks."""
    if extractor == "resiliparse":
        return extractor, resiliparse_blocks(html)
    if extractor == "trafilatura":
        return extractor, trafilatura_blocks(html)
    if is_doubtful(body) and len(html) <= MAX_TRAFILATURA_CHARS:
        other = trafilatura_blocks(html)
        if is_better(body, [block.text for block in other]):
            return "trafilatura", other
    return "structure", build_blocks(tree, body.kept)
