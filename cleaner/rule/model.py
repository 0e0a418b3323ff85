"""
What packs say, as plain values: a rule is a sentence about lines, spans or blocks of a text.

Rules are kept as their authors wrote them: the spelling, the order, and the line that each part begins on (which does not
count when two values are compared). All values are frozen and picklable, and nothing here runs. `grammar.py` lists the
keys and their meanings, `parse_pack.py` and its neighbours make these values out of YAML, `write.py` makes YAML out of
them, and `match/fold_rule.py` prepares them for the matcher.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..page import Selectors
from ..rule_name import RuleName

MAX_BLOCK_LINES = 12
"""The most lines of a block whose rule sets no `max_lines`. Never varied."""

MAX_SHARE = 0.6
"""The most that a pack may drop of a text, unconfirmed, where it sets no `max_share`. Never varied."""


@dataclass(frozen=True, slots=True)
class Literal:
    """
    Any of these texts at a place in the line: `how` is equals, starts, ends, contains, or mentions (as whole words).

    Case does not count, nor which kind of quote, dash or space is used; still, the texts are kept as written. `written` is
    what the pack says where it names lists: `@buttons`.
    """

    how: str
    texts: tuple[str, ...]
    written: tuple[str, ...] = field(default=(), compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Matches:
    """Any of these RE2 expressions matches in the folded line."""

    patterns: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Like:
    """
    The line reads like any of these templates (`template.py`); not the `whole` line but a place in it where a span asks. A slot
    of a template that is named after a field lifts into it. `written` is what the pack says where it names lists.
    """

    texts: tuple[str, ...]
    whole: bool = True
    written: tuple[str, ...] = field(default=(), compare=False, repr=False)
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LineShape:
    """What the line looks like: headline, all_caps, or short and max_chars, which allow `size` code points."""

    name: str
    size: int = 0
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IsKind:
    """The page marks the line as one of these kinds of block. In plain text, lines have no kind."""

    kinds: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IsTitle:
    """The line is the title that came with the row or the page. Without one, no line is."""

    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Prose:
    """The line ends as a sentence and has at least `size` code points, Chinese, Japanese and Korean ones counted three times."""

    size: int
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TextStart:
    """The line is the first of the text. Only a block can begin there."""

    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of the conditions."""

    conditions: tuple[Condition, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions."""

    conditions: tuple[Condition, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Not the condition."""

    condition: Condition
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Named:
    """A condition that the pack, or a file that it shares, gives a name."""

    name: str
    condition: Condition
    line: int = field(default=0, compare=False, repr=False)


Condition = Literal | Matches | Like | LineShape | IsKind | IsTitle | Prose | TextStart | AllOf | AnyOf | Not | Named
"""What must be true of a line."""


@dataclass(frozen=True, slots=True)
class LineUnit:
    """Whole lines that meet the condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class SpanUnit:
    """Each place in a line where the literal, the expression or the template occurs; `name` is that of a test that has one."""

    condition: Literal | Matches | Like
    name: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class BlockUnit:
    """
    Consecutive lines. The first one meets `opens`; the block ends with the first that meets `to`, or with the text
    (`to_end`), or continues while lines meet `during`. It has at most `max_lines` lines, unless it runs to the end.

    A block from the start of the text (`TextStart`) ends with the last line that meets `to` and is at most `max_lines` lines
    after the one before it that does.
    """

    opens: Condition
    to: Condition | None = None
    to_end: bool = False
    during: Condition | None = None
    max_lines: int = MAX_BLOCK_LINES


Unit = LineUnit | SpanUnit | BlockUnit


@dataclass(frozen=True, slots=True)
class Where:
    """Where a rule acts: anywhere, on the first (`head`) or last (`tail`) `count` lines, or on line `count` (`nth`)."""

    place: str = "anywhere"
    count: int = 0


@dataclass(frozen=True, slots=True)
class LiftInto:
    """
    A field of the record and where its value comes from: a named group, or `text` for the whole match. `split` cuts a
    list at these texts. `each` takes every line of a block that starts with this mark, without the mark.
    """

    field: str
    group: str = "text"
    split: tuple[str, ...] = ()
    each: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """
    A text that a rule strips or spares. All of it goes, or all but `leaves`; `lifts` are the fields that it must give.

    `kind` is the kind of block that its lines are, as on a page; "" in plain text. `title` is the title that comes with it,
    `language` the language that it is read in; "" for the pack's first.
    """

    text: str
    leaves: str | None = None
    lifts: tuple[tuple[str, Any], ...] | None = None
    line: int = field(default=0, compare=False)
    kind: str = ""
    title: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """
    Evidence: on how many pages or texts something was seen, and the last month or day that it was, as 2025-11 or 2025-11-03.
    It decides nothing.

    >>> print(Seen(12, "2025-11"))
    12 pages, last 2025-11
    """

    pages: int
    last: str

    def __str__(self) -> str:
        return f"{self.pages} page{'s' * (self.pages != 1)}, last {self.last}"


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One rule of a pack. It begins on this `line` of its `file`. With `alone` it acts only where it would take a single line.
    `confirm_written` is what the pack says where it names lists.
    """

    name: RuleName
    kind: str
    verb: str
    unit: Unit
    where: Where = Where()
    needs: tuple[RuleName, ...] = ()
    confirm: tuple[str, ...] = ()
    unless: Condition | None = None
    lift: tuple[LiftInto, ...] = ()
    strips: tuple[Example, ...] = ()
    spares: tuple[Example, ...] = ()
    standalone: bool = False
    alone: bool = False
    seen: Seen | None = None
    line: int = field(default=0, compare=False)
    file: str = field(default="", compare=False)
    confirm_written: tuple[str, ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A line that gives a publisher away in a text without a URL."""

    condition: Condition
    where: Where


@dataclass(frozen=True, slots=True)
class RulePack:
    """
    One file, or one folder of files: the rules of a publisher, a group of publishers, an agency or a language.

    `name` is the path below `rules/`, without suffix. `lists` are as written, with what they name. `digest` and `files` are
    those of the text that the pack was read from; they do not count when packs are compared.
    """

    name: str
    scope: str
    publisher: str = ""
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    uses: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    tests: tuple[tuple[str, Condition], ...] = ()
    html: tuple[Selectors, ...] = ()
    rules: tuple[Rule, ...] = ()
    max_share: float = MAX_SHARE
    status: str = "stable"
    override: bool = False
    seen: Seen | None = None
    digest: str = field(default="", compare=False)
    files: tuple[str, ...] = field(default=(), compare=False)

    @property
    def file(self) -> str:
        """The pack's only file, or the first of them; "" if it was read from no file."""
        return self.files[0] if self.files else ""

    @property
    def short(self) -> str:
        """The pack's part of its rules' names: a publisher's domain, otherwise the pack's own name."""
        return self.name.removeprefix("publishers/")
