"""Pages of a publisher whose pack says where the article is: no heuristics, the selectors decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..page import Page, PageFields, Selectors
from .author_names import names_in
from .by_structure import Body
from .dates import date_in, first_date
from .declared import Said
from .limits import Limits
from .page_blocks import blocks_of
from .page_fields import created_of, fields_of
from .page_index import plain_view
from .standfirst import find_standfirst
from .tags import words
from .tree import Tree, read_tree

ENOUGH = 200
"""Visible characters that a body must have, else the next entry is tried: the contract of a pack's `html` section."""

BESIDE = "h1, figcaption"
"""What is read of a page besides its body, where the standfirst need not be looked for."""

NEVER_BODY = words("nav form button figure figcaption dialog")
"""Tags inside a selected body that are never part of it: navigation, controls, pictures with their captions."""


def read_known(
    parser: LexborHTMLParser, said: Said, selectors: Sequence[Selectors], url: str, created: str, limits: Limits
) -> Page | None:
    """The page by the first entry that finds a body, None where none does."""
    date = date_in(created) or created_of(parser, said, url)
    for entry in in_order(selectors, date):
        tree = _selected_tree(parser, entry, limits)
        kept = tuple(_kept(tree))
        if sum(len(tree.pieces[at].text) for at in kept) < ENOUGH:
            continue
        seen = plain_view(tree, said)
        body = Body(kept, seen, ["caption" if _in_figure(tree, at) else "" for at in range(len(tree.boxes))])
        standfirst = _text(parser, entry.standfirst)
        if not entry.standfirst:
            found = find_standfirst(body)
            standfirst = tree.pieces[found].text if found >= 0 else ""
        fields = _completed(fields_of(parser, said, body, standfirst, url, created), parser, entry, said)
        return Page(blocks_of(tree, kept), fields, "selectors")
    return None


def in_order(selectors: Sequence[Selectors], date: str) -> list[Selectors]:
    """
    The entries newest first, open-ended before dated; those that ended before the page's date at the end.

    >>> old, new = Selectors(".old", until="2020-01-01"), Selectors(".new")
    >>> [entry.body for entry in in_order([old, new], "2024-05-01")]
    ['.new', '.old']
    """
    newest = sorted(selectors, key=lambda entry: entry.until or "9999", reverse=True)
    return sorted(newest, key=lambda entry: bool(date and entry.until and entry.until < date))


def _selected_tree(parser: LexborHTMLParser, entry: Selectors, limits: Limits) -> Tree:
    """
    The body without what goes, and what of the page besides is asked for: headlines and captions, and where the
    standfirst is still to be found, all that stands between the headline and the body.
    """
    bodies = parser.css(entry.body)
    if not bodies:
        return read_tree(parser, limits, only=())
    apart = ", ".join(filter(None, (*entry.drop, entry.standfirst, entry.title, entry.authors, entry.date)))
    skip = frozenset(node.mem_id for body in bodies for node in body.css(apart)) if apart else frozenset[int]()
    beside = parser.css(f"{entry.body}, {BESIDE}")
    only = beside if entry.standfirst else _from_headline(beside, bodies[0])
    return read_tree(parser, limits, frozenset(node.mem_id for node in bodies), skip, only)


def _from_headline(nodes: list[LexborNode], body: LexborNode) -> list[LexborNode] | None:
    """The nodes, and before them what holds both the first headline and the body; None, for all, where nothing does."""
    top = next((node for node in nodes if node.tag == "h1"), None)
    if top is None:
        return None
    above = {node.mem_id for node in _upwards(top)}
    both = next((node for node in _upwards(body) if node.mem_id in above), None)
    if both is None:
        return None
    first = next(at for at, node in enumerate(nodes) if both.mem_id in {one.mem_id for one in _upwards(node)})
    return [*nodes[:first], both, *nodes[first:]]


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    """What is around a node inside `<body>`, from the innermost."""
    above = node.parent
    while above is not None and above.tag not in ("body", "html"):
        yield above
        above = above.parent


def _kept(tree: Tree) -> list[int]:
    inside = [False] * len(tree.boxes)
    for at, box in enumerate(tree.boxes):
        inside[at] = (at > 0 and inside[box.parent] and box.tag not in NEVER_BODY) or at in tree.chosen
    return [at for at, piece in enumerate(tree.pieces) if inside[piece.box]]


def _in_figure(tree: Tree, at: int) -> bool:
    box = tree.boxes[at]
    return box.tag == "figcaption" or (box.parent >= 0 and tree.boxes[box.parent].tag == "figcaption")


def _completed(fields: PageFields, parser: LexborHTMLParser, entry: Selectors, said: Said) -> PageFields:
    """The fields, with what the entry's selectors find where JSON-LD and meta say nothing."""
    if entry.title and not said.titles:
        fields = replace(fields, title=_text(parser, entry.title) or fields.title)
    if entry.authors and not said.authors:
        fields = replace(fields, authors=names_in(map(_plain, parser.css(entry.authors))) or fields.authors)
    if entry.date and not fields.created:
        nodes = parser.css(entry.date)
        fields = replace(fields, created=first_date(t for n in nodes for t in (_datetime(n), _plain(n))))
    return fields


def _text(parser: LexborHTMLParser, css: str) -> str:
    """The text of what a selector finds; a node that several of its parts find counts once."""
    nodes = {node.mem_id: node for node in parser.css(css)} if css else {}
    return " ".join(filter(None, map(_plain, nodes.values())))


def _plain(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _datetime(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or ""
