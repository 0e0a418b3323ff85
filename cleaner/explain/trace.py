"""
One document with all that is known of how it was cleaned.

It is made from the record and the ledger, not beside them: what is shown is what any run writes.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..clean import Settings, clean, process, uncleaned
from ..document import Decoded, Document, Raw
from ..edit import Decision, Match
from ..match.rulebook import Bound, Rulebook
from ..prepare.segment import segment
from ..record import Ledger, Record, Rejected


@dataclass(frozen=True)
class Trace:
    """A cleaned document, the text it was cut from, what was bound to it, and every match and decision."""

    record: Record
    ledger: Ledger
    document: Document
    book: Rulebook
    pack: str
    bound: Bound
    matches: tuple[Match, ...]
    decision: Decision

    @property
    def packs(self) -> list[str]:
        """The short names of the packs that act on the document."""
        return sorted(self.bound.max_share)


def trace(raw: Raw, book: Rulebook, settings: Settings) -> Trace | Rejected:
    """Clean a document and keep everything that was known on the way."""
    result = process(raw, book, settings)
    if isinstance(result, Rejected):
        return result
    record, ledger = result.record, result.ledger
    text = uncleaned(record.text, ledger)
    document = Document(
        record.id, text, segment(text), record.metadata.language, record.metadata.language_score,
        Decoded(text, ledger.encoding), whole_page=settings.whole_page,
    )  # fmt: skip
    pack = pack_of(record, document, book)
    bound = book.bind(pack, document.language)
    matches = tuple(bound.matcher.matches(document))
    return Trace(record, ledger, document, book, pack, bound, matches, clean(document, bound)[1])


def pack_of(record: Record, document: Document, book: Rulebook) -> str:
    """The publisher's pack that a record was cleaned with, or ""."""
    if record.metadata.routing in ("none", "ambiguous"):
        return ""
    return book.route(document, record.source).pack
