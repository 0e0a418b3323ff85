"""The function for `map`: types that are never guessed, ids over all processes, and a cache that knows what decides."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset, IterableDataset
from datasets.fingerprint import Hasher

from cleaner.integrations.datasets import RowCleaner

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."
CLEANED = "Snow fell on the hills above the town."
PACK = "grammar: 1\npublisher: Valley Post\ndomains: [valley.example]\nhtml: [{{body: {}}}]\n"
MAP = {"batched": True, "with_indices": True}


@pytest.fixture(scope="module")
def cleaner() -> RowCleaner:
    return RowCleaner()


@pytest.fixture(scope="module")
def rows() -> Dataset:
    """3,000 rows. The first 1,500 have no title, and some have no text."""
    return Dataset.from_list(
        [
            {"text": TEXT if number % 7 else None, "title": None if number < 1500 else f"Title {number}"}
            for number in range(3000)
        ]
    )


def test_two_processes_keep_types_that_the_first_rows_do_not_show(rows: Dataset, cleaner: RowCleaner) -> None:
    records = rows.map(
        cleaner,
        **MAP,
        num_proc=2,
        remove_columns=rows.column_names,
        features=cleaner.features,
        load_from_cache_file=False,
    )
    assert records.features == cleaner.features
    assert records["id"][:] == [str(number) for number in range(1, 3001)]
    assert records["text"][:] == [CLEANED if number % 7 else "" for number in range(3000)]
    titles = [metadata["title"] for metadata in records["metadata"]]
    assert titles == [row["title"] if row["text"] else None for row in rows]
    assert [rejection and rejection["reason"] for rejection in records["rejection"]] == [
        None if number % 7 else "bad-row" for number in range(3000)
    ]


@pytest.mark.parametrize("format_", [None, "arrow"])
def test_a_map_that_names_neither_columns_nor_features_gives_the_same(
    rows: Dataset, cleaner: RowCleaner, format_: str | None
) -> None:
    named = rows.map(cleaner, **MAP, remove_columns=rows.column_names, features=cleaner.features)
    records = rows.with_format(format_).map(cleaner, **MAP).with_format(None)
    assert records.features == named.features
    assert records[:] == named[:]


def test_a_stream_gives_the_same(rows: Dataset, cleaner: RowCleaner) -> None:
    stream: IterableDataset = rows.to_iterable_dataset(num_shards=3)
    records = stream.map(cleaner, **MAP, remove_columns=rows.column_names, features=cleaner.features)
    assert list(records) == list(rows.map(cleaner, **MAP))
    assert list(stream.with_format("arrow").map(cleaner, **MAP).with_format(None)) == list(rows.map(cleaner, **MAP))


def test_ids_of_their_own_win_and_the_ledger_comes_along() -> None:
    cleaner = RowCleaner(ledger=True, text_key="body", id_key="n")
    records = Dataset.from_dict({"n": [7, None], "body": [TEXT, TEXT]}).map(cleaner, **MAP, features=cleaner.features)
    assert records["id"][:] == ["7", "2"]
    assert [[edit["kind"] for edit in ledger["edits"]] for ledger in records["ledger"]] == [["dateline"]] * 2


def fingerprint(**options: Any) -> str:
    return str(Hasher.hash(RowCleaner(**options)))


def test_the_cache_knows_what_decides_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = tmp_path / "publishers/valley.example.yaml"
    pack.parent.mkdir()
    pack.write_text(PACK.format("article"))
    ours, other = fingerprint(), fingerprint(rules=tmp_path)
    used = RowCleaner()
    used({"text": [TEXT]}, [0])
    assert ours == fingerprint() == Hasher.hash(used)
    assert other == fingerprint(rules=[tmp_path])
    pack.write_text(PACK.format("main"))
    changed = fingerprint(rules=tmp_path)
    others = [fingerprint(text_key="body"), fingerprint(keep_kinds="dateline"), fingerprint(ledger=True)]
    monkeypatch.setattr("cleaner.integrations.datasets.__version__", "99")
    assert len({ours, other, changed, *others, fingerprint()}) == 7


def test_another_process_with_another_hash_seed_finds_what_is_in_the_cache() -> None:
    program = "from with_datasets import fingerprint; print(fingerprint())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
    )
    assert done.stdout.decode().strip() == fingerprint(), done.stderr.decode()


def test_a_second_map_takes_the_results_of_the_first(tmp_path: Path) -> None:
    Dataset.from_dict({"text": [TEXT] * 3}).save_to_disk(str(tmp_path / "rows"))
    first, second = (Dataset.load_from_disk(str(tmp_path / "rows")).map(RowCleaner(), **MAP) for _ in range(2))
    assert first.cache_files == second.cache_files != []
    assert len(list((tmp_path / "rows").glob("cache-*"))) == 1


@pytest.mark.parametrize("arguments", [{"batched": True}, {"with_indices": True}, {}])
def test_a_map_with_other_arguments_says_what_is_right(
    rows: Dataset, cleaner: RowCleaner, arguments: dict[str, bool]
) -> None:
    with pytest.raises(TypeError, match=r"batched=True, with_indices=True"):
        rows.map(cleaner, **arguments)


def test_tables_of_other_libraries_are_refused_by_name(rows: Dataset, cleaner: RowCleaner) -> None:
    with pytest.raises(TypeError, match="not DataFrame"):
        rows.with_format("pandas").map(cleaner, **MAP)


def test_rows_with_ids_of_their_own_need_no_indices(cleaner: RowCleaner) -> None:
    rows = Dataset.from_dict({"id": ["a", "b", None], "text": [TEXT, "It rained.", "It snowed."]})
    records = rows.map(cleaner, batched=True, features=cleaner.features)
    assert records["id"][:] == ["a", "b", ""]
    assert records[2]["rejection"]["detail"] == "the row has no `id`, and nobody can number rows here"
