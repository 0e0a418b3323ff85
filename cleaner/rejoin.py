"""
A record again, from its text before cutting and the spans beside it, with some of the rules left out.

The text is laid out as `layout.apply` does it after a cut, so paragraphs, list items and residues come out alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from msgspec.structs import replace

from .document import Document
from .edit import Decision, Match
from .layout import apply
from .record import Record
from .resolve import cuts_of
from .rule_name import RuleName
from .span import LineIndex, Span
from .stand_off import Taken


def rejoin(record: Record, text: str, spans: Iterable[Taken], stamp: str, straight_quotes: bool = False) -> Record:
    r"""
    The record of a cleaned document, as it would be if only these spans had been cut out of its `text`.

    >>> rejoin(Record("a", "It rained."), "It rained.\nShare", [], "0+0").text
    'It rained.\n\nShare'
    """
    document = Document(record.id, text, LineIndex.of_text(text), straight_quotes=straight_quotes)
    matches = [Match(cast(RuleName, one.rule), one.kind, "drop", Span(one.start, one.end)) for one in spans]
    applied = apply(document, Decision(cuts_of(matches)))
    facts = {"unchanged": not applied.edits, "empty": not applied.text}
    others = [verdict for verdict in record.metadata.verdicts if verdict not in ("ok", *facts)]
    verdicts = sorted([*others, *(name for name, holds in facts.items() if holds)]) or ["ok"]
    metadata = replace(record.metadata, verdicts=verdicts, chars_out=len(applied.text), cleaner=stamp)
    return replace(record, text=applied.text, metadata=metadata)
