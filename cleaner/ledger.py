"""
The ledger: what was done to a document. With its record it brings the input back, and it says what later commands need.

Its fields are defined here as those of a record are in `record.py`, and everything reads them off these classes. Lists hold
objects with named fields, so that a table can have them as columns. Ledgers of an older form are read by `older_ledger.py`.
"""

from __future__ import annotations

from typing import Annotated, Self

import msgspec
from msgspec import Meta, Struct

from .edit import Edit
from .json_line import Count, JsonLine, Sha256, decode_line, doc
from .older_ledger import from_older_form

LEDGER_VERSION = 2
"""The form of ledgers. It is raised when a field changes its meaning or its type, and then the older form is still read."""


class InputClaims(Struct, frozen=True, forbid_unknown_fields=True):
    """What the input says of itself, whether or not that was believed."""

    language: Annotated[str, doc("The language given with the input; empty if none was.")]
    encoding: Annotated[str, doc("The encoding given with a file, or declared by a page; empty if none was.")]


class UndecodedBytes(Struct, frozen=True, forbid_unknown_fields=True):
    """Bytes that did not decode and are not in the text."""

    at: Annotated[Count, doc("Where they were, in code points of the decoded text.")]
    bytes: Annotated[str, doc("The bytes in hexadecimal; of a row, a lone surrogate.")]


class LineEnd(Struct, frozen=True, forbid_unknown_fields=True):
    """A line that ends in another way than most lines of the input."""

    line: Annotated[Count, doc("The number of the line.")]
    end: Annotated[str, doc("Its line end; empty if it has none.")]


class RepairedLine(Struct, frozen=True, forbid_unknown_fields=True):
    """A line that repair changed."""

    line: Annotated[Count, doc("The number of the line.")]
    before: Annotated[str, doc("The line before repair.")]
    steps: Annotated[list[str], doc("The names of the repairs, in order.")]


class UncommonSeparator(Struct, frozen=True, forbid_unknown_fields=True):
    """White space between paragraphs that is not the most common one."""

    after: Annotated[Count, doc("How many paragraphs are before it: 0 means that it is before the first.")]
    text: Annotated[str, doc("The white space.")]


class ParagraphRepairedAgain(Struct, frozen=True, forbid_unknown_fields=True):
    """A paragraph that a cut left in need of repair."""

    paragraph: Annotated[Count, doc("The number of the paragraph in the cleaned text.")]
    before: Annotated[str, doc("The paragraph after the cut and before that repair.")]


class UsedSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings that shaped this document."""

    whole_page: Annotated[bool, doc("Whether texts were taken for whole pages (`--whole-page`).")]
    extractor: Annotated[str, doc("What read pages without a pack (`--extractor`); empty in older ledgers.")]
    straight_quotes: Annotated[bool, doc("Whether quotes were made straight (`--quotes straight`).")]
    kept_kinds: Annotated[list[str], doc("Kinds of boilerplate that stayed in the text (`--keep-kinds`), sorted.")]
    kept_rules: Annotated[
        list[str], doc("Rules that took nothing (`--keep-rules`), sorted; empty in older ledgers.")
    ] = []


class Provenance(Struct, frozen=True, forbid_unknown_fields=True):
    """What decided how a document was cleaned: a digest for each cause. All are empty if the ledger is older than they are."""

    reading: Annotated[
        str,
        doc(
            "How the input became text: the number of this program's reading; for a page also its publisher's selectors."
        ),
    ]
    routing: Annotated[str, doc("The routing table: domains, names and fingerprints of all publishers.")]
    packs: Annotated[str, doc("The packs that were bound to the document.")]
    settings: Annotated[str, doc("Kinds and rules that are kept, whole pages, the extractor, straight quotes.")]
    libraries: Annotated[
        str, doc("The versions of the libraries that decide, and of the Unicode tables; `run.json` names them.")
    ]


class Ledger(JsonLine, frozen=True, forbid_unknown_fields=True):
    """
    What was done to a document. With the record it brings the input back: how the input was decoded, what repair changed,
    what was removed, and the white space between paragraphs. All numbers count from 0.
    """

    version: Annotated[int, Meta(ge=LEDGER_VERSION, le=LEDGER_VERSION), doc("The form of this ledger.")]
    id: Annotated[str, doc("The record's id.")]
    path: Annotated[str, doc("Where the input was.")]
    kind: Annotated[
        str,
        doc(
            "`file`, or `row` for a row of a file; with `-page` if the input was HTML and was not kept whole.",
            pattern="^(file|row)(-page)?$",
        ),
    ]
    digest: Annotated[Sha256, doc("SHA-256 of the input's bytes; of a row, of its text in UTF-8.")]
    size: Annotated[Count, doc("The input's size in bytes.")]
    given: Annotated[
        str,
        doc(
            "The fields that came with the input, besides id and text, as a JSON object in a string; empty in older ledgers."
        ),
    ]
    declared: Annotated[InputClaims, doc("The language and the encoding that the input says it has.")]
    extracted_digest: Annotated[
        str,
        doc("SHA-256 of the text that extraction gave, which comes back in place of a page; else empty."),
    ]
    page: Annotated[str, doc("Empty. An account of what extraction did with a page will be here, as JSON in a string.")]
    encoding: Annotated[str, doc("The encoding that the input was decoded by.")]
    bom: Annotated[str, doc("The byte order mark in hexadecimal.")]
    undecoded: Annotated[list[UndecodedBytes], doc("What did not decode.")]
    raw: Annotated[
        str,
        doc("The whole input in base64, if encoding the text does not give the same bytes; else empty."),
    ]
    newline: Annotated[str, doc("The input's most common line end.")]
    newlines: Annotated[list[LineEnd], doc("Lines that end in another way.")]
    repairs: Annotated[list[RepairedLine], doc("Lines that repair changed.")]
    edits: Annotated[list[Edit], doc("What was removed.")]
    separator: Annotated[str, doc("The most common white space between two paragraphs.")]
    separators: Annotated[list[UncommonSeparator], doc("Other white space between, before and after paragraphs.")]
    repaired_again: Annotated[list[ParagraphRepairedAgain], doc("Paragraphs that were repaired again after a cut.")]
    pack: Annotated[str, doc("The publisher's pack; empty if the publisher has none, and in older ledgers.")]
    settings: Annotated[UsedSettings, doc("The settings that shaped this document.")]
    provenance: Annotated[Provenance, doc("What decided how the document was cleaned: a digest for each cause.")]

    @classmethod
    def from_json(cls, line: bytes) -> Self:
        """
        The ledger that a line holds, also a line of an older form. Raises msgspec.DecodeError (a ValueError), which says
        where and what would be right.
        """
        version = decode_line(line, _AnyForm).version
        if version is None:
            return msgspec.convert(from_older_form(line, LEDGER_VERSION), type=cls)
        if version > LEDGER_VERSION:
            raise msgspec.ValidationError(
                f"Expected ledger version {LEDGER_VERSION} or older, got {version}: a newer cleaner wrote it - at `$.version`"
            )
        return super().from_json(line)


class EditRow(JsonLine, frozen=True):
    """An edit by itself, for tables that count what was removed: the ledgers' `edits`, a row for each."""

    id: Annotated[str, doc("The id of the record that it was removed from.")]
    start: Annotated[Count, doc("Where it began, in code points of the decoded and repaired text.")]
    end: Annotated[Count, doc("Where it ended: the code point after its last one.")]
    at: Annotated[Count, doc("Where it was removed from, in code points of the cleaned text.")]
    kind: Annotated[str, doc("The kind of its rule.")]
    rule: Annotated[str, doc("The full name of the rule that took it; of several, the first in the ledger's `rules`.")]
    text: Annotated[str, doc("The text that was removed.")]


class _AnyForm(Struct):
    """What tells the forms of ledgers apart."""

    version: int | None = None
