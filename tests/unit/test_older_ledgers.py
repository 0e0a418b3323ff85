"""
Ledgers of the first form still restore. `older_ledgers/` was written by the programs of that time: the first records by one
that knew no `provenance`, the others by the last one before ledgers had a version.
"""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from cleaner.ledger import LEDGER_VERSION, Ledger
from cleaner.record import Record
from cleaner.undo import restore

FOLDER = Path(__file__).parent / "older_ledgers"
RECORDS = (FOLDER / "documents.jsonl").read_bytes().splitlines(keepends=True)
LEDGERS = (FOLDER / "ledger.jsonl").read_bytes().splitlines(keepends=True)
CASES = [pytest.param(*lines, id=json.loads(lines[0])["id"]) for lines in zip(RECORDS, LEDGERS, strict=True)]


@pytest.mark.parametrize(("record", "line"), CASES)
def test_an_older_ledger_restores_its_input(record: bytes, line: bytes) -> None:
    ledger = Ledger.from_json(line)
    assert restore(Record.from_json(record).text, ledger)  # it compares with the digest of what went in
    assert ledger.version == LEDGER_VERSION


@pytest.mark.parametrize(("record", "line"), CASES)
def test_an_older_ledger_becomes_one_of_today(record: bytes, line: bytes) -> None:
    ledger = Ledger.from_json(line)
    assert Ledger.from_json(ledger.to_json()) == ledger


def test_the_cases_have_everything_that_changed_its_form() -> None:
    rows = [json.loads(line) for line in LEDGERS]
    for name in ("undecoded", "newlines", "repairs", "gaps", "mended", "handed", "edits", "raw", "bom"):
        assert any(row[name] for row in rows), name
    assert {row["kind"] for row in rows} == {"file", "row", "file-page", "row-page"}
    assert {"provenance" in row for row in rows} == {True, False}
    assert not any("version" in row for row in rows)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"undecoded":[]', '"undecoded":[[3]]'),
        ('"gaps":[', '"gaps":[["0","x"],'),
        ('"handed":"",', ""),
        ('"bom":"efbbbf"', '"bom":7'),
        ('"size":124', '"size":-1'),
        ('"path"', '"version":2,"path"'),
    ],
)
def test_an_older_ledger_that_was_changed_by_hand_is_refused(before: str, after: str) -> None:
    line = LEDGERS[0].decode()
    assert before in line
    with pytest.raises(msgspec.ValidationError):
        Ledger.from_json(line.replace(before, after, 1).encode())


def test_an_older_ledger_of_another_text_does_not_restore() -> None:
    with pytest.raises(ValueError, match="the record or its ledger was changed since"):
        restore(Record.from_json(RECORDS[1]).text, Ledger.from_json(LEDGERS[0]))
