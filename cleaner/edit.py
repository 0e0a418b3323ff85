"""
What passes from rules to the text: a match asks, a decision says what is cut, an edit says what was cut.

`resolve.py` makes decisions of matches, `layout.py` makes edits of decisions and takes them back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from .rule_name import RuleName
from .span import Span


@dataclass(frozen=True, slots=True, order=True)
class Lift:
    """A value copied out of the text: the field that it goes into, where it was, and the value."""

    field: str
    span: Span
    value: str


class Match(NamedTuple):
    """
    What one rule asks for one span.

    `verb` is "drop", "keep" or "find", which removes nothing. `needs` are rules of the same pack that must all have an
    effective match. A match is `secure` if its rule has a phrase to confirm it or a line to close it; secure matches do
    not count towards `max_share`.
    """

    rule: RuleName
    kind: str
    verb: str
    span: Span
    lifts: tuple[Lift, ...] = ()
    needs: tuple[RuleName, ...] = ()
    secure: bool = False

    @property
    def pack(self) -> str:
        """The short name of the rule's pack."""
        return self.rule.pack


class Edit(Struct, frozen=True, forbid_unknown_fields=True):
    """A removed span: `[start, end)` of `Document.text`. The ledger holds it, so its fields are defined as in `record.py`."""

    start: Annotated[int, Meta(ge=0, description="Where it began, in code points of the decoded and repaired text.")]
    end: Annotated[int, Meta(ge=0, description="Where it ended: the code point after its last one.")]
    at: Annotated[int, Meta(ge=0, description="Where it was removed from, in code points of the cleaned text.")]
    rules: Annotated[tuple[str, ...], Meta(description="The full names of all rules that took it, sorted.")]
    kind: Annotated[str, Meta(description="The kind of the first of them.")]
    text: Annotated[str, Meta(description="The text that was removed.")]


class Layout(NamedTuple):
    """
    How the paragraphs were laid out before they were given one form.

    `gap` is the most common white space between two paragraphs, `gaps` the exceptions by number: gap 0 is before the
    first paragraph, gap n after the n-th. Before the first and after the last paragraph the common gap is none. `mended`
    are the paragraphs that were repaired again after a cut, as they were before that.
    """

    gap: str = "\n"
    gaps: tuple[tuple[int, str], ...] = ()
    mended: tuple[tuple[int, str], ...] = ()


CutSpan = tuple[Span, tuple[RuleName, ...], str]
"""A span that is cut, all rules that take it, and the kind of the first of them."""


class Decision(NamedTuple):
    """What is cut and by which rules, what is lifted, and which packs do not fit the text."""

    cuts: tuple[CutSpan, ...] = ()
    lifts: tuple[tuple[RuleName, Lift], ...] = ()
    suspects: tuple[str, ...] = ()


class Applied(NamedTuple):
    """The cleaned text, what brings `Document.text` back, and the numbers of the lines of which nothing is left."""

    text: str
    edits: tuple[Edit, ...] = ()
    layout: Layout = Layout()
    gone: tuple[int, ...] = ()
