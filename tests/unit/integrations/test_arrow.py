"""The adapter that libraries with Arrow tables use: batches of rows in, batches of records out."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner import Cleaned, Cleaner, RunError
from cleaner.integrations.arrow import clean_batch, clean_batches, clean_rows, output_schema
from tests.conftest import Shell

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "text": TEXT, "title": None, "day": datetime.date(2026, 1, 3)},
    {"id": "b", "text": None, "title": None, "day": None},
    {"id": "c", "text": " \n", "title": "Snow", "day": None},
    {"id": "d", "text": "It rained.\nShare", "title": "Rain", "day": None},
]


def test_a_row_becomes_the_record_that_a_run_over_parquet_writes(cleaner: Shell, tmp_path: Path) -> None:
    table = pa.Table.from_pylist(ROWS)
    pq.write_table(table, tmp_path / "rows.parquet")
    cleaner("run", "rows.parquet", "-o", "out", "--added", "2026-01-01", "--max-rejected", "1", "--to", "parquet", "-q")
    written = {row["id"]: row for row in pq.read_table(tmp_path / "out/parquet/documents").to_pylist()}
    ledgers = {row["id"]: row for row in pq.read_table(tmp_path / "out/parquet/ledger").to_pylist()}
    (batch,) = clean_batches(table.to_batches(), Cleaner(added="2026-01-01"), ledger=True)
    assert batch.schema == output_schema(ledger=True)
    rows = batch.to_pylist()
    for row in (row for row in rows if row["rejection"] is None):
        ledger = row.pop("ledger")
        del row["rejection"]
        assert row == written.pop(row["id"])
        assert {**ledger, "path": "rows.parquet"} == ledgers.pop(ledger["id"])
    assert written == ledgers == {}
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]


def test_a_row_without_a_document_says_why_and_has_no_text() -> None:
    batch = clean_batch(pa.RecordBatch.from_pylist(ROWS), Cleaner(), ledger=True).to_pylist()
    assert [row["rejection"] for row in batch] == [
        None,
        {"reason": "bad-row", "detail": "`text` is null, not a string"},
        {"reason": "empty", "detail": "nothing visible in it"},
        None,
    ]
    assert [(row["text"], row["metadata"]["verdicts"], row["ledger"]) for row in batch[1:3]] == [
        ("", ["rejected"], None)
    ] * 2


def test_rows_without_an_id_are_numbered_over_all_batches() -> None:
    schema = pa.schema([("text", pa.string())])
    tables = [pa.RecordBatch.from_pylist([{"text": TEXT}] * count, schema) for count in (2, 0, 1)]
    cleaned = list(clean_batches(tables, Cleaner()))
    assert [batch["id"].to_pylist() for batch in cleaned] == [["1", "2"], [], ["3"]]
    assert {batch.schema for batch in cleaned} == {output_schema()}


def test_columns_have_the_names_that_the_settings_say() -> None:
    rows = pa.RecordBatch.from_pylist([{"body": TEXT, "link": "https://example.org/a", "text": "other"}])
    (row,) = clean_batch(rows, Cleaner(text_key="body", url_key="link")).to_pylist()
    assert (row["text"], row["source"]) == ("Snow fell on the hills above the town.", "example.org")
    assert json.loads(row["metadata"]["extra"]) == {"row.text": "other"}


def test_rows_of_arrow_and_rows_of_python_give_the_same() -> None:
    rows = [{key: value for key, value in row.items() if key != "day"} for row in ROWS]
    (first, *_, last) = Cleaner().clean_many(rows)
    cleaned = clean_batch(pa.RecordBatch.from_pylist(rows), Cleaner()).to_pylist()
    for result, row in ((first, cleaned[0]), (last, cleaned[-1])):
        assert isinstance(result, Cleaned)
        assert {**result.record.to_dict(), "rejection": None} == row


def test_rows_that_are_python_values_give_the_records_of_the_same_rows_in_arrow() -> None:
    (batch,) = pa.Table.from_pylist(ROWS).to_batches()
    assert clean_rows(ROWS, [5, 6, 7, 8], Cleaner()).equals(clean_batch(batch, Cleaner()))


def test_each_row_without_an_id_has_the_number_that_it_is_given() -> None:
    rows: list[dict[str, Any] | Exception] = [{"text": TEXT}, {"id": None, "text": TEXT}, ValueError("no row")]
    cleaned = clean_rows(rows, [30, 10, 20], Cleaner()).to_pylist()
    assert [row["id"] for row in cleaned] == ["30", "10", "20"]
    assert cleaned[2]["rejection"] == {"reason": "bad-row", "detail": "the row cannot be written as JSON: no row"}


def test_ids_are_those_that_the_same_rows_have_in_python() -> None:
    for ids in ([7.0, float("nan"), None, 1234567890123456.0], [b"a", b"\xff"], [datetime.date(2026, 1, 3)]):
        rows = [{"id": id_, "text": TEXT} for id_ in ids]
        expected = [result.record.id for result in Cleaner().clean_many(rows) if isinstance(result, Cleaned)]
        assert clean_batch(pa.RecordBatch.from_pylist(rows), Cleaner())["id"].to_pylist() == expected
        assert len(expected) == len(ids)


def test_rows_may_hold_what_only_python_can() -> None:
    row: dict[str, Any] = {"id": "a", "text": "It \ud800 snowed.", "size": 1 << 80, "day": datetime.date(2026, 1, 3)}
    (cleaned,) = clean_rows([row], [1], Cleaner()).to_pylist()
    (result,) = Cleaner().clean_many([row])
    assert isinstance(result, Cleaned)
    assert cleaned == {**result.record.to_dict(), "rejection": None}
    (both,) = clean_rows([{**row, "page": b"\xff"}], [1], Cleaner()).to_pylist()
    assert both["rejection"]["detail"].startswith("the row has bytes that are no text")


def test_of_two_columns_with_one_name_none_is_lost_silently() -> None:
    table = pa.RecordBatch.from_arrays([pa.array([TEXT]), pa.array(["It rained."])], ["text", "text"])
    with pytest.raises(ValueError, match="two columns are called 'text'"):
        clean_batch(table, Cleaner())
    with pytest.raises(ValueError, match="two columns are called 'text'"):
        list(clean_batches([table], Cleaner()))


def test_a_table_without_a_text_is_an_error_that_names_its_columns() -> None:
    table = pa.RecordBatch.from_pylist([{"body": TEXT, "url": "https://example.org/a"}])
    with pytest.raises(RunError, match="no column `text` or `html`, only body, url: say which it is with text_key"):
        clean_batch(table, Cleaner())


def test_where_nobody_can_number_rows_one_without_an_id_is_rejected() -> None:
    table = pa.RecordBatch.from_pylist([{"id": "a", "text": TEXT}, {"id": None, "text": TEXT}])
    (cleaned,) = clean_batches([table], Cleaner(), own_ids=True)
    reasons = [row["rejection"] and row["rejection"]["detail"] for row in cleaned.to_pylist()]
    assert reasons == [None, "the row has no `id`, and nobody can number rows here"]
    assert cleaned["id"].to_pylist() == ["a", ""]
