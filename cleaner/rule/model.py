"""
What packs say, as plain values: a rule is a sentence about lines, spans or blocks of a text.

Everything here is frozen and picklable; nothing here runs. `grammar.py` names the keys and what they mean, `parse.py`
makes these values, `matcher.py` runs them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..page import Selectors
from ..rule_name import RuleName

KINDS = (
    "byline", "dateline", "agency", "contributor-credit", "title", "standfirst", "key-points", "caption",
    "image-credit", "date", "reading-time", "brand", "newsletter", "share", "app-promo", "podcast-promo",
    "subscription", "related", "advert", "cookie", "comments", "tags", "disclaimer", "copyright", "contact",
    "navigation", "live-marker", "author-bio", "correction", "other",
)  # fmt: skip
"""What a rule can be about. Users choose by kind what stays."""

MAX_LINES = 12
MAX_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Literal:
    """
    Any of these texts at the given place of a line (`how`): equals, starts, ends or contains. Case and the kind of quote,
    dash or space do not count, yet the texts are kept as they are written; the engine folds them (`match/compile.py`).
    `listed` is the name of the list that the texts come from, or "".
    """

    how: str
    texts: tuple[str, ...]
    listed: str = field(default="", repr=False)
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Matches:
    """Any of these RE2 expressions found in the folded line."""

    patterns: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Shape:
    """A predicate of shape: headline, all_caps, short (at most `size` code points) or max_chars (the same, anywhere)."""

    name: str
    size: int = 0
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IsKind:
    """The line is one of these kinds of block, as the page says; in plain text no line is known to be any."""

    kinds: tuple[str, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of the tests."""

    tests: tuple[Test, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the tests."""

    tests: tuple[Test, ...]
    line: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Not the test."""

    test: Test
    line: int = field(default=0, compare=False, repr=False)


Test = Literal | Matches | Shape | IsKind | AllOf | AnyOf | Not


@dataclass(frozen=True, slots=True)
class LineUnit:
    """The whole of a line on which the test holds."""

    test: Test


@dataclass(frozen=True, slots=True)
class SpanUnit:
    """Each place inside a line where the literal or the expression stands."""

    test: Literal | Matches


@dataclass(frozen=True, slots=True)
class BlockUnit:
    """
    Lines from one on which `opens` holds: up to the first on which `to` holds, or to the end of the text, or while
    `during` holds, at most `max_lines` of them (the end of the text is never too far).
    """

    opens: Test
    to: Test | None = None
    to_end: bool = False
    during: Test | None = None
    max_lines: int = MAX_LINES


Unit = LineUnit | SpanUnit | BlockUnit


@dataclass(frozen=True, slots=True)
class Where:
    """Where a rule acts: anywhere, or among the first (`head`) or last (`tail`) n lines, or on the n-th (`nth`)."""

    place: str = "anywhere"
    count: int = 0


@dataclass(frozen=True, slots=True)
class LiftInto:
    """
    Which field a value goes into and where it comes from: a named group, or `text` for all that matched. `split` cuts a
    list at these texts; `each` takes every line of a block that starts with this mark, without the mark.
    """

    field: str
    group: str = "text"
    split: tuple[str, ...] = ()
    each: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """
    A text that the rule strips: all of it, or all but `leaves`; `lifts` are the fields that it must give.

    `kind` is the kind of block that its lines are, as on a page.
    """

    text: str
    leaves: str | None = None
    lifts: tuple[tuple[str, Any], ...] | None = None
    line: int = field(default=0, compare=False)
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One sentence of a pack. `line` is where it begins in its file."""

    name: RuleName
    kind: str
    verb: str
    unit: Unit
    where: Where = Where()
    needs: tuple[RuleName, ...] = ()
    confirm: tuple[str, ...] = ()
    unless: Test | None = None
    lift: tuple[LiftInto, ...] = ()
    strips: tuple[Example, ...] = ()
    spares: tuple[Example, ...] = ()
    standalone: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A line that gives a publisher away in a text without a URL."""

    test: Test
    where: Where


@dataclass(frozen=True, slots=True)
class RulePack:
    """One file: a publisher's, an agency's or a language's rules. `name` is its path below `rules/` without suffix."""

    name: str
    scope: str
    publisher: str = ""
    domains: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    fingerprints: tuple[Fingerprint, ...] = ()
    uses: tuple[str, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    html: tuple[Selectors, ...] = ()
    rules: tuple[Rule, ...] = ()
    max_share: float = MAX_SHARE
    status: str = "stable"
    override: bool = False
    digest: str = field(default="", compare=False)
    file: str = field(default="", compare=False)

    @property
    def short(self) -> str:
        """The name that rules' full names begin with: the domain of a publisher's pack, else the pack's name."""
        return self.name.removeprefix("publishers/")
