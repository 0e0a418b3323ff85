"""The lines of a text, each split where something was removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .edit import Edit
from .visibility import has_visible


class LinePart(NamedTuple):
    """A part of a line, and the edit that removed it, if any. `first` marks the first visible part of an edit."""

    text: str
    edit: Edit | None = None
    first: bool = False


class MarkedLine(NamedTuple):
    """A line: its number among the non-blank lines, from 1 (0 for a blank line), and its parts."""

    number: int
    parts: tuple[LinePart, ...]

    @property
    def gone(self) -> bool:
        """Whether nothing visible is left of it."""
        cut = any(part.edit for part in self.parts)
        return cut and not any(has_visible(part.text) for part in self.parts if not part.edit)

    @property
    def cut(self) -> bool:
        """Whether part of it was removed."""
        return any(part.edit for part in self.parts)


def marked_lines(text: str, edits: Iterable[Edit]) -> list[MarkedLine]:
    """
    All lines of a document's text, from which these edits were removed.

    >>> [(row.number, row.gone, [part.text for part in row.parts])
    ...  for row in marked_lines("ab\\n\\ncd", [Edit(5, 6, 0, ("r",), "k", "d")])]
    [(1, False, ['ab']), (0, False, ['']), (2, False, ['c', 'd'])]
    """
    left = sorted(edits, key=lambda edit: edit.start)
    made, start, number, at = [], 0, 0, 0
    named: set[Edit] = set()
    for line in text.split("\n"):
        end = start + len(line)
        while at < len(left) and left[at].end <= start:
            at += 1
        inside = [edit for edit in left[at : at + len(line) + 1] if edit.start < end]
        number += bool(line.strip())
        parts = [_first(part, named) for part in _parts(text, start, end, inside)]
        made.append(MarkedLine(number if line.strip() else 0, tuple(parts)))
        start = end + 1
    return made


def _first(part: LinePart, named: set[Edit]) -> LinePart:
    if part.edit is None or part.edit in named or not part.text.strip():
        return part
    named.add(part.edit)
    return part._replace(first=True)


def _parts(text: str, start: int, end: int, edits: Iterable[Edit]) -> Iterator[LinePart]:
    at = start
    for edit in edits:
        left, right = max(edit.start, start), min(edit.end, end)
        if left > at:
            yield LinePart(text[at:left])
        yield LinePart(text[left:right], edit)
        at = right
    if at < end or start == end:
        yield LinePart(text[at:end])
