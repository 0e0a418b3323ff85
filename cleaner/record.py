"""
What is written: one record a document, every key always present, never a changing type; and its ledger.

`docs/record.md` explains the fields to users; `SCHEMA` says the same to machines.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from .edit import Edit
from .errors import DocumentError

VERDICTS = (
    "ok", "unchanged", "suspect", "fallback", "hard-wrapped", "residual-mojibake", "decode-loss", "empty",
    "rejected",
)  # fmt: skip
ROUTINGS = ("source", "url", "fingerprint", "ambiguous", "none")


REJECTED_INPUT_MAX_BYTES = 64_000
"""The longest rejected input that is kept with its rejection. Never varied."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a news agency's first words say: where, when and for whom, as it stands in the text."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text. Lists are empty and texts null where nothing is known."""

    url: str | None = None
    title: str | None = None
    standfirst: str | None = None
    authors: list[str] = field(default_factory=list)
    contributors: list[str] = field(default_factory=list)
    dateline: Dateline = Dateline()
    agencies: list[str] = field(default_factory=list)
    image_credits: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    key_points: list[str] = field(default_factory=list)
    reading_minutes: int | None = None
    language: str = "und"
    language_score: float = 0.0
    publisher: str | None = None
    routing: str = "none"
    encoding: str = "utf-8"
    verdicts: list[str] = field(default_factory=lambda: ["ok"])
    chars_in: int = 0
    chars_out: int = 0
    cleaner: str = ""
    extra: str = "{}"


@dataclass(frozen=True, slots=True)
class Record:
    """A cleaned document. `created` is its publication's ISO 8601 date or null, `added` when it was cleaned or ""."""

    id: str
    text: str
    source: str = "unknown"
    created: str | None = None
    added: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Provenance:
    """
    What decided how a document was cleaned, a digest for each cause: how the input became text, the routing table, the
    packs that acted, the settings, and the versions of the libraries that decide.
    """

    reading: str = ""
    routing: str = ""
    packs: str = ""
    settings: str = ""
    libraries: str = ""


NO_PROVENANCE = Provenance()


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    All that brings the input back from the record: how it was decoded, what repair changed, what was cut, and the white
    space between paragraphs. `digest` is the SHA-256 of the input's bytes (of a row: of its text in UTF-8).

    `kind` is "file" or "row"; "file-page" and "row-page" where the input was a page of HTML and was not kept: then what
    can come back is the text that extraction handed over, and `handed` is its digest.

    `undecoded` holds (offset in the decoded text, bytes in hexadecimal); `newlines` (number of a line, its end);
    `repairs` (number of a line, the line before, what was done); `gaps` (number of a gap, its white space); `mended`
    (number of a paragraph, the paragraph before); numbers count from 0.
    """

    id: str
    path: str
    kind: str
    digest: str
    size: int
    handed: str = ""
    encoding: str = "utf-8"
    bom: str = ""
    undecoded: list[tuple[int, str]] = field(default_factory=list)
    raw: str = ""
    newline: str = "\n"
    newlines: list[tuple[int, str]] = field(default_factory=list)
    repairs: list[tuple[int, str, list[str]]] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    gap: str = "\n"
    gaps: list[tuple[int, str]] = field(default_factory=list)
    mended: list[tuple[int, str]] = field(default_factory=list)
    provenance: Provenance = NO_PROVENANCE


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document that could not be cleaned: why (one of `errors.REASONS`), where, and its input in base64 if it is short."""

    id: str
    path: str
    reason: str
    detail: str
    place: str
    digest: str
    size: int
    raw: str


def reject(id_: str, path: str, data: bytes, error: DocumentError, digest: str = "", size: int = 0) -> Rejected:
    """
    The rejection of an input. `digest` and `size` are those of the whole input, where `data` is only a part of it.

    >>> reject("a", "a.txt", b" ", DocumentError("empty", "nothing visible in it")).raw
    'IA=='
    """
    raw = base64.b64encode(data).decode() if len(data) <= REJECTED_INPUT_MAX_BYTES else ""
    digest = digest or hashlib.sha256(data).hexdigest()
    return Rejected(id_, path, error.reason, error.detail, error.place, digest, size or len(data), raw)


def record_from_json(row: dict[str, Any]) -> Record:
    """
    A record out of its JSON object.

    >>> record_from_json({"id": "a", "text": "b", "metadata": {"dateline": {"place": "ROME"}}}).metadata.dateline.place
    'ROME'
    """
    meta = dict(row.get("metadata") or {})
    meta["dateline"] = Dateline(**(meta.get("dateline") or {}))
    known = {one.name for one in fields(Metadata)}
    rest = {key: row[key] for key in ("id", "text", "source", "created", "added") if key in row}
    return Record(**rest, metadata=Metadata(**{key: value for key, value in meta.items() if key in known}))


def ledger_from_json(row: dict[str, Any]) -> Ledger:
    """A ledger out of its JSON object."""
    row = dict(row)
    for key in ("undecoded", "newlines", "gaps", "mended"):
        row[key] = [(number, text) for number, text in row[key]]
    row["repairs"] = [(number, before, list(by)) for number, before, by in row["repairs"]]
    row["edits"] = [Edit(**{**edit, "rules": tuple(edit["rules"])}) for edit in row["edits"]]
    if "provenance" in row:
        row["provenance"] = Provenance(**row["provenance"])
    return Ledger(**row)


def is_record(row: Mapping[str, Any]) -> bool:
    """Whether a row is one of our records, cleaned before."""
    meta = row.get("metadata")
    return isinstance(meta, dict) and isinstance(meta.get("cleaner"), str) and "verdicts" in meta
