"""Law 8: records, ledgers and rulebooks survive JSON and pickling."""

from __future__ import annotations

import pickle
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process, process_all
from cleaner.document import Raw
from cleaner.json_line import ENCODER
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.outputs.parquet_files import rows_of_json
from cleaner.record import Record
from cleaner.schema.arrow_schema import arrow_schema

from .strategies import books, texts

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ROW = st.dictionaries(
    st.one_of(TEXT, st.sampled_from(("title", "authors", "dateline", "reading_minutes", "created", "extra", "url"))),
    st.one_of(st.none(), st.integers(-5, 5), TEXT, st.lists(TEXT, max_size=2), st.dictionaries(TEXT, TEXT, max_size=1)),
    max_size=5,
)


@given(texts(), books(), ROW)
def test_records_and_ledgers_survive_json(text: str, book: Rulebook, row: dict[str, Any]) -> None:
    done = process(Raw("a", text, given={**row, "source": "p.example", "language": "en"}), book)
    if isinstance(done, Cleaned):
        assert Record.from_json(done.record.to_json()) == done.record
        assert Ledger.from_json(done.ledger.to_json()) == done.ledger
    else:
        assert done.reason == "empty", done


@given(st.lists(st.tuples(texts(), ROW), min_size=1, max_size=4), books())
def test_records_and_ledgers_survive_tables(documents: list[tuple[str, dict[str, Any]]], book: Rulebook) -> None:
    raws = [Raw(str(number), text, given=row) for number, (text, row) in enumerate(documents)]
    done = [result for result in process_all(raws, book) if isinstance(result, Cleaned)]
    for table, lines in (
        ("documents", [result.record.to_json() for result in done]),
        ("ledger", [result.ledger.to_json() for result in done]),
    ):
        rows = rows_of_json(b"".join(lines), arrow_schema(table)) if lines else None
        assert [ENCODER.encode(row) + b"\n" for row in (rows.to_pylist() if rows else [])] == lines


@given(texts(), books(keep_kinds=True))
def test_rulebooks_survive_pickling(text: str, book: Rulebook) -> None:
    raw = Raw("a", text, given={"language": "en"})
    before = process(raw, book)
    back = pickle.loads(pickle.dumps(book))
    assert back == book
    assert process(raw, back) == before
