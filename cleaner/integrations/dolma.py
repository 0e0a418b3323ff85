"""
dolma: a tagger that gives what cleaner would remove, as spans of the document's own text, and the mixer's part of a
configuration that makes the cleaned text of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from ..api import Cleaner
from ..extras import need
from ..record import Rejected
from ..replacements import replacements
from ..rule.kinds import KINDS, checked_kinds

need("dolma", "cleaner.integrations.dolma")

from dolma.core.data_types import DocResult, DocumentWithMetadata, Span  # noqa: E402 - what is missing is said in our words first
from dolma.core.registry import TaggerRegistry  # noqa: E402
from dolma.core.taggers import BaseTaggerWithMetadata  # noqa: E402

WHITE_SPACE: Mapping[str, str] = {"paragraph_break": "\n\n", "line_break": "\n", "no_break": ""}
"""The types of spans of white space, and what takes its place."""

REJECTED = "rejected"
"""The type of a span over the whole of a document that cannot be cleaned."""


@TaggerRegistry.add("cleaner")
class CleanerTagger(BaseTaggerWithMetadata):  # type: ignore[misc]  # dolma has no types that mypy reads
    """
    Spans of what goes, each of the type of its kind (`byline`, `image_credit` …), with the white space that goes with it; and
    white space that changes, of the types `paragraph_break`, `line_break` and `no_break`. Offsets count code points of the
    document's text, as dolma's do. A document that cannot be cleaned has one span, of the type `rejected`.

    `replacements.replacements` says what is left out where lines were repaired: a span keeps the text as it is.

    What a document's `source` and its `metadata` say is taken as known. A class derived from this one, registered under
    another name, can set `options`, the keyword arguments of `Cleaner`.
    """

    options: ClassVar[Mapping[str, Any]] = {}

    _cleaner: ClassVar[Cleaner]

    def __init__(self) -> None:
        """A process reads the packs once for each class, though dolma makes a tagger for each file."""
        if "_cleaner" not in vars(type(self)):
            type(self)._cleaner = Cleaner(**self.options)

    def predict(self, doc: DocumentWithMetadata) -> DocResult:
        """The spans of a document."""
        row = {**doc.metadata, "source": doc.source or "unknown", "id": doc.id, "text": doc.text}
        (result,) = self._cleaner.clean_many([row])
        if isinstance(result, Rejected):
            return DocResult(doc=doc, spans=[Span(0, len(doc.text), REJECTED)])
        names = {text: name for name, text in WHITE_SPACE.items()}
        spans = [
            Span(start, end, _variable(edit.kind) if edit else names[text])
            for start, end, text, edit in replacements(result.record.text, result.ledger)
        ]
        return DocResult(doc=doc, spans=spans)


def _variable(kind: str) -> str:
    """A kind as dolma writes names."""
    return kind.replace("-", "_")


def span_replacements(
    experiment: str = "cleaner", tagger: str = "cleaner", *, keep_kinds: str | Iterable[str] = ()
) -> list[dict[str, Any]]:
    """
    What the mixer's `span_replacement` has to be, to get the text that `Cleaner` gives, but for repairs. Kinds that are to
    stay in the text are left out: a list of them, or a text with commas. Raises ValueError if there is no such kind.

    `experiment` and `tagger` are the names that the tagger ran under; without `--experiment` both are the tagger's.
    """
    kept = checked_kinds(keep_kinds)
    texts = {**{_variable(kind): "" for kind in KINDS if kind not in kept}, **WHITE_SPACE}
    return [
        {"span": f"$.attributes.{experiment}__{tagger}__{name}", "min_score": 0.5, "replacement": text}
        for name, text in texts.items()
    ]
