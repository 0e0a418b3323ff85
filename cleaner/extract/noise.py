"""Which boxes inside the container carry no body: by concealment, by tag, by a word in their names."""

from __future__ import annotations

from .page_index import Shape, View
from .tags import HEADINGS
from .thresholds import HIDDEN, HIDDEN_PARTS, NOISE, NOISE_TAGS
from .tree import Box, words_of

MISNAMED = ("related", "caption")
"""Kinds of noise whose words stand in names of the body too. Biographies and small print often are set like it."""

KIND_OF = {word: kind for kind, words in NOISE.items() for word in words}


def noise_of(view: View) -> list[str]:
    """
    By box, what kind of noise it is or stands in, "" for none.

    A box that holds a good part of the long text, or whose class does, is never judged: what carries the text is
    called anything, `teaser` and `gallery` included. Nor are the container, what is around it, and the densest box.
    """
    boxes = view.tree.boxes
    kinds = [""] * len(boxes)
    held = max(1, view.mass[view.container])
    for at, box in enumerate(boxes):
        if at == 0 or not view.inside[at] or at in (view.container, view.seed):
            continue
        kinds[at] = kinds[box.parent]
        if not kinds[at]:
            kind = kind_of(view, at)
            if kind and view.mass[at] < view.table.minor * held and view.is_minor(at, view.table.minor):
                kinds[at] = kind
    return kinds


def noise_by_piece(view: View, noise: list[str]) -> list[str]:
    """
    By piece, what kind of noise it stands in, "" for none: also for long text that has the very tags and classes of most of
    the body, in a box that is called like a teaser or a picture.
    """
    sizes: dict[Shape, int] = {}
    for at, piece in enumerate(view.tree.pieces):
        if view.long[at] and view.inside[piece.box] and not noise[piece.box]:
            sizes[view.shapes[at]] = sizes.get(view.shapes[at], 0) + piece.size
    most = view.table.minor * sum(sizes.values())
    body = {shape for shape, size in sizes.items() if size > most and (shape[1] or shape[3])}
    spared = {at for at, shape in enumerate(view.shapes) if view.long[at] and shape in body} if body else set()
    kinds = [noise[piece.box] for piece in view.tree.pieces]
    return ["" if kind in MISNAMED and at in spared else kind for at, kind in enumerate(kinds)]


def kind_of(view: View, at: int) -> str:
    """What kind of noise a box is by itself, "" for none."""
    box = view.tree.boxes[at]
    if (box.hidden and box.tag != "p") or is_hidden(box):
        return "hidden"
    if box.tag in NOISE_TAGS:
        return "caption" if box.tag in ("figure", "figcaption") else "tag"
    if box.tag in HEADINGS and box.tag not in ("h1", "h5", "h6"):
        return ""
    return next((KIND_OF[word] for word in box.tokens if word in KIND_OF), "")


def is_hidden(box: Box) -> bool:
    """
    Whether the words of a box's names say that it is not shown. That its label is not, said in one class name as content
    systems do, says nothing of the box.

    >>> names = ("field visually-hidden", "field field--label-hidden", "label hidden")
    >>> [is_hidden(Box(0, "div", classes, words_of(classes), False, 1)) for classes in names]
    [True, False, True]
    """
    if HIDDEN.isdisjoint(box.tokens):
        return False
    telling = [name for name in map(words_of, box.classes.split()) if not HIDDEN.isdisjoint(name)]
    return not telling or any(HIDDEN_PARTS.isdisjoint(name) for name in telling)
