"""The dataset card says where the tables are, and of what types they are where the files do not say so themselves."""

from __future__ import annotations

from typing import Any

import yaml

from cleaner.outputs.registry import FILE_FORMATS
from cleaner.record import Dateline, Metadata, Record
from cleaner.run.dataset_card import card, features
from cleaner.run.tally import Tally
from cleaner.schema.tables import TABLE_CLASSES
from cleaner.schema.type_tree import object_of


def front_matter(*to: str) -> Any:
    return yaml.safe_load(card(Tally(documents=3), to).split("---\n")[1])


def test_a_run_with_parquet_is_loaded_from_it() -> None:
    found = front_matter("jsonl", "parquet")
    assert {one["config_name"]: one["data_files"] for one in found["configs"]} == {
        "default": "parquet/documents/*.parquet",
        "ledger": "parquet/ledger/*.parquet",
        "edits": "parquet/edits/*.parquet",
        "rejected": "parquet/rejected/*.parquet",
    }
    assert list(found) == ["configs"]


def test_the_card_says_what_is_in_every_folder_of_tables() -> None:
    body = card(Tally(documents=3), ("jsonl",)).split("---\n")[2]
    assert [form.folder for form in FILE_FORMATS.values() if form.folder and f"- `{form.folder}/`: " not in body] == []


def test_a_run_without_parquet_is_loaded_from_its_lines_with_their_types() -> None:
    found = front_matter("jsonl.zst")
    assert {one["config_name"]: one["data_files"] for one in found["configs"]} == {
        "default": "documents/*.jsonl.zst",
        "ledger": "ledger/*.jsonl.zst",
        "rejected": "rejected/*.jsonl.zst",
    }
    types = {one["config_name"]: one["features"] for one in found["dataset_info"]}
    assert [field["name"] for field in types["ledger"]] == list(TABLE_CLASSES["ledger"].__struct_fields__)
    edits = next(field for field in types["ledger"] if field["name"] == "edits")
    assert edits["list"][0] == {"name": "start", "dtype": "int64"}
    assert edits["list"][3] == {"name": "rules", "sequence": "string"}


def test_the_card_names_the_type_of_every_field() -> None:
    lines = list(features(object_of(Record), 0))
    assert [line.split(": ")[1] for line in lines if line.lstrip().startswith("- name")] == [
        *Record.__struct_fields__, *[
            name for field in Metadata.__struct_fields__
            for name in ((field, *Dateline.__struct_fields__) if field == "dateline" else (field,))
        ],
    ]  # fmt: skip
    assert lines[lines.index("  - name: verdicts") + 1] == "    sequence: string"
    assert lines[lines.index("  - name: reading_minutes") + 1] == "    dtype: int64"
    assert lines[lines.index("  - name: language_score") + 1] == "    dtype: float64"
