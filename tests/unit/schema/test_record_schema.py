"""Whatever is written fits the schema that is published of it."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator
from msgspec import Struct

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.errors import REASONS
from cleaner.json_line import JsonLine
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.packs.load import load
from cleaner.record import ROUTINGS, VERDICTS, Record, Rejected
from cleaner.run.pipe import blank_record
from cleaner.schema.record_schema import schema_of

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


def as_json(line: JsonLine) -> Any:
    """A line as readers get it, by another JSON library than the one that wrote it."""
    return orjson.loads(line.to_json())


def problems(schema: dict[str, Any], value: Any) -> list[str]:
    row = as_json(value) if isinstance(value, JsonLine) else value
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(row)]


@pytest.mark.parametrize("raw", CASES, ids=lambda raw: raw.id)
def test_what_comes_of_a_document_fits_its_schema(raw: Raw) -> None:
    result = process(raw, BOOK)
    if isinstance(result, Cleaned):
        assert problems(schema_of(Record), result.record) == []
        assert problems(schema_of(Ledger), result.ledger) == []
    else:
        assert problems(schema_of(Rejected), result) == []


def test_the_cases_hold_records_with_edits_and_repairs_and_rejections() -> None:
    results = {raw.id: process(raw, BOOK) for raw in CASES}
    ledgers = [result.ledger for result in results.values() if isinstance(result, Cleaned)]
    assert any(ledger.edits for ledger in ledgers)
    assert any(ledger.repairs for ledger in ledgers)
    assert any(ledger.undecoded for ledger in ledgers)
    assert any(ledger.newlines for ledger in ledgers)
    assert sum(isinstance(result, Rejected) for result in results.values()) == 2


def test_the_record_in_place_of_a_rejected_line_fits_the_schema() -> None:
    assert problems(schema_of(Record), blank_record("a", "2025-01-01T00:00:00Z")) == []


def test_the_schema_refuses_a_record_with_a_key_too_many_or_too_few_or_of_another_type() -> None:
    result = process(Raw("a", b"One line."), Rulebook([]))
    assert isinstance(result, Cleaned)
    record = as_json(result.record)
    metadata = record["metadata"]
    assert problems(schema_of(Record), record) == []
    assert problems(schema_of(Record), {**record, "more": 1})
    assert problems(schema_of(Record), {key: value for key, value in record.items() if key != "created"})
    assert problems(schema_of(Record), {**record, "metadata": {**metadata, "authors": None}})
    assert problems(schema_of(Record), {**record, "metadata": {**metadata, "verdicts": ["fine"]}})
    assert problems(schema_of(Record), {**record, "created": "yesterday"})


def test_the_schema_lists_the_words_of_closed_lists() -> None:
    metadata = schema_of(Record)["$defs"]["Metadata"]["properties"]
    assert metadata["routing"]["enum"] == list(ROUTINGS)
    assert metadata["verdicts"]["items"]["enum"] == list(VERDICTS)
    assert schema_of(Rejected)["properties"]["reason"]["enum"] == list(REASONS)


@pytest.mark.parametrize("kind", [Record, Ledger, Rejected])
def test_the_schema_says_what_every_field_means(kind: type[Struct]) -> None:
    schema = schema_of(kind)
    for definition in (schema, *schema["$defs"].values()):
        assert [name for name, value in definition["properties"].items() if not value.get("description")] == []
