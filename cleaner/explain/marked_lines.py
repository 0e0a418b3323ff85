"""A text as rows for showing: its lines, each cut where something was removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..document import Document
from ..edit import Edit, visible


class Piece(NamedTuple):
    """A part of a line, and the edit that removed it, if any; `first` says that of this edit it is seen first."""

    text: str
    edit: Edit | None = None
    first: bool = False


class Row(NamedTuple):
    """A line: its number among the lines that are not blank, from 1 (0 for a blank one), and its pieces."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def gone(self) -> bool:
        """Whether nothing that can be seen stays of it."""
        cut = any(piece.edit for piece in self.pieces)
        return cut and not any(visible(piece.text) for piece in self.pieces if not piece.edit)

    @property
    def cut(self) -> bool:
        """Whether something of it was removed."""
        return any(piece.edit for piece in self.pieces)


def rows(document: Document, edits: Iterable[Edit]) -> list[Row]:
    """
    All lines of a document.

    >>> from cleaner.span import LineIndex
    >>> [(row.number, row.gone, [piece.text for piece in row.pieces])
    ...  for row in rows(Document("", "ab\\n\\ncd", LineIndex([0, 4], [2, 2])), [Edit(5, 6, 0, ("r",), "k", "d")])]
    [(1, False, ['ab']), (0, False, ['']), (2, False, ['c', 'd'])]
    """
    left = sorted(edits, key=lambda edit: edit.start)
    made, start, number, at = [], 0, 0, 0
    named: set[Edit] = set()
    for text in document.text.split("\n"):
        end = start + len(text)
        while at < len(left) and left[at].end <= start:
            at += 1
        inside = [edit for edit in left[at : at + len(text) + 1] if edit.start < end]
        number += bool(text.strip())
        pieces = [_first(piece, named) for piece in _pieces(document.text, start, end, inside)]
        made.append(Row(number if text.strip() else 0, tuple(pieces)))
        start = end + 1
    return made


def _first(piece: Piece, named: set[Edit]) -> Piece:
    if piece.edit is None or piece.edit in named or not piece.text.strip():
        return piece
    named.add(piece.edit)
    return piece._replace(first=True)


def _pieces(text: str, start: int, end: int, edits: Iterable[Edit]) -> Iterator[Piece]:
    at = start
    for edit in edits:
        left, right = max(edit.start, start), min(edit.end, end)
        if left > at:
            yield Piece(text[at:left])
        yield Piece(text[left:right], edit)
        at = right
    if at < end or start == end:
        yield Piece(text[at:end])
