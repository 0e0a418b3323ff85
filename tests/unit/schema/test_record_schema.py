"""Whatever is written fits the schema that is published of it."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.errors import REASONS
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.record import ROUTINGS, VERDICTS, Rejected
from cleaner.run.pipe import blank_record
from cleaner.schema.field_docs import REASON_MEANINGS, ROUTING_MEANINGS, VERDICT_MEANINGS
from cleaner.schema.record_schema import MEANINGS, ledger_schema, record_schema, rejected_schema

SEEDS = sorted((Path(__file__).parents[3] / "seeds").glob("*.txt"))
BOOK = load()
CASES = [
    *[Raw(path.stem, path.read_bytes(), str(path)) for path in SEEDS],
    Raw("bom", b"\xef\xbb\xbfOne line.\r\nTwo.\n"),
    Raw("broken", b"A line that is long enough. " * 60 + b"caf\xc3"),
    Raw("mojibake", "The caf\u00c3\u00a9 was closed.".encode()),
    Raw("row", "A row of text.", "rows.jsonl", given={"title": "T", "created": "2025-01-02", "colour": 3}),
    Raw("all-gone", b"Advertisement", given={"language": "en"}),
    Raw("nothing", b" \n "),
    Raw("binary", bytes(range(256)) * 20),
]


def as_json(value: Any) -> Any:
    return orjson.loads(orjson.dumps(value))


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(as_json(value))]


@pytest.mark.parametrize("raw", CASES, ids=lambda raw: raw.id)
def test_what_comes_of_a_document_fits_its_schema(raw: Raw) -> None:
    result = process(raw, BOOK)
    if isinstance(result, Cleaned):
        assert problems(record_schema(), result.record) == []
        assert problems(ledger_schema(), result.ledger) == []
    else:
        assert problems(rejected_schema(), result) == []


def test_the_cases_hold_records_with_edits_and_repairs_and_rejections() -> None:
    results = {raw.id: process(raw, BOOK) for raw in CASES}
    ledgers = [result.ledger for result in results.values() if isinstance(result, Cleaned)]
    assert any(ledger.edits for ledger in ledgers)
    assert any(ledger.repairs for ledger in ledgers)
    assert any(ledger.undecoded for ledger in ledgers)
    assert any(ledger.newlines for ledger in ledgers)
    assert sum(isinstance(result, Rejected) for result in results.values()) == 2


def test_the_record_that_stands_for_a_rejected_line_fits_the_schema() -> None:
    assert problems(record_schema(), blank_record("a", "2025-01-01T00:00:00Z")) == []


def test_the_schema_refuses_a_record_with_a_key_too_many_or_too_few_or_of_another_type() -> None:
    result = process(Raw("a", b"One line."), Rulebook([]))
    assert isinstance(result, Cleaned)
    record = as_json(result.record)
    metadata = record["metadata"]
    assert problems(record_schema(), record) == []
    assert problems(record_schema(), {**record, "more": 1})
    assert problems(record_schema(), {key: value for key, value in record.items() if key != "created"})
    assert problems(record_schema(), {**record, "metadata": {**metadata, "authors": None}})
    assert problems(record_schema(), {**record, "metadata": {**metadata, "verdicts": ["fine"]}})
    assert problems(record_schema(), {**record, "created": "yesterday"})


def test_every_field_of_everything_that_is_written_has_a_meaning() -> None:
    for kind, meanings in MEANINGS.items():
        assert [field.name for field in fields(kind)] == list(meanings)


def test_every_word_of_a_closed_list_has_a_meaning() -> None:
    assert tuple(VERDICT_MEANINGS) == VERDICTS
    assert tuple(ROUTING_MEANINGS) == ROUTINGS
    assert tuple(REASON_MEANINGS) == REASONS
