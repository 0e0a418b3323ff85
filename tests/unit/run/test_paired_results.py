from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.errors import RunError
from cleaner.ledger import Ledger
from cleaner.record import Record
from cleaner.run.paired_results import WaitingResults, paired_results
from cleaner.run.results import results
from tests.unit.evaluate.test_document_diff import outcome


def write_run(out: Path, *shards: str) -> Path:
    """A run whose documents have the characters of `shards` as their ids."""
    for number, ids in enumerate(shards):
        for folder, index in (("documents", 0), ("ledger", 1)):
            (out / folder).mkdir(parents=True, exist_ok=True)
            lines = [outcome()[index].to_json().replace(b'"id":"a"', f'"id":"{id_}"'.encode()) for id_ in ids]
            (out / folder / f"part-{number:05}.jsonl").write_bytes(b"".join(lines))
    (out / "run.json").write_text("{}")
    return out


def paired_ids(first: Path, second: Path) -> list[tuple[str, str]]:
    pairs = []
    for pair in paired_results(first, second):
        assert all(result is None or result[0].id == result[1].id for result in pair)
        pairs.append(tuple(result[0].id if result else "-" for result in pair))
    return pairs  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("first", "second", "first_only", "second_only"),
    [
        (["abcdef"], ["abcdef"], "", ""),
        (["abc", "def"], ["abcd", "", "ef"], "", ""),
        (["abcdef"], ["fedcba"], "", ""),
        (["abcdef"], ["xyzabcdef"], "", "xyz"),
        (["abcdef"], ["bdf"], "ace", ""),
        (["abc"], ["xyz"], "abc", "xyz"),
        (["abc"], [""], "abc", ""),
    ],
)
def test_documents_are_paired_by_id_in_any_order(
    tmp_path: Path, first: list[str], second: list[str], first_only: str, second_only: str
) -> None:
    pairs = paired_ids(write_run(tmp_path / "1", *first), write_run(tmp_path / "2", *second))
    both = [(id_, id_) for id_ in "abcdef" if id_ in "".join(first) and id_ in "".join(second)]
    single = [(id_, "-") for id_ in first_only] + [("-", id_) for id_ in second_only]
    assert sorted(pairs) == sorted(both + single)


def test_runs_are_in_step_again_after_what_only_one_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    class Counted(WaitingResults):
        def take(self, id_: str) -> tuple[Record, Ledger]:
            taken.append(id_)
            return super().take(id_)

    monkeypatch.setattr("cleaner.run.paired_results.WaitingResults", Counted)
    common = "abcdefghijklmnopqrstuvw"
    assert len(paired_ids(write_run(tmp_path / "1", common), write_run(tmp_path / "2", f"xyz{common}"))) == 26
    assert sorted(taken) == list("abcxyz")  # x, y and z, and the three that waited for them


def test_a_result_that_waited_is_the_one_that_was_read(tmp_path: Path) -> None:
    first, second = write_run(tmp_path / "1", "ab", "c"), write_run(tmp_path / "2", "cb", "a")
    read = {record.id: (record, ledger) for record, ledger in results(first)}
    assert {pair[0][0].id: pair[0] for pair in paired_results(first, second) if pair[0]} == read


def test_results_wait_in_any_order(tmp_path: Path) -> None:
    read = {record.id: (record, ledger) for record, ledger in results(write_run(tmp_path / "1", "abc"))}
    with WaitingResults() as waiting:
        waiting.add(*read["a"])
        waiting.add(*read["b"])
        assert waiting.take("a") == read["a"]
        waiting.add(*read["c"])  # where reading stopped, b begins
        assert waiting.ids() == ["b", "c"]
        assert "a" not in waiting
        assert [waiting.take("b"), waiting.take("c")] == [read["b"], read["c"]]


def test_a_folder_without_results_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="holds no results"):
        paired_ids(write_run(tmp_path / "1", "a"), tmp_path / "2")
