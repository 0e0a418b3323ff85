"""Results are read again from every format that a run writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import RunError, UnfinishedRunError
from cleaner.outputs.registry import OUTPUT_FORMATS
from cleaner.record import Rejected
from cleaner.run.results import rejections, results, results_by_id
from tests.unit.evaluate.test_document_diff import outcome

PARTS = [("part-00000", "ab"), ("part-00001-000000", "c"), ("part-00001-000001", ""), ("part-00002", "d")]


def lines_of(table: str, ids: str) -> list[bytes]:
    if table == "rejected":
        return [Rejected(f"{id_}!", "", "empty", "", "", "0" * 64, 0, "").to_json() for id_ in ids]
    line = outcome()[table == "ledger"].to_json()
    return [line.replace(b'"id":"a"', f'"id":"{id_}"'.encode()) for id_ in ids]


def write_run_as(out: Path, *names: str, ended: bool = True) -> Path:
    """A run with these formats; the ids of each part are the characters beside its name."""
    for form in (OUTPUT_FORMATS[name] for name in names):
        for table in form.tables:
            folder = out / form.folder / table
            folder.mkdir(parents=True)
            for part, ids in PARTS:
                writer = form.open_writer(folder / f"{part}{form.suffix}", table)
                for line in lines_of("ledger" if table == "edits" else table, ids):
                    writer.write(line)
                writer.close()
    if ended:
        (out / "run.json").write_text("{}")
    return out


@pytest.mark.parametrize("names", [*([name] for name in OUTPUT_FORMATS), ["jsonl.zst", "parquet"]], ids="+".join)
def test_a_run_is_read_in_order_whatever_its_formats(tmp_path: Path, names: list[str]) -> None:
    out = write_run_as(tmp_path / "out", *names)
    assert [(record.id, ledger.id) for record, ledger in results(out)] == [(id_, id_) for id_ in "abcd"]
    assert [rejection.id for rejection in rejections(out)] == ["a!", "b!", "c!", "d!"]
    records, ledgers = results_by_id([out], {"b", "d", "x"})
    assert list(records) == list(ledgers) == ["b", "d"]
    assert ledgers["b"]["edits"] == []


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_a_run_that_did_not_finish_says_so(tmp_path: Path, name: str) -> None:
    out = write_run_as(tmp_path / "out", name, ended=False)
    for read in (lambda: list(results(out)), lambda: list(rejections(out)), lambda: results_by_id([out], {"a"})):
        with pytest.raises(
            UnfinishedRunError, match="the run did not finish; run the same `cleaner run` command again to continue"
        ):
            read()


def test_a_run_that_was_stopped_before_its_first_part_did_not_finish_either(tmp_path: Path) -> None:
    (tmp_path / ".run").mkdir()
    with pytest.raises(UnfinishedRunError):
        next(results(tmp_path))


def test_a_folder_without_results_holds_no_run(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no results"):
        next(results(tmp_path))


@pytest.mark.parametrize("name", OUTPUT_FORMATS)
def test_a_broken_file_is_named(tmp_path: Path, name: str) -> None:
    out, form = write_run_as(tmp_path / "out", name), OUTPUT_FORMATS[name]
    part = out / form.folder / "documents" / f"part-00002{form.suffix}"
    part.write_bytes(part.read_bytes()[:-4])
    with pytest.raises(RunError, match=rf"part-00002{form.suffix}"):
        list(results(out))


@pytest.mark.parametrize("table", ["documents", "ledger"])
def test_a_part_that_is_missing_is_named(tmp_path: Path, table: str) -> None:
    out = write_run_as(tmp_path / "out", "jsonl")
    (out / table / "part-00001-000000.jsonl").unlink()
    with pytest.raises(RunError, match=r"only one of documents/(part-00001-000000.jsonl) and ledger/\1 is there"):
        list(results(out))


def test_a_ledger_that_is_missing_is_noticed(tmp_path: Path) -> None:
    out = write_run_as(tmp_path / "out", "jsonl")
    (out / "ledger/part-00000.jsonl").write_bytes(b"".join(lines_of("ledger", "a")))
    with pytest.raises(RunError, match="ledgers are missing"):
        list(results(out))


def test_results_of_different_documents_are_noticed(tmp_path: Path) -> None:
    out = write_run_as(tmp_path / "out", "jsonl")
    (out / "ledger/part-00000.jsonl").write_bytes(b"".join(lines_of("ledger", "ax")))
    with pytest.raises(RunError, match=r"part-00000\.jsonl:2: this is the ledger of 'x', not of 'b'"):
        list(results(out))
