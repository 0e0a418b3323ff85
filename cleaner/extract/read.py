"""
A page is opened once, then read: by a publisher's selectors, else by its structure, and by trafilatura if in doubt.

What a page declares (its URL above all) is known as soon as it is open, so that it can choose the selectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from ..page import Block, Page, Selectors
from .by_selectors import read_known
from .by_structure import Body, find_body
from .declared import Said, read_said
from .fallback import is_better, is_doubtful
from .limits import LIMITS, Limits, check_source
from .other_extractors import resiliparse_blocks, trafilatura_blocks
from .page_blocks import blocks_of
from .page_fields import fields_of
from .standfirst import find_opening, find_standfirst
from .tree import Tree, read_tree

PEER_CHARACTERS = 5_000_000
"""Characters up to which trafilatura is asked in doubt: its time grows faster than the page."""

EXTRACTORS = ("auto", "trafilatura", "resiliparse")


class OpenPage(NamedTuple):
    """A parsed page: its HTML, the parser, what the page declares of itself, and the limits it is held to."""

    html: str
    parser: LexborHTMLParser
    said: Said
    limits: Limits

    @property
    def url(self) -> str:
        """The URL that the page declares, "" for none."""
        return self.said.url


def open_page(html: str, limits: Limits = LIMITS) -> OpenPage:
    """
    Parse a page and read what it declares in JSON-LD and meta elements.

    Raises:
        DocumentError: with reason `limit`, where the page is over one of `limits`.

    >>> open_page('<link rel="canonical" href="https://example.org/rain">').url
    'https://example.org/rain'
    """
    check_source(html, limits)
    parser = LexborHTMLParser(html)
    return OpenPage(html, parser, read_said(parser), limits)


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

    `selectors` are the entries of a publisher's pack; where none finds 200 characters, `fallback` is set and the
    page is read as one of an unknown publisher. `extractor` other than "auto" asks another library for the blocks
    instead. `url` and `created` are what the caller knows.

    Raises:
        DocumentError: with reason `limit`, where the parsed page is over one of its limits.
    """
    assert extractor in EXTRACTORS, extractor
    html, parser, said, limits = page
    if selectors and extractor == "auto":
        known = read_known(parser, said, selectors, url, created, limits)
        if known is not None:
            return known
    tree = read_tree(parser, limits)
    body = find_body(tree, said)
    standfirst = find_standfirst(body)
    body = body._replace(kept=(*find_opening(body, standfirst), *body.kept))
    fields = fields_of(parser, said, body, tree.pieces[standfirst].text if standfirst >= 0 else "", url, created)
    used, blocks = _blocks(html, tree, body, extractor)
    return Page(blocks, fields, used, fallback=bool(selectors) and extractor == "auto")


def extract(
    html: str,
    *,
    selectors: Sequence[Selectors] = (),
    extractor: str = "auto",
    url: str = "",
    created: str = "",
    limits: Limits = LIMITS,
) -> Page:
    """
    `open_page` and `read_page` in one call.

    >>> page = extract("<h1>Rain in May</h1><p>" + "It rained for days, and nobody minded. " * 6 + "</p>")
    >>> page.fields.title, [block.kind for block in page.blocks]
    ('Rain in May', ['paragraph'])
    """
    return read_page(open_page(html, limits), selectors=selectors, extractor=extractor, url=url, created=created)


def _blocks(html: str, tree: Tree, body: Body, extractor: str) -> tuple[str, tuple[Block, ...]]:
    """Who extracted the blocks, and the blocks."""
    if extractor == "resiliparse":
        return extractor, resiliparse_blocks(html)
    if extractor == "trafilatura":
        return extractor, trafilatura_blocks(html)
    if is_doubtful(body) and len(html) <= PEER_CHARACTERS:
        other = trafilatura_blocks(html)
        if is_better(body, [block.text for block in other]):
            return "trafilatura", other
    return "structure", blocks_of(tree, body.kept)
