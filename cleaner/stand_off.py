"""
What a stand-off table holds: the texts as they were before anything was cut, what rules took, and what hangs on a rule.

The fields are defined here as those of a record are in `record.py`. `set_apart.py` makes the rows, `rejoin.py` makes
records of them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Struct

from .json_line import Count, JsonLine, doc, one_of
from .ledger import Provenance

TIES: Mapping[str, str] = {
    "residue": "A rule would cut one of the same lines, but not beside this one: what both leave could match again.",
    "block": "A block of another rule ends where it does because this rule takes lines in it.",
    "place": "Another rule is near enough to the head or the tail because this rule takes lines there.",
    "nth": "A rule on a line of a certain number acts only together with this one.",
    "kept": "A `keep` held this rule back; as one that takes nothing it would act, and lift.",
    "suspect": "Nothing was cut, because the rules of its pack asked for too much.",
    "second-look": "Whether a second cleaning would cut again was looked at, and that depends on what this rule takes.",
}
"""Why keeping a rule can change more than its own spans."""


class Taken(Struct, frozen=True):
    """What a rule took, of one text."""

    start: int
    end: int
    kind: str
    rule: str


class Tie(Struct, frozen=True, order=True):
    """A rule of one text on which more hangs than its own spans."""

    kind: str
    rule: str
    reason: str


class SetApart(JsonLine, frozen=True):
    """A document with what was taken beside it, as it passes from the cleaning to the files."""

    id: str
    provenance: Provenance
    text: str
    spans: list[Taken]
    ties: list[Tie]


class IdRow(JsonLine, frozen=True):
    """A document of a run, without its text: its rows in the other tables come in the same order."""

    id: Annotated[str, doc("The record's id.")]
    provenance: Annotated[Provenance, doc("What decided how the document was cleaned, as in its ledger.")]
    spans: Annotated[Count, doc("How many rows of `spans` it has.")]
    ties: Annotated[Count, doc("How many rows of `ties` it has.")]


class TextRow(IdRow, frozen=True):
    """A document of a run, with its text."""

    text: Annotated[str, doc("The whole text, decoded and repaired, before anything was cut.")]


class SpanRow(JsonLine, frozen=True):
    """What one rule took: spans of different rules may overlap, those of one rule do not."""

    id: Annotated[str, doc("The record's id.")]
    start: Annotated[Count, doc("Where it begins, in code points of the text before anything was cut.")]
    end: Annotated[Count, doc("Where it ends: the code point after its last one.")]
    kind: Annotated[str, doc("The rule's kind.")]
    rule: Annotated[str, doc("The rule's full name.")]


class TieRow(JsonLine, frozen=True):
    """Why a document without this rule is not certain to be the same apart from the rule's spans."""

    id: Annotated[str, doc("The record's id.")]
    kind: Annotated[str, doc("The rule's kind.")]
    rule: Annotated[str, doc("The rule's full name.")]
    reason: Annotated[str, one_of(TIES), doc("Why, as one word of a closed list.")]
