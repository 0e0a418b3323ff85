"""
What goes in and what is cleaned: `Raw` as it was handed over, `Document` in the one coordinate system of all offsets.

`Document.text` is decoded and repaired and never changes once it exists: every offset in matches, edits and ledgers
counts its code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .lazy import lazy
from .page import PageFields
from .span import Lines

VISIBLE_NOT = frozenset(["Cc", "Cf", "Zs", "Zl", "Zp"])
"""General categories of characters that nobody sees; white space is told by `str.isspace` besides."""


@dataclass(frozen=True)
class Raw:
    """
    One input as it was handed over.

    `data` is the bytes of a file, or the text of a row. `kind` is "text" or "html". `given` holds the other fields
    of a row (url, source, title …); `path` is where it came from. `declared` is an encoding that the caller knows, from an
    HTTP header for example; files and rows bring none.
    """

    id: str
    data: bytes | str
    path: str = ""
    kind: str = "text"
    declared: str = ""
    given: dict[str, Any] = field(default_factory=dict)

    @lazy
    def encoded(self) -> bytes:
        """A file's own bytes, a row's text in UTF-8: what digests are made of, what is scanned, and made only once."""
        return self.data if isinstance(self.data, bytes) else self.data.encode("utf-8", "surrogatepass")


class Decoded(NamedTuple):
    """
    Text out of bytes, with all that is needed to make the same bytes again.

    `undecoded` holds what did not decode: (the offset in code points of `text` where it stood, the bytes in
    hexadecimal; for a row, which is text already, lone surrogates). `bom` is the byte order mark in hexadecimal.
    `raw` is the whole input in base64 where encoding the text does not give its bytes again, else "".
    """

    text: str
    encoding: str = "utf-8"
    bom: str = ""
    undecoded: tuple[tuple[int, str], ...] = ()
    raw: str = ""

    @property
    def plain(self) -> bool:
        """Whether the text in UTF-8 is the input's bytes, as it nearly always is."""
        return self.encoding == "utf-8" and not (self.bom or self.undecoded or self.raw)


class LineRepair(NamedTuple):
    """A line that repair changed: its number from 0, its original, and the names of what was done."""

    line: int
    before: str
    by: tuple[str, ...]


class Repairs(NamedTuple):
    """
    How the decoded text became `Document.text`: line ends unified, some lines changed, none added or removed.

    `newline` is the most common line end of the input, `newlines` the exceptions as (number of the line, its end).
    """

    newline: str = "\n"
    newlines: tuple[tuple[int, str], ...] = ()
    lines: tuple[LineRepair, ...] = ()


NOTHING_DECODED, NO_REPAIRS, NO_FIELDS = Decoded(""), Repairs(), PageFields()


@dataclass(frozen=True)
class Document:
    """
    A text ready to be cleaned, with what is known of it.

    `lines` are the non-blank lines without their outer white space, in order. `blocks` gives the kinds of the lines
    where the input was a page, one for each line, else it is empty.
    """

    id: str
    text: str
    lines: Lines
    language: str = "und"
    language_score: float = 0.0
    decoded: Decoded = NOTHING_DECODED
    repairs: Repairs = NO_REPAIRS
    blocks: tuple[str, ...] = ()
    fields: PageFields = NO_FIELDS
    whole_page: bool = False
    fallback: bool = False
    mojibake: bool = False

    @lazy
    def visible(self) -> int:
        """Characters that are not white space. (Format characters count: telling them apart costs more than it gives.)"""
        return sum(map(len, self.text.split()))

    @lazy
    def firsts(self) -> list[str]:
        """The first character of each line."""
        return list(map(self.text.__getitem__, self.lines.starts))

    def line(self, number: int) -> str:
        """The text of a non-blank line, counted from 0."""
        start, end = self.lines[number]
        return self.text[start:end]
