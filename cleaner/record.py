"""
What a run writes for a document: a record, or a rejection. Every key is always there and keeps its type.

Each field is defined once, here, with its type and its meaning. Encoding, decoding, `cleaner schema`, the dataset card
and `docs/record.md` read the classes below; `record_fields.py` reads which fields rules can lift into. (The ledger is
defined in `ledger.py` in the same way.)
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

from .errors import REASONS, DocumentError
from .json_line import Count, IsoDate, JsonLine, Sha256, doc, one_of

VERDICTS: Mapping[str, str] = {
    "ok": "Nothing to report.",
    "unchanged": "No rule removed anything.",
    "suspect": "Rules asked for too much, or would cut the result again, so nothing was removed.",
    "fallback": "The publisher's selectors found nothing on the page.",
    "hard-wrapped": "Sentences run over line ends; they were left that way.",
    "residual-mojibake": "Some characters still look wrongly decoded.",
    "decode-loss": "Some bytes did not decode; the ledger holds them.",
    "empty": "Nothing is left of the text.",
    "rejected": "Only in `cleaner clean`: the line was rejected, and this record takes its place.",
}
"""What there is to know about a document at a glance."""

ROUTINGS: Mapping[str, str] = {
    "source": "By the `source` given with it.",
    "url": "By the host of its URL.",
    "fingerprint": "By a line that only this publisher has.",
    "ambiguous": "It has lines of two publishers, so neither is believed.",
    "none": "Nothing identifies the publisher.",
}
"""How a publisher was found."""

Verdict = Annotated[str, one_of(VERDICTS)]


@dataclass(frozen=True, slots=True)
class Liftable:
    """
    Marks a field that a rule can lift into. `kind` is the rule language's type of it: text, date, int, texts (a list),
    or names (a list of persons, which is also split at "and"). `example` shows what can follow the field's name in `lift:`.
    """

    kind: str
    example: str

    @property
    def is_list(self) -> bool:
        """Whether the field holds a list."""
        return self.kind in ("texts", "names")


DERIVED: Final = "derived"
"""Marks a field that is worked out each time: it is never taken from the other fields of a row, or an earlier record."""


class Dateline(Struct, frozen=True):
    """The first words of a news agency's report, as they are in the text."""

    place: Annotated[str | None, doc("Where the reporter was."), Liftable("text", "place")] = None
    date: Annotated[str | None, doc("The date, as the text has it."), Liftable("text", "date")] = None
    agency: Annotated[str | None, doc("The agency."), Liftable("text", "agency")] = None


class Metadata(Struct, frozen=True):
    """What is known about a document besides its text. A list is empty and a text is null if nothing is known."""

    url: Annotated[str | None, doc("The document's URL.")] = None
    title: Annotated[
        str | None,
        doc("The headline, from the input, the page or a rule; never a guess at the first line."),
        Liftable("text", "text"),
    ] = None
    standfirst: Annotated[str | None, doc("The summary under the headline."), Liftable("text", "text")] = None
    authors: Annotated[list[str], doc("The persons of the byline."), Liftable("names", "names")] = []
    contributors: Annotated[
        list[str], doc("Everyone named in a closing credit, in its order."), Liftable("names", "names")
    ] = []
    dateline: Annotated[Dateline, doc("The first words of a news agency's report.")] = Dateline()
    agencies: Annotated[
        list[str],
        doc("News agencies, from datelines and credits, not from prose."),
        Liftable("texts", '{group: agencies, split: ","}'),
    ] = []
    image_credits: Annotated[list[str], doc("Photographers and owners of pictures."), Liftable("texts", "credit")] = []
    captions: Annotated[list[str], doc("The captions of pictures."), Liftable("texts", "text")] = []
    key_points: Annotated[list[str], doc("The items of a box of main points."), Liftable("texts", '{each: "•"}')] = []
    reading_minutes: Annotated[
        int | None, doc("The publisher's own estimate, in whole minutes."), Liftable("int", "minutes")
    ] = None
    language: Annotated[str, doc("An ISO 639-1 code, `und` if it is not known.")] = "und"
    language_score: Annotated[
        float,
        doc("How sure the language is, from 0 to 1; 1 if the input or the commonest words give it.", ge=0, le=1),
        DERIVED,
    ] = 0.0
    publisher: Annotated[str | None, doc("The publisher's name.")] = None
    routing: Annotated[str, one_of(ROUTINGS), doc("How the publisher was found."), DERIVED] = "none"
    encoding: Annotated[str, doc("The encoding of the input."), DERIVED] = "utf-8"
    verdicts: Annotated[
        list[Verdict],
        Meta(min_length=1, extra_json_schema={"uniqueItems": True}),
        doc("What there is to know about the document at a glance, sorted; `ok` if nothing."),
        DERIVED,
    ] = msgspec.field(default_factory=lambda: ["ok"])
    chars_in: Annotated[Count, doc("The length of the decoded input in code points."), DERIVED] = 0
    chars_out: Annotated[Count, doc("The length of `text` in code points."), DERIVED] = 0
    cleaner: Annotated[
        str,
        doc("The program's version, and one digest of all that decided how this document was cleaned."),
        DERIVED,
    ] = ""
    extra: Annotated[
        str,
        doc("All other fields of a row, as a JSON object in a string; its `html` too if it has a `text`."),
    ] = "{}"


class Record(JsonLine, frozen=True):
    """A cleaned document."""

    id: Annotated[str, doc("The input's own id, or its path without suffix; `#n` for the n-th row of a file."), DERIVED]
    text: Annotated[
        str,
        doc("The cleaned text: one paragraph a line, a blank line between paragraphs, none between list items."),
        DERIVED,
    ]
    source: Annotated[str, doc("The publisher's domain, `unknown` if nothing identifies it.")] = "unknown"
    created: Annotated[IsoDate | None, doc("The date of publication in ISO 8601."), Liftable("date", "date")] = None
    added: Annotated[
        str, doc("When it was cleaned: the value of `--added`, or the start of the run; empty from `clean` without it.")
    ] = ""
    metadata: Annotated[Metadata, doc("What is known about the document besides its text.")] = Metadata()


REJECTED_INPUT_MAX_BYTES = 64_000
"""The longest rejected input that is kept with its rejection. Never varied."""


class Rejected(JsonLine, frozen=True):
    """A document that could not be cleaned."""

    id: Annotated[str, doc("The id that the record would have had.")]
    path: Annotated[str, doc("Where the input was.")]
    reason: Annotated[str, one_of(REASONS), doc("Why, as one word of a closed list.")]
    detail: Annotated[str, doc("Why, in a sentence.")]
    place: Annotated[str, doc("Where in the input.")]
    digest: Annotated[Sha256, doc("SHA-256 of the input's bytes.")]
    size: Annotated[Count, doc("The input's size in bytes.")]
    raw: Annotated[str, doc(f"The input in base64 if it has at most {REJECTED_INPUT_MAX_BYTES:,} bytes; else empty.")]

    def __repr__(self) -> str:
        """All but the input itself, which would fill a screen."""
        shown = [f"{name}={getattr(self, name)!r}" for name in self.__struct_fields__ if name != "raw"]
        return f"Rejected({', '.join([*shown, 'raw=…'])})"


def reject(id_: str, path: str, data: bytes, error: DocumentError, digest: str = "", size: int = 0) -> Rejected:
    """
    The rejection of an input. `digest` and `size` are those of the whole input, if `data` is only a part of it.

    >>> reject("a", "a.txt", b" ", DocumentError("empty", "nothing visible in it")).raw
    'IA=='
    """
    raw = base64.b64encode(data).decode() if len(data) <= REJECTED_INPUT_MAX_BYTES else ""
    digest = digest or hashlib.sha256(data).hexdigest()
    return Rejected(id_, path, error.reason, error.detail, error.place, digest, size or len(data), raw)


def is_record(row: Mapping[str, Any]) -> bool:
    """Whether a row is a record that a run wrote."""
    meta = row.get("metadata")
    return isinstance(meta, dict) and isinstance(meta.get("cleaner"), str) and "verdicts" in meta
