"""
The lines of the container that are still in question, and what carries the body among them.

A rule is a function of the flow that gives the pieces it would drop. No rule sees what another one drops; `without`
decides, and undoes a rule that would take too much of the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .page_index import Shape, View
from .tags import CELLS, PARAGRAPHS


class Flow(NamedTuple):
    """Pieces by number, in order; by parent box and by shape the letters of the long pieces; and their sum."""

    view: View
    pieces: tuple[int, ...]
    by_parent: dict[int, int]
    by_shape: dict[Shape, int]
    mass: int

    def parent_share(self, piece: int) -> float:
        """The share of the long text that stands in the same box as this piece's box."""
        return self.by_parent.get(self.view.parent(piece), 0) / self.mass

    def shape_share(self, piece: int) -> float:
        """The share of the long text that has the tags and classes of this piece."""
        return self.by_shape.get(self.view.shape(piece), 0) / self.mass


Rule = Callable[[Flow], set[int]]


def flow(view: View, pieces: Iterable[int]) -> Flow:
    """The flow of these pieces."""
    numbers = tuple(pieces)
    by_parent: dict[int, int] = {}
    by_shape: dict[Shape, int] = {}
    mass = 0
    for piece in numbers:
        if view.long[piece]:
            size = view.tree.pieces[piece].size
            by_parent[view.parent(piece)] = by_parent.get(view.parent(piece), 0) + size
            by_shape[view.shape(piece)] = by_shape.get(view.shape(piece), 0) + size
            mass += size
    return Flow(view, numbers, by_parent, by_shape, max(1, mass))


def lists_in(flow_: Flow) -> set[int]:
    """
    The pieces that are several lines of one shape in a row with few links, in a box that holds body text: items and
    cells, and paragraphs that end like no sentence. Lines of one box are an address or a signature while they are few.
    """
    view, table = flow_.view, flow_.view.table
    found: set[int] = set()
    for run in _rows(flow_):
        boxes = {view.tree.pieces[at].box for at in run}
        enough = table.run if len(boxes) > 1 else table.run_in_box
        if len(run) >= enough and flow_.by_parent.get(view.around_list(run[0]), 0) > 0.1 * flow_.mass:
            found.update(run)
    return found


def _rows(flow_: Flow) -> Iterator[list[int]]:
    """Lines in a row that could be a list."""
    view = flow_.view
    run: list[int] = []
    for at in flow_.pieces:
        tag = view.tag(at)
        listed = tag in CELLS or (tag in PARAGRAPHS and not view.ended[at])
        listed = listed and view.tree.pieces[at].link <= view.table.run_link
        if run and not (listed and _in_row(view, run[-1], at)):
            yield run
            run = []
        if listed:
            run.append(at)
    if run:
        yield run


def _in_row(view: View, one: int, other: int) -> bool:
    """Whether two pieces have one shape and stand in one list."""
    return view.shapes[one] == view.shapes[other] and view.around_list(one) == view.around_list(other)


def without(flow_: Flow, rules: Iterable[Rule]) -> Flow:
    """The flow without what the rules drop; a rule that would drop too much long text is wrong about this page."""
    view = flow_.view
    gone: set[int] = set()
    for rule in rules:
        dropped = rule(flow_)
        weight = sum(view.tree.pieces[piece].size for piece in dropped if view.long[piece])
        if weight <= view.table.guard * flow_.mass:
            gone |= dropped
    return flow(view, (piece for piece in flow_.pieces if piece not in gone))
