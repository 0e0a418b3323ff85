"""Pages whose publisher's pack says where the article is: no heuristics, the selectors decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..page import Page, PageFields, Selectors
from .author_names import names_in
from .by_structure import Body
from .dates import date_in, first_date
from .declared import Declared
from .limits import Limits
from .page_blocks import build_blocks
from .page_fields import find_created, read_fields
from .page_index import index_wordings
from .standfirst import find_standfirst
from .tags import word_set
from .tree import Tree, read_tree

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MIN_BODY_CHARS = 200
"""A shorter body is not one, and the next entry is tried: the contract of a pack's `html` section."""

HEADLINE_AND_CAPTIONS = "h1, figcaption"
"""All that is read of a page besides its body when a selector gives the standfirst."""

NEVER_BODY_TAGS = word_set("nav form button figure figcaption dialog")
"""Tags inside a selected body that are not part of it: navigation, controls, images with their captions."""


def read_by_selectors(
    parser: LexborHTMLParser, declared: Declared, selectors: Sequence[Selectors], url: str, created: str, limits: Limits
) -> Page | None:
    """The page by the first entry that finds a body, None if none does."""
    date = date_in(created) or find_created(parser, declared, url)
    for entry in sort_entries(selectors, date):
        tree = _selected_tree(parser, entry, limits)
        kept = tuple(_kept(tree))
        if sum(len(tree.blocks[i].text) for i in kept) < MIN_BODY_CHARS:
            continue
        noise = ["caption" if _is_caption(tree, i) else "" for i in range(len(tree.elements))]
        body = Body(kept, index_wordings(tree, declared), noise)
        standfirst = _text(parser, entry.standfirst)
        if not entry.standfirst:
            block = find_standfirst(body)
            standfirst = tree.blocks[block].text if block >= 0 else ""
        fields = read_fields(parser, declared, body, standfirst, url, created)
        return Page(build_blocks(tree, kept), _completed(fields, parser, entry, declared), "selectors")
    return None


def sort_entries(selectors: Sequence[Selectors], date: str) -> list[Selectors]:
    """
    The entries newest first, open-ended before dated; those that ended before the page's date at the end.

    >>> old, new = Selectors(".old", until="2020-01-01"), Selectors(".new")
    >>> [entry.body for entry in sort_entries([old, new], "2024-05-01")]
    ['.new', '.old']
    """
    newest = sorted(selectors, key=lambda entry: entry.until or "9999", reverse=True)
    return sorted(newest, key=lambda entry: bool(date and entry.until and entry.until < date))


def _selected_tree(parser: LexborHTMLParser, entry: Selectors, limits: Limits) -> Tree:
    """
    The body without what is dropped, with headlines and captions. If no selector gives the standfirst, also everything
    between the headline and the body.
    """
    bodies = parser.css(entry.body)
    if not bodies:
        return read_tree(parser, limits, roots=())
    apart_from_body = ", ".join(filter(None, (*entry.drop, entry.standfirst, entry.title, entry.authors, entry.date)))
    skipped: frozenset[int] = frozenset()
    if apart_from_body:
        skipped = frozenset(node.mem_id for body in bodies for node in body.css(apart_from_body))
    nodes = parser.css(f"{entry.body}, {HEADLINE_AND_CAPTIONS}")
    roots = nodes if entry.standfirst else _with_standfirst(nodes, bodies[0])
    return read_tree(parser, limits, frozenset(node.mem_id for node in bodies), skipped, roots)


def _with_standfirst(nodes: list[LexborNode], body: LexborNode) -> list[LexborNode] | None:
    """
    The nodes in document order, with the innermost one that holds the first headline and the body; None, which means the
    whole page, if there is none.
    """
    headline = next((node for node in nodes if node.tag == "h1"), None)
    if headline is None:
        return None
    around_headline = {node.mem_id for node in _ancestors(headline)}
    common = next((node for node in _ancestors(body) if node.mem_id in around_headline), None)
    if common is None:
        return None
    first = next(i for i, node in enumerate(nodes) if any(a.mem_id == common.mem_id for a in _ancestors(node)))
    return [*nodes[:first], common, *nodes[first:]]


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The nodes around a node inside `<body>`, innermost first."""
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html"):
        yield parent
        parent = parent.parent


def _kept(tree: Tree) -> list[int]:
    """The text blocks inside the selected elements."""
    inside = [False] * len(tree.elements)
    for i, element in enumerate(tree.elements):
        inside[i] = (i > 0 and inside[element.parent] and element.tag not in NEVER_BODY_TAGS) or i in tree.selected
    return [i for i, block in enumerate(tree.blocks) if inside[block.element]]


def _is_caption(tree: Tree, i: int) -> bool:
    """Whether an element is a `<figcaption>` or a child of one."""
    element = tree.elements[i]
    return element.tag == "figcaption" or (element.parent >= 0 and tree.elements[element.parent].tag == "figcaption")


def _completed(fields: PageFields, parser: LexborHTMLParser, entry: Selectors, declared: Declared) -> PageFields:
    """The fields, completed by the entry's selectors where JSON-LD and meta lack them."""
    if entry.title and not declared.titles:
        fields = replace(fields, title=_text(parser, entry.title) or fields.title)
    if entry.authors and not declared.authors:
        fields = replace(fields, authors=names_in(map(_plain, parser.css(entry.authors))) or fields.authors)
    if entry.date and not fields.created:
        nodes = parser.css(entry.date)
        fields = replace(fields, created=first_date(t for n in nodes for t in (_datetime(n), _plain(n))))
    return fields


def _text(parser: LexborHTMLParser, css: str) -> str:
    """The text of what a selector matches; a node that several of its parts match counts once."""
    nodes = {node.mem_id: node for node in parser.css(css)} if css else {}
    return " ".join(filter(None, map(_plain, nodes.values())))


def _plain(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _datetime(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or ""
