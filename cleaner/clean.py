"""
Start reading here: what happens to a document.

    Raw ──read──▶ Document ──identify_language──▶ Document ──route──▶ Routed ──cut──▶ Cut ──record──▶ Cleaned
     └──────────────────────────── DocumentError ───────────────────────────────────▶ Rejected

Each stage is a pure function of its arguments: no file is opened, no clock read, nothing logged. Each is mapped over a
batch before the next begins, because a stage's tables (an automaton, a language model) then stay in the processor's
cache from one document to the next; that makes a run 15 % faster and changes nothing else (decision 008).

A document that fails leaves its batch as a rejection and the others go on. Undoing all of this is `undo.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

from .batch import map_stage
from .cut import Cut, cut
from .document import Document, Raw
from .fill_record import fill
from .ledger import Ledger
from .match.folded import FoldedDocument
from .match.route import Route
from .match.rulebook import Bound, Rulebook
from .prepare import identify_language, read_text
from .prepare.pages import read_page_text
from .provenance import provenance_of, stamp_of
from .record import Record, Rejected
from .set_apart import set_apart
from .settings import DEFAULTS, Settings
from .stand_off import SetApart
from .undo import ledger_of, restore, uncut


class Cleaned(NamedTuple):
    """A cleaned document: its record, and the ledger that can undo the cleaning. A notebook shows what was removed."""

    record: Record
    ledger: Ledger

    def restore(self) -> bytes:
        """
        The input again; of a page whose ledger has not kept it, the text that extraction found.

        Raises ValueError if the record or the ledger was changed since.
        """
        return restore(self.record.text, self.ledger)

    def to_dict(self) -> dict[str, Any]:
        """Record and ledger as plain dictionaries, lists, texts and numbers."""
        return {"record": self.record.to_dict(), "ledger": self.ledger.to_dict()}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Cleaned:
        """What `to_dict` gave. Raises ValueError, which says where and what would be right."""
        if not isinstance(values, Mapping) or not {"record", "ledger"} <= values.keys():
            raise ValueError("a cleaned document is an object with `record` and `ledger`")
        return cls(Record.from_dict(values["record"]), Ledger.from_dict(values["ledger"]))

    def _repr_html_(self) -> str:
        from .marked_html import LINES_STYLE, lines_in_html

        return f"<style>{LINES_STYLE}</style>{lines_in_html(uncut(self.record.text, self.ledger), self.ledger.edits)}"


class CleanedApart(Cleaned):
    """A cleaned document that also has what was taken, set apart from the text: with `Settings.stand_off`."""

    apart: SetApart

    @classmethod
    def of(cls, record: Record, ledger: Ledger, apart: SetApart) -> CleanedApart:
        """Record and ledger, with what was set apart beside them: the pair stays a pair."""
        made = cls(record, ledger)
        made.apart = apart
        return made


class Routed(NamedTuple):
    """A document, folded for matching, with the publisher it was routed to and the rules bound for it."""

    document: Document
    folded: FoldedDocument
    route: Route
    bound: Bound


class Traced(NamedTuple):
    """A cleaned document with everything that the stages knew, for `explain` and for proving packs."""

    rulebook: Rulebook
    document: Document
    route: Route
    bound: Bound
    cut: Cut
    record: Record
    ledger: Ledger
    apart: SetApart | None = None

    @property
    def cleaned(self) -> Cleaned:
        """What is written."""
        if self.apart is None:
            return Cleaned(self.record, self.ledger)
        return CleanedApart.of(self.record, self.ledger, self.apart)


def process(raw: Raw, rulebook: Rulebook, settings: Settings = DEFAULTS) -> Cleaned | Rejected:
    """
    Clean one input, or reject it with a reason: our own faults become rejections too. The only error is RunError, if a
    package is missing that pages need.

    >>> process(Raw("a", b"One line."), Rulebook([])).record.text
    'One line.'
    """
    return process_all([raw], rulebook, settings)[0]


def process_all(
    raws: Iterable[Raw | Rejected], rulebook: Rulebook, settings: Settings = DEFAULTS
) -> list[Cleaned | Rejected]:
    """
    Clean a batch of inputs that fit into memory together: one result for each, in order, the same as from `process`. What
    was rejected before it became an input stays rejected.

    >>> [result.record.text for result in process_all([Raw("a", "One"), Raw("b", "Two ")], Rulebook([]))]
    ['One', 'Two']
    """
    traced = trace_all(raws, rulebook, settings)
    return [one.cleaned if isinstance(one, Traced) else one for one in traced]


def trace(raw: Raw, rulebook: Rulebook, settings: Settings = DEFAULTS) -> Traced | Rejected:
    """Clean one input and keep what the stages knew."""
    return trace_all([raw], rulebook, settings)[0]


def trace_all(
    raws: Iterable[Raw | Rejected], rulebook: Rulebook, settings: Settings = DEFAULTS
) -> list[Traced | Rejected]:
    """The whole trip: every stage for the whole batch, then the next."""
    raws = list(raws)
    documents = map_stage(raws, raws, partial(read, rulebook=rulebook, settings=settings))
    documents = map_stage(raws, documents, identify_language)
    routed = map_stage(raws, documents, partial(route, rulebook=rulebook))
    cuts = map_stage(raws, routed, lambda found: (found, cut(found.document, found.bound, found.folded)))
    return map_stage(raws, cuts, lambda found: record(*found, rulebook, settings))


def read(raw: Raw, rulebook: Rulebook, settings: Settings = DEFAULTS) -> Document:
    """Bytes or a row's text into a document. Raises DocumentError if there is no text in it, or it is over a limit."""
    if raw.kind == "html":
        return read_page_text(raw, rulebook.selectors, settings.extractor, settings.straight_quotes)
    return read_text(raw, settings.whole_page, settings.straight_quotes)


def route(document: Document, rulebook: Rulebook) -> Routed:
    """Find the publisher of a document, and bind the rules of its pack and its language."""
    folded = FoldedDocument(document)
    found = rulebook.route(folded, document.source, document.url)
    return Routed(document, folded, found, rulebook.bind(found.pack, document.language))


def record(routed: Routed, cut: Cut, rulebook: Rulebook, settings: Settings) -> Traced:
    """The record and the ledger of a document that was cut."""
    document, folded, found, bound = routed
    provenance = provenance_of(document, bound, rulebook, settings)
    stamp = stamp_of(provenance)
    filled = fill(document, cut.applied, cut.decision, found, bound.publisher, stamp, settings.added)
    ledger = ledger_of(
        document, cut.applied, found.pack, settings, rulebook.keep_kinds, rulebook.keep_rules, provenance
    )
    with_text = settings.stand_off == "texts"
    apart = set_apart(document, folded, bound, cut, provenance, with_text) if settings.stand_off else None
    return Traced(rulebook, document, found, bound, cut, filled, ledger, apart)
