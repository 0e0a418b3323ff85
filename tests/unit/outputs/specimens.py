"""Lines that a format may get wrong, one for each table: awkward texts, columns of nulls, empty lists, great numbers."""

from __future__ import annotations

from cleaner.edit import Edit
from cleaner.json_line import JsonLine
from cleaner.ledger import (
    InputClaims,
    Ledger,
    LineEnd,
    ParagraphRepairedAgain,
    Provenance,
    RepairedLine,
    UncommonSeparator,
    UndecodedBytes,
    UsedSettings,
)  # fmt: skip
from cleaner.record import Dateline, Metadata, Record, Rejected

TEXTS = [
    "The ferry left at nine.", "", "2024-01-01", "2024-01-01T00:00:00Z", "0042", "12345678901234567890", "1e5", "true", "null",
    "\x00\x01\t\n\r\x1f\x7f", "\\\" / \\u0041 \\ud83d", "é 漢 \u2028 \u2029 \ufeff \uffff 🛶", "{\"a\": [1]}", " \n ",
]  # fmt: skip
"""Texts that look like something else, and characters that JSON escapes or should not."""


def record(text: str, metadata: Metadata | None = None, created: str | None = None) -> Record:
    return Record(text, text, text, created, text, metadata or Metadata())


FULL = Metadata(
    "https://ferry.example/a", "A", "B", ["", "Zoë", "null"], [], Dateline("Quay", None, "0042"), [], [], ["2024-01-01"], [],
    999_999_999, "en", 0.9999999999999999, "The Ferry", "url", "utf-8", ["ok"], 2**62, 0, "", '{"a":null}',
)  # fmt: skip


def ledger(text: str, *edits: Edit) -> Ledger:
    return Ledger(
        version=2, id=text, path=text, kind="file", digest="0" * 64, size=2**62, given=text, declared=InputClaims("", text),
        extracted_digest="", page="", encoding="utf-8", bom="", undecoded=[UndecodedBytes(0, "ff")] if edits else [], raw="",
        newline="\n", newlines=[LineEnd(7, "\r\n"), LineEnd(8, "")] if edits else [],
        repairs=[RepairedLine(0, text, []), RepairedLine(1, text, ["spaces", text])] if edits else [], edits=list(edits),
        separator="\n\n", separators=[UncommonSeparator(0, "\x0b")] if edits else [],
        repaired_again=[ParagraphRepairedAgain(3, text)] if edits else [], pack="",
        settings=UsedSettings(bool(edits), "auto", False, ["share", text] if edits else []),
        provenance=Provenance("1", "", "3", "4", "5"),
    )  # fmt: skip


def edit(text: str, *rules: str) -> Edit:
    return Edit(3, 3 + len(text), 0, rules or ("p/r",), "share", text)


LINES: dict[str, list[JsonLine]] = {
    "documents": [
        *map(record, TEXTS),
        record("a", FULL, "2024-01-01T00:00:00Z"),
        record("b", Metadata(language_score=0.1)),
    ],
    "ledger": [*map(ledger, TEXTS), *(ledger(text, edit(text), edit("x", "p/a", "p/b")) for text in TEXTS)],
    "rejected": [Rejected(text, text, "limit", text, "", "0" * 64, 2**62, "") for text in TEXTS],
}
"""The lines of each table. The first lines have nulls and empty lists where the last have values."""


def lines_of_table(table: str) -> list[bytes]:
    return [line.to_json() for line in LINES[table]]
