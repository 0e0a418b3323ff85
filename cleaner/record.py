"""
What a run writes: a record and a ledger for each document, or a rejection. Every key is always there and keeps its type.

Each field is defined once, here, with its type and its meaning. Encoding, decoding, `cleaner schema`, the dataset card
and `docs/record.md` read the classes below; `record_fields.py` reads which fields rules can lift into. (`Edit`, a part of
the ledger, is defined in `edit.py` in the same way.)
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Self

import msgspec
from msgspec import Meta, Struct

from .edit import Edit
from .errors import REASONS, DocumentError

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


def doc(meaning: str, **limits: Any) -> Meta:
    """What a field means, and what its type alone does not say of its values."""
    return Meta(description=meaning, **limits)


def one_of(words: Collection[str]) -> Meta:
    """A closed list of words. The schema says so; decoding takes any text, because other versions may know other words."""
    return Meta(extra_json_schema={"enum": list(words)})


Count = Annotated[int, Meta(ge=0)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
IsoDate = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}")]
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


class JsonLine(Struct, frozen=True):
    """One line of JSONL."""

    def to_json(self) -> bytes:
        """The line in UTF-8 with its line end. Raises UnicodeEncodeError if a text holds a lone surrogate."""
        return ENCODER.encode(self) + b"\n"

    def to_dict(self) -> dict[str, Any]:
        """The line as plain dictionaries, lists, texts and numbers."""
        values: dict[str, Any] = msgspec.to_builtins(self)
        return values

    @classmethod
    def from_json(cls, line: bytes) -> Self:
        """
        The value that a line holds. Raises msgspec.DecodeError (a ValueError), which says where and what would be right.

        >>> Record.from_json(b'{"id": "a", "text": "b", "metadata": {"authors": [7]}}')
        Traceback (most recent call last):
        msgspec.ValidationError: Expected `str`, got `int` - at `$.metadata.authors[0]`
        """
        return msgspec.json.decode(line, type=cls)


ENCODER = msgspec.json.Encoder()


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
    added: Annotated[str, doc("When it was cleaned: the value of `--added`, or the start of the run.")] = ""
    metadata: Annotated[Metadata, doc("What is known about the document besides its text.")] = Metadata()


class Provenance(Struct, frozen=True, forbid_unknown_fields=True):
    """What decided how a document was cleaned: a digest for each cause."""

    reading: Annotated[
        str,
        doc(
            "How the input became text: the number of this program's reading; for a page also its publisher's selectors."
        ),
    ]
    routing: Annotated[str, doc("The routing table: domains, names and fingerprints of all publishers.")]
    packs: Annotated[str, doc("The packs that were bound to the document.")]
    settings: Annotated[str, doc("Kinds that stay, whole pages, the extractor, straight quotes.")]
    libraries: Annotated[
        str, doc("The versions of the libraries that decide, and of the Unicode tables; `run.json` names them.")
    ]


class Ledger(JsonLine, frozen=True, forbid_unknown_fields=True):
    """
    What was done to a document. With the record it brings the input back: how the input was decoded, what repair changed,
    what was removed, and the white space between paragraphs. All numbers count from 0.
    """

    id: Annotated[str, doc("The record's id.")]
    path: Annotated[str, doc("Where the input was.")]
    kind: Annotated[
        str,
        doc(
            "`file`, or `row` for a row of JSONL, JSON, CSV or TSV; with `-page` if the input was HTML and was not kept whole.",
            pattern="^(file|row)(-page)?$",
        ),
    ]
    digest: Annotated[Sha256, doc("SHA-256 of the input's bytes; of a row, of its text in UTF-8.")]
    size: Annotated[Count, doc("The input's size in bytes.")]
    handed: Annotated[
        str,
        doc("SHA-256 of the text that extraction gave, which comes back in place of a page; else empty."),
    ]
    encoding: Annotated[str, doc("The encoding of the input.")]
    bom: Annotated[str, doc("The byte order mark in hexadecimal.")]
    undecoded: Annotated[
        list[tuple[Count, str]],
        doc("What did not decode: its offset in the decoded text, its bytes in hexadecimal."),
    ]
    raw: Annotated[
        str,
        doc("The whole input in base64, if encoding the text does not give the same bytes; else empty."),
    ]
    newline: Annotated[str, doc("The input's most common line end.")]
    newlines: Annotated[list[tuple[Count, str]], doc("Lines that end in another way: number of the line, its end.")]
    repairs: Annotated[
        list[tuple[Count, str, list[str]]],
        doc("Lines that repair changed: number, the line before, what was done."),
    ]
    edits: Annotated[list[Edit], doc("What was removed.")]
    gap: Annotated[str, doc("The most common white space between two paragraphs.")]
    gaps: Annotated[
        list[tuple[Count, str]],
        doc("Other white space: number of the gap (0 is before the first paragraph), the white space."),
    ]
    mended: Annotated[
        list[tuple[Count, str]],
        doc("Paragraphs that were repaired again after a cut: number, the paragraph before."),
    ]
    provenance: Annotated[Provenance, doc("What decided how the document was cleaned: a digest for each cause.")]


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
