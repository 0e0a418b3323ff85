"""Pages of a publisher whose pack says where the article is: no heuristics, the selectors decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaner.page import Page, PageFields, Selectors

from .blocks import blocks_of
from .body import Body
from .dates import date_in, first_date
from .fields import created_of, fields_of
from .limits import Limits
from .names import names_in
from .said import Said
from .standfirst import find_standfirst
from .tags import words
from .tree import Tree, read_tree
from .view import view

ENOUGH = 200
"""Visible characters that a body must have, else the next entry is tried: the contract of a pack's `html` section."""

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
        seen = view(tree, said)
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
    apart = [css for css in (*entry.drop, entry.standfirst, entry.title, entry.authors, entry.date) if css]
    choose = frozenset(node.mem_id for node in parser.css(entry.body))
    skip = frozenset(node.mem_id for css in apart for node in parser.css(css)) - choose
    return read_tree(parser, limits, choose, skip)


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
    return " ".join(filter(None, map(_plain, parser.css(css)))) if css else ""


def _plain(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split())


def _datetime(node: LexborNode) -> str:
    return node.attributes.get("datetime") or node.attributes.get("content") or ""
