"""What the fields of a record and of its ledger mean: one line each, for the schema and for `docs/record.md`."""

from __future__ import annotations

from collections.abc import Mapping

RECORD: Mapping[str, str] = {
    "id": "The input's own id, else its path without suffix; `#n` for the n-th row of a file.",
    "text": "The cleaned text: every line a paragraph, one blank line between two, none between two items of a list.",
    "source": "The publisher's domain, `unknown` where nothing identifies it.",
    "created": "When the publisher published it: ISO 8601, or null.",
    "added": "When it was cleaned: what `--added` says, else the start of the run.",
    "metadata": "What is known of the document besides its text.",
}

METADATA: Mapping[str, str] = {
    "url": "Where the document was, or null.",
    "title": "The headline, from the input, the page or a rule; never a guess at the first line.",
    "standfirst": "The summary under the headline.",
    "authors": "The persons of the byline.",
    "contributors": "Everyone whom a closing credit names, in its order.",
    "dateline": "What a news agency's first words say.",
    "agencies": "News agencies, from datelines and credits, not from prose.",
    "image_credits": "Whose pictures they are.",
    "captions": "What stood under pictures.",
    "key_points": "The points of a box of main points.",
    "reading_minutes": "The publisher's own estimate, in whole minutes.",
    "language": "An ISO 639-1 code, `und` where it cannot be told.",
    "language_score": "How sure the language is, from 0 to 1; 1 where the input says it or its commonest words do.",
    "publisher": "The publisher's name.",
    "routing": "How the publisher was found.",
    "encoding": "What the input was encoded in.",
    "verdicts": "What to know of the document at a glance, sorted; `ok` where nothing else is to be said.",
    "chars_in": "Code points of the decoded input.",
    "chars_out": "Code points of `text`.",
    "cleaner": "The version of the program, and one digest of all that decided how this document was cleaned.",
    "extra": "All other fields of the input's row, as a JSON object in a string; its `html` too where it has a `text`.",
}

DATELINE: Mapping[str, str] = {
    "place": "Where the reporter was.",
    "date": "When, as it stands in the text.",
    "agency": "For which agency.",
}

LEDGER: Mapping[str, str] = {
    "id": "The record's id.",
    "path": "Where the input was.",
    "kind": "`file`, or `row` for a line of JSONL; with `-page` where the input was HTML that was not kept whole.",
    "digest": "SHA-256 of the input's bytes; of a row, of its text in UTF-8.",
    "size": "The input's bytes.",
    "handed": "Of a page that was not kept whole: SHA-256 of the text that extraction handed over; else empty.",
    "encoding": "What the input was encoded in.",
    "bom": "The byte order mark, in hexadecimal.",
    "undecoded": "What did not decode: its offset in the decoded text, its bytes in hexadecimal.",
    "raw": "The whole input in base64, where encoding the text does not give its bytes again; else empty.",
    "newline": "The input's most common line end.",
    "newlines": "Lines that end otherwise: number, line end.",
    "repairs": "Lines that repair changed: number, the line before, what was done.",
    "edits": "What was removed.",
    "gap": "The most common white space between two paragraphs.",
    "gaps": "Other white space: number of the gap (0 stands before the first paragraph), what it is.",
    "mended": "Paragraphs that were repaired anew after a cut: number, the paragraph before that.",
    "provenance": "What decided how the document was cleaned, a digest for each cause.",
}

PROVENANCE: Mapping[str, str] = {
    "reading": "How the input became text: the number of this program's reading; for a page also its publisher's selectors.",
    "routing": "The routing table: domains, names and fingerprints of all publishers.",
    "packs": "The packs that were bound to the document.",
    "settings": "Kinds that stay, whole pages, the extractor, straight quotes.",
    "libraries": "The versions of the libraries that decide, and of the Unicode tables; `run.json` names them.",
}

EDIT: Mapping[str, str] = {
    "start": "Where it began, in code points of the decoded and repaired text.",
    "end": "Where it ended; this code point is not part of it.",
    "at": "Where it stood, in code points of the cleaned text.",
    "rules": "The full names of all rules that took it, sorted.",
    "kind": "The kind of the first of them.",
    "text": "What was removed.",
}

REJECTED: Mapping[str, str] = {
    "id": "The id that the record would have had.",
    "path": "Where the input was.",
    "reason": "Why, from a closed list.",
    "detail": "Why, in words.",
    "place": "Where in the input.",
    "digest": "SHA-256 of the input's bytes.",
    "size": "The input's bytes.",
    "raw": "The input in base64, where it has at most 64,000 bytes; else empty.",
}

VERDICT_MEANINGS: Mapping[str, str] = {
    "ok": "Nothing else is to be said.",
    "unchanged": "No rule removed anything.",
    "suspect": "A pack asked for more than its share and did nothing.",
    "fallback": "The publisher's selectors found nothing on the page.",
    "hard-wrapped": "Sentences run over line ends; they were left so.",
    "residual-mojibake": "Some characters still look wrongly decoded.",
    "decode-loss": "Some bytes did not decode; the ledger holds them.",
    "empty": "Nothing is left of the text.",
    "rejected": "Only in `cleaner clean`: the line was rejected, and the record stands in its place.",
}

ROUTING_MEANINGS: Mapping[str, str] = {
    "source": "By the `source` that came with it.",
    "url": "By the host of its URL.",
    "fingerprint": "By a line that only this publisher has.",
    "ambiguous": "Lines of two publishers stand in it, so neither is believed.",
    "none": "Nothing says whose it is.",
}

REASON_MEANINGS: Mapping[str, str] = {
    "unreadable": "The file cannot be opened or read, or its compression is broken.",
    "not-text": "The bytes decode as nothing that is written.",
    "bad-row": "The line of a JSONL file is no JSON object, or has neither `text` nor `html`.",
    "limit": "Over a limit on bytes, lines, depth, nodes, time or memory.",
    "empty": "Nothing visible in it.",
    "duplicate-id": "An earlier row has this id.",
    "fault": "A fault of this program: please report it.",
}
