"""The pandas helper: any index, any dtype, whatever an object column holds, and always the same columns."""

from __future__ import annotations

import decimal

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from cleaner import Cleaner
from cleaner.integrations.arrow import ROWS_IN_MEMORY, clean_batch
from cleaner.integrations.pandas import clean

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."
CLEANED = "Snow fell on the hills above the town."
NO_TEXTS = [None, float("nan"), pd.NA, pd.NaT, 5, 5.5, True, [TEXT], {"text": TEXT}, np.float64(1)]


def test_the_records_are_those_of_the_arrow_adapter() -> None:
    rows = pd.DataFrame(
        {
            "id": ["a", None, "c"],
            "text": [TEXT, None, "It rained.\nShare"],
            "title": [None, None, "Rain"],
            "created": pd.to_datetime(["2026-01-03 04:05", None, "2026-01-04 00:00"]),
            "price": [decimal.Decimal("1.50"), None, decimal.Decimal("2.00")],
            "score": [0.5, None, 1.0],
            "authors": [["Ada Lindqvist"], None, []],
        }
    )
    table = pa.Table.from_pandas(rows, preserve_index=False)
    (batch,) = table.to_batches()
    expected = pa.Table.from_batches([clean_batch(batch, Cleaner())]).flatten().flatten().to_pylist()
    found = clean(rows)
    assert list(found.columns) == list(expected[0])
    assert found.astype(object).where(found.notna(), None).to_dict("records") == expected


@pytest.mark.parametrize("value", NO_TEXTS, ids=repr)
def test_what_is_no_text_is_rejected_and_the_rest_is_there(value: object) -> None:
    texts = pd.Series([TEXT, value, TEXT], dtype=object)
    records = clean(texts)
    assert records["text"].to_list() == [CLEANED, "", CLEANED]
    assert records["rejection.reason"].isna().to_list() == [True, False, True]
    assert records["rejection.reason"].iloc[1] == "bad-row"


def test_other_columns_may_mix_types_that_arrow_refuses() -> None:
    extras = ["a", 1, [1, "b"], {"n": np.int64(3), 4: pd.NaT}, {1, 2}, 2**70, "\ud800"]
    records = clean(pd.DataFrame({"text": [TEXT] * len(extras), "other": pd.Series(extras, dtype=object)}))
    shown = records["metadata.extra"].to_list()
    assert [*shown[:4], *shown[5:]] == [
        '{"other":"a"}',
        '{"other":1}',
        '{"other":[1,"b"]}',
        '{"other":{"4":null,"n":3}}',
        '{"other":"1180591620717411303424"}',
        r'{"other":"\\ud800"}',
    ]
    assert records["rejection.reason"].isna().all()


@pytest.mark.parametrize(
    "index",
    [
        pd.Index(["x", "x", "y"], name="key"),
        pd.date_range("2026-01-01", periods=3),
        pd.MultiIndex.from_tuples([(1, "a"), (1, "b"), (2, "a")]),
    ],
    ids=["labels that occur twice", "dates", "two levels"],
)
def test_the_index_stays(index: pd.Index) -> None:
    rows = pd.DataFrame({"text": [TEXT] * 3, "title": ["A", "B", "C"]}, index=index)
    assert clean(rows).index.equals(index)
    assert clean(rows["text"]).index.equals(index)


def test_the_columns_and_their_types_do_not_depend_on_the_rows() -> None:
    full = clean(pd.DataFrame({"text": [TEXT], "reading_minutes": [3], "title": ["Snow"]}))
    empty, nothing = clean(pd.Series([], dtype=object)), clean(pd.Series([None]))
    assert list(full.columns) == list(empty.columns) == list(nothing.columns)
    assert full["metadata.reading_minutes"].dtype == nothing["metadata.reading_minutes"].dtype == pd.Int64Dtype()
    assert full["metadata.agencies"].to_list() == [["Reuters"]]


def test_rows_of_a_long_frame_are_numbered_from_1_to_the_last() -> None:
    rows = pd.DataFrame({"id": [None, "own"] * ROWS_IN_MEMORY, "text": [TEXT] * 2 * ROWS_IN_MEMORY})
    assert clean(rows)["id"].to_list() == [
        "own" if number % 2 == 0 else str(number) for number in range(1, len(rows) + 1)
    ]


def test_whole_numbers_that_a_gap_made_floats_are_the_ids_that_they_were() -> None:
    rows = pd.DataFrame({"id": [7, None, 12345678, 1234567890123456], "text": [TEXT] * 4})
    assert clean(rows)["id"].to_list() == ["7", "2", "12345678", "1234567890123456"]


def test_columns_of_other_names_are_found() -> None:
    rows = pd.DataFrame({"body": [TEXT], "link": ["https://news.example/snow"], "n": [5]})
    records = clean(rows, text_key="body", url_key="link", id_key="n", keep_kinds="dateline")
    assert records.loc[0, ["id", "text", "source"]].to_list() == ["5", TEXT, "news.example"]
    assert clean(rows["body"], text_key="body")["text"].to_list() == [CLEANED]


def test_the_ledger_comes_as_columns_too() -> None:
    records = clean(pd.Series([TEXT, None]), ledger=True)
    assert [edit["kind"] for edit in records["ledger.edits"][0]] == ["dateline"]
    assert records["ledger.edits"][1] is None


def test_two_columns_of_the_same_name_are_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="two columns are called 'text'"):
        clean(pd.DataFrame([[TEXT, TEXT]], columns=["text", "text"]))


def test_records_that_were_saved_are_rows_again(tmp_path: object) -> None:
    """Parquet gives lists back as arrays of numpy."""
    rows = pd.DataFrame({"text": [TEXT], "authors": [["Ada Lindqvist", "Bo Ek"]]})
    rows.to_parquet(f"{tmp_path}/rows.parquet")
    again = pd.read_parquet(f"{tmp_path}/rows.parquet")
    assert clean(again)["metadata.authors"].to_list() == [["Ada Lindqvist", "Bo Ek"]]


def test_what_is_neither_a_frame_nor_a_series_is_an_error() -> None:
    with pytest.raises(TypeError, match="a DataFrame or a Series of texts, not list"):
        clean([TEXT])
