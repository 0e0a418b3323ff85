"""
An input and the document made of it: `Raw` as it came, `Document` in the one coordinate system of all offsets.

`Document.text` is decoded and repaired, and never changes once it exists: every offset in matches, edits and ledgers
counts its code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .cached_property import cached_property
from .page import PageFields
from .span import LineIndex
from .visibility import count_visible


@dataclass(frozen=True)
class Raw:
    """
    One input as it came.

    `data` is the bytes of a file, or the text of a row. `kind` is "text" or "html". `given` holds the other fields of a
    row (url, source, title …), `path` says where the input came from, and `declared` which encoding a caller, for
    example an HTTP header, says it has.
    """

    id: str
    data: bytes | str
    path: str = ""
    kind: str = "text"
    declared: str = ""
    given: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def encoded(self) -> bytes:
        """A file's own bytes, or a row's text in UTF-8; digests are made of these."""
        return self.data if isinstance(self.data, bytes) else self.data.encode("utf-8", "surrogatepass")

    @property
    def source(self) -> str:
        """The publisher that came with the input, "" if none did."""
        source = self.given.get("source")
        return source if isinstance(source, str) and source != "unknown" else ""

    @property
    def url(self) -> str:
        """The URL that came with the input, "" if none did."""
        url = self.given.get("url")
        return url if isinstance(url, str) else ""

    @property
    def title(self) -> str:
        """The title that came with the input, "" if none did."""
        title = self.given.get("title")
        return title.strip() if isinstance(title, str) else ""


class Decoded(NamedTuple):
    """
    Text decoded from bytes, with all that is needed to encode the same bytes again.

    `undecoded` holds what did not decode, as (offset in code points of `text`, bytes in hexadecimal); for a row, which is
    text already, these are lone surrogates. `bom` is the byte order mark in hexadecimal. `raw` is the whole input in
    base64 if encoding the text would not give the same bytes, else "".
    """

    text: str
    encoding: str = "utf-8"
    bom: str = ""
    undecoded: tuple[tuple[int, str], ...] = ()
    raw: str = ""

    @property
    def plain(self) -> bool:
        """Whether the input is simply the text in UTF-8, as it nearly always is."""
        return self.encoding == "utf-8" and not (self.bom or self.undecoded or self.raw)


class LineRepair(NamedTuple):
    """A line that repair changed: its number from 0, the line before, and the names of the repairs."""

    line: int
    before: str
    by: tuple[str, ...]


class Repairs(NamedTuple):
    """
    How the decoded text became `Document.text`: line ends unified, some lines changed, none added or removed.

    `newline` is the most common line end of the input, `newlines` the exceptions as (line number, line end).
    """

    newline: str = "\n"
    newlines: tuple[tuple[int, str], ...] = ()
    lines: tuple[LineRepair, ...] = ()


NO_INPUT, NOTHING_DECODED, NO_REPAIRS, NO_FIELDS = Raw("", ""), Decoded(""), Repairs(), PageFields()


@dataclass(frozen=True)
class Document:
    """
    A text ready to be cleaned, and what is known about it.

    `lines` are the non-blank lines without outer white space, in order. For a page of HTML, `blocks` is the kind of block
    of each line and `fields` is what the page says of itself. `fallback` says that the selectors of its publisher found
    nothing, `mojibake` that a repaired line still looks wrong, `straight_quotes` that quotes were made straight.
    """

    id: str
    text: str
    lines: LineIndex
    language: str = "und"
    language_score: float = 0.0
    raw: Raw = NO_INPUT
    decoded: Decoded = NOTHING_DECODED
    repairs: Repairs = NO_REPAIRS
    blocks: tuple[str, ...] = ()
    fields: PageFields = NO_FIELDS
    whole_page: bool = False
    fallback: bool = False
    mojibake: bool = False
    straight_quotes: bool = False

    @cached_property
    def visible_chars(self) -> int:
        """The number of characters other than white space."""
        return count_visible(self.text)

    @cached_property
    def firsts(self) -> list[str]:
        """The first character of each line."""
        return list(map(self.text.__getitem__, self.lines.starts))

    @property
    def source(self) -> str:
        """The publisher that came with the input, "" if none did."""
        return self.raw.source

    @property
    def url(self) -> str:
        """The URL that came with the input, else the one that the page declares, else ""."""
        return self.raw.url or self.fields.url

    @property
    def title(self) -> str:
        """The title that came with the input, else the one that the page declares, else ""."""
        return self.raw.title or self.fields.title

    def line(self, number: int) -> str:
        """The text of a non-blank line, counted from 0."""
        start, end = self.lines[number]
        return self.text[start:end]
