"""
Other libraries read what a run wrote: rows, types and values are those of its JSON, also where a column is null in all of a
first part.

The suite reads with pyarrow, which is there anyway. The others are each installed into an environment of their own:

    CLEANER_READERS=all pytest tests/readers

`CLEANER_READERS` names some of them or `all`; `CLEANER_READERS_CACHE` is a folder in which the environments stay.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleaner.outputs.edit_rows import edit_lines
from cleaner.outputs.registry import OUTPUT_FORMATS
from cleaner.schema.arrow_schema import arrow_schema
from cleaner.schema.table_schema import table_schema
from tests.conftest import ROOT

REQUIREMENTS: Mapping[str, str] = {
    "pyarrow": "pyarrow==26.0.1",
    "polars": "polars==2.1.0",
    "duckdb": "duckdb==2.0.1",
    "pandas": "pandas[parquet]==3.1.1",
    "datasets": "datasets==5.2.0",
}
TOOLS = {"pyarrow": "arrow", "polars": "polars", "duckdb": "duckdb", "pandas": "arrow", "datasets": "hf"}
"""What the schema of each library is called by `cleaner schema --as`; pandas has none."""

NAMED = os.environ.get("CLEANER_READERS", "")
LIBRARIES = list(REQUIREMENTS) if NAMED == "all" else NAMED.split(",") if NAMED else ["pyarrow"]


def rows() -> list[dict[str, Any]]:
    """Ten documents of which hardly anything is known, and then some of which much is; some are rejected."""
    bare = [{"text": f"The ferry left at {hour}."} for hour in range(10)]
    full = [
        {
            "id": f"00{number}", "url": f"https://ferry.example/{number}", "title": "2024-01-01", "authors": ["Zoë", "null"],
            "created": "2024-01-02", "reading_minutes": number, "dateline": {"place": "Quay", "date": "1 January"},
            "language": "en", "captions": [], "extra": '{"a": null}', "topic": {"a": [1, None]}, "key_points": ["", "1"],
            "text": "The caf\u00c3\u00a9 was\u2028closed \ud800 &amp; sold. \x00\x1f\n\n\n\nAdvertisement\r\n\nIt was 🛶.\n",
        }
        for number in range(12)
    ]  # fmt: skip
    return [*bare, *full, {"text": " "}, {"id": "007", "text": "Twice."}, {"none": 1}]


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run in parts of ten documents."""
    folder = tmp_path_factory.mktemp("read-back")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows()))
    command = ["run", "rows.jsonl", "-o", "out", "--shard", "10", "--abort-over", "1", "--max-rejected", "1", "-q"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "cleaner", *command], cwd=folder, env=environment, check=True)
    return folder / "out"


def lines_in(out: Path, table: str) -> list[bytes]:
    """The lines of a table, part by part; those of the edits are made from the ledger's."""
    lines_of = "ledger" if table == "edits" else table
    lines = [
        line for path in sorted((out / lines_of).iterdir()) for line in path.read_bytes().splitlines(keepends=True)
    ]
    return [row for line in lines for row in edit_lines(line)] if table == "edits" else lines


def python_of(library: str, folder: Path) -> Path:
    """A Python that has one library: this one, for what is required anyway and no other was asked for."""
    if not NAMED:
        return Path(sys.executable)
    home = Path(os.environ.get("CLEANER_READERS_CACHE") or folder) / REQUIREMENTS[library]
    python = home / "bin/python"
    if not (home / "installed").exists():
        venv.create(home, clear=True, with_pip=True, symlinks=True)
        subprocess.run([python, "-m", "pip", "install", "-q", REQUIREMENTS[library]], check=True)
        (home / "installed").touch()
    return python


def plain(kind: pa.DataType) -> Any:
    """A type as names, lists and dictionaries, as `read_with.py` prints it."""
    if pa.types.is_list(kind):
        return [plain(kind.value_type)]
    return {field.name: plain(field.type) for field in kind} if pa.types.is_struct(kind) else str(kind)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_library_finds_the_rows_the_types_and_the_values_that_were_written(
    library: str, out: Path, tmp_path: Path
) -> None:
    schemas = {table: table_schema(table, TOOLS[library]) for table in OUTPUT_FORMATS["parquet"].tables}
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    program: list[Path | str] = [python_of(library, tmp_path), Path(__file__).with_name("read_with.py"), library, out]
    done = subprocess.run(
        program, input=json.dumps(schemas), stdout=subprocess.PIPE, text=True, check=True, env=environment
    )
    found = json.loads(done.stdout)
    for table in OUTPUT_FORMATS["parquet"].tables:
        written = [json.loads(line) for line in lines_in(out, table)]
        assert found[table]["rows"] == written, table
        assert found[table]["rows with schema"] in (None, written), table
        types = {field.name: plain(field.type) for field in arrow_schema(table)}
        assert found[table]["types"] == (list(types) if library == "pandas" else types), table


def test_the_first_part_has_nulls_throughout_where_a_later_one_has_values(out: Path) -> None:
    parts = sorted((out / "documents").iterdir())
    assert len(parts) == 3
    first, second = ([json.loads(line)["metadata"] for line in part.read_bytes().splitlines()] for part in parts[:2])
    assert len(first) == 10
    for name in ("url", "title", "reading_minutes"):
        assert {row[name] for row in first} == {None}
        assert None not in {row[name] for row in second}
    assert [bool(json.loads(line)["edits"]) for line in lines_in(out, "ledger")] == [False] * 10 + [True] * 12
    assert [json.loads(line)["reason"] for line in lines_in(out, "rejected")] == ["empty", "duplicate-id", "bad-row"]
