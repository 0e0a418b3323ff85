"""
A YAML text whose nodes are known: where each key or item begins and ends with its comments, and changes of the text there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from .yaml_layout import indented


class Change(NamedTuple):
    """`[start, end)` of the text, and what takes its place."""

    start: int
    end: int
    new: str


class Extent(NamedTuple):
    """
    A key with its value, or an item with its dash, in block style: where it starts and ends, where the comment right above
    it starts, and where the line after it starts.
    """

    start: int
    end: int
    above: int
    below: int


class YamlSource:
    """A text, and where its nodes are in it."""

    def __init__(self, text: str):
        self.text = text

    def of(self, node: Any) -> str:
        """The text of a node."""
        return self.text[node.start_mark.index : self.end(node)]

    def end(self, node: Any) -> int:
        """Where a node ends. (For the library, a block ends where the next thing begins, after all comments.)"""
        if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
            start, end = int(node.start_mark.index), int(node.end_mark.index)
            return start + len(self.text[start:end].rstrip())
        last = node.value[-1]
        return self.end(last[1] if isinstance(node, yaml.MappingNode) else last)

    def keys(self, node: Any) -> dict[str, Extent]:
        """The extents of a block mapping's keys."""
        places = ((key.start_mark.index, self.end(value)) for key, value in node.value)
        return dict(zip((key.value for key, _ in node.value), self._extents(places), strict=True))

    def items(self, node: Any) -> list[Extent]:
        """The extents of a block list's items."""
        return list(self._extents((self._dash(item, node.start_mark.column), self.end(item)) for item in node.value))

    def _dash(self, item: Any, column: int) -> int:
        start = self.text.rfind("\n", 0, item.start_mark.index) + 1
        while self.text[start + column] != "-":
            start = self.text.rfind("\n", 0, start - 1) + 1
        return start + column

    def _extents(self, places: Iterable[tuple[int, int]]) -> Iterator[Extent]:
        floor = 0
        for start, end in places:
            below = self.text.find("\n", end) + 1 or len(self.text)
            above = self.text.rfind("\n", 0, start) + 1
            if self.text[above:start].strip():
                above = start  # a dash is before it
            else:
                while above > floor and (line := self._line_before(above)).lstrip().startswith("#"):
                    above -= len(line)
            yield Extent(start, end, above, below)
            floor = below

    def _line_before(self, at: int) -> str:
        return self.text[self.text.rfind("\n", 0, at - 1) + 1 : at]

    def apply(self, changes: Iterable[Change], start: int = 0, end: int | None = None) -> str:
        """A part of the text with its changes made."""
        pieces, at = [], start
        for change in sorted(changes, key=lambda change: change.start):
            pieces += [self.text[at : change.start], change.new]
            at = max(at, change.end)
        return "".join([*pieces, self.text[at:end]])

    def remove(self, extents: Sequence[Extent], stays: Sequence[bool]) -> Iterator[Change]:
        """Take out what does not stay, with its comments, and with the blank lines above it, or below it at the start."""
        for number, (_, _, start, end) in enumerate(extents):
            if stays[number]:
                continue
            if any(stays[:number]):
                while start and not (line := self._line_before(start)).strip():
                    start -= len(line)
            else:
                while end < len(self.text) and not self.text[end : self._line_after(end)].strip():
                    end = self._line_after(end)
            yield Change(start, end, "")

    def _line_after(self, at: int) -> int:
        return self.text.find("\n", at) + 1 or len(self.text)

    def insert_below(self, extent: Extent, lines: Iterable[str], column: int, spaced: bool) -> Change:
        """Put lines below a key or an item, `spaced` by a blank line."""
        unended = "" if self.text[: extent.below].endswith("\n") else "\n"
        return Change(extent.below, extent.below, unended + "\n" * spaced + whole_lines(lines, column))


def whole_lines(lines: Iterable[str], column: int) -> str:
    """Lines at a column, each with its end."""
    return "".join(f"{line}\n" for line in indented(lines, column))


def from_column(lines: Sequence[str], column: int) -> str:
    """Lines for a place that is at a column already: all but the first are indented."""
    return "\n".join([lines[0], *indented(lines[1:], column)])
