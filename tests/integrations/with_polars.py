"""The polars expression: types, ids, nulls, and every engine that can evaluate it."""

from __future__ import annotations

import datetime

import polars as pl
import pyarrow as pa
import pytest

from cleaner import Cleaner
from cleaner.integrations import polars
from cleaner.integrations.arrow import ROWS_IN_MEMORY, clean_batch, output_schema
from cleaner.integrations.polars import clean

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."
CLEANED = "Snow fell on the hills above the town."
FRAME = pl.DataFrame(
    {
        "id": ["a", None, "c", "d"],
        "text": [TEXT, None, " ", "It rained.\nShare"],
        "title": [None, None, None, "Rain"],
        "created": [datetime.datetime(2026, 1, 3, 4), None, None, None],
        "score": [0.5, None, float("nan"), 1.0],
    }
)


def field(name: str, records: pl.Series) -> list[object]:
    values: list[object] = records.struct.field(name).to_list()
    return values


def test_the_records_are_those_of_the_arrow_adapter() -> None:
    records = FRAME.select(clean(pl.all(), ledger=True, added="2026-01-01")).to_series()
    (batch,) = FRAME.to_arrow().to_batches()
    assert records.to_list() == clean_batch(batch, Cleaner(added="2026-01-01"), ledger=True).to_pylist()


def test_a_column_with_nulls_gives_rejections_where_they_are() -> None:
    texts = pl.Series("text", [TEXT if number % 3 else None for number in range(ROWS_IN_MEMORY + 500)])
    records = texts.to_frame().select(clean("text")).to_series()
    assert field("text", records) == [CLEANED if number % 3 else "" for number in range(len(texts))]
    reasons = field("reason", records.struct.field("rejection"))
    assert reasons == [None if number % 3 else "bad-row" for number in range(len(texts))]
    assert records.struct.field("rejection").is_null().to_list() == [bool(number % 3) for number in range(len(texts))]


def test_a_column_that_is_null_throughout_gives_the_same_type() -> None:
    nulls = pl.DataFrame({"text": [None, None]}).select(clean("text"))
    assert nulls.schema == FRAME.clear().select(clean("text")).schema == FRAME.select(clean("text")).schema


def test_a_lazy_frame_knows_the_type_before_anything_is_cleaned(monkeypatch: pytest.MonkeyPatch) -> None:
    lazy = FRAME.lazy().select(clean("id", "text", ledger=True))
    monkeypatch.setattr(polars, "_records", lambda *_, **__: pytest.fail("a row was read"))
    assert FRAME.lazy().select(clean("id", "text", ledger=True)).collect_schema() == lazy.collect().schema
    assert pl.DataFrame(lazy.collect()["record"].struct.unnest()).columns == output_schema(ledger=True).names


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
def test_rows_are_numbered_over_the_whole_frame(engine: str) -> None:
    frame = pl.concat([FRAME] * 700)
    records = frame.lazy().select(clean("id", "text")).collect(engine=engine).to_series()
    assert field("id", records) == [own or str(number) for number, own in enumerate(frame["id"], 1)]


def test_rows_keep_their_numbers_if_others_are_filtered_out_afterwards() -> None:
    lazy = FRAME.lazy().with_columns(clean("text")).filter(pl.col("id") == "c")
    assert field("id", lazy.collect()["record"]) == ["3"]


def test_a_group_is_numbered_by_itself() -> None:
    groups = FRAME.group_by("title", maintain_order=True).agg(clean("text").struct.field("id", "text"))
    assert groups["id"].to_list() == [["1", "2", "3"], ["1"]]
    assert groups["text"].to_list() == [[CLEANED, "", ""], ["It rained.\n\nShare"]]


def test_a_column_can_be_piped_and_keep_another_name() -> None:
    frame = FRAME.select(body="text")
    assert field("text", frame.select(pl.col("body").pipe(clean, text_key="body")).to_series())[0] == CLEANED


def test_bytes_categories_and_large_texts_are_read() -> None:
    frame = pl.DataFrame({"text": [TEXT.encode(), b"It rained."], "source": ["a.example", "b.example"]})
    records = frame.select(clean("text", pl.col("source").cast(pl.Categorical))).to_series()
    assert field("text", records) == [CLEANED, "It rained."]
    assert field("source", records) == ["a.example", "b.example"]


def test_an_option_that_is_none_is_an_error_before_any_row_is_read() -> None:
    with pytest.raises(TypeError, match="there is no setting 'wholepage'"):
        clean("text", wholepage=True)


def test_arrow_types_survive() -> None:
    records = FRAME.select(clean("text")).to_series()
    arrow = records.struct.unnest().to_arrow()
    assert [pa.types.is_struct(arrow.schema.field(name).type) for name in ("metadata", "rejection")] == [True, True]
