"""Documents that kill their process, never end, or take all memory: they are rejected, and nothing else is harmed."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

from .attempt import attempt, finished, until
from .conftest import OPTIONS
from .traces import different

SABOTAGE = {"PYTHONPATH": os.pathsep.join([str(Path(__file__).parent / "sabotage"), str(ROOT)])}
COUNT = 300
QUICK = ("--no-bundled", "--to", "jsonl", *OPTIONS)
"""What harm a document does depends neither on rules nor on the form of results."""


def _write_rows(folder: Path, harm: dict[int, str]) -> None:
    """Rows of which some do harm."""
    texts = [harm.get(number, f"Document {number} harms nobody.") for number in range(COUNT)]
    lines = [json.dumps({"id": f"d{number}", "text": text}) for number, text in enumerate(texts)]
    (folder / "rows.jsonl").write_text("\n".join(lines) + "\n")


def _results(out: Path) -> tuple[list[str], dict[str, dict[str, Any]]]:
    """The ids of documents, and the rejections by id."""
    documents, rejected = (
        [json.loads(line) for part in sorted((out / kind).glob("part-*")) for line in part.read_bytes().splitlines()]
        for kind in ("documents", "rejected")
    )
    return [row["id"] for row in documents], {row["id"]: row for row in rejected}


def _only_these_are_rejected(out: Path, numbers: list[int]) -> None:
    ids, rejected = _results(out)
    # Whoever cannot say what a row holds knows it by its place.
    assert list(rejected) == [f"rows#{number + 1}" for number in numbers]
    assert all(row["reason"] == "limit" and row["raw"] and row["detail"] for row in rejected.values())
    assert ids == [f"d{number}" for number in range(COUNT) if number not in numbers]


@pytest.mark.parametrize(
    ("harm", "options"),
    [
        ({100: "This one is DEADLY."}, ()),
        ({100: "DEADLY", 101: "DEADLY too", 250: "DEADLY again", 299: "DEADLY at the end"}, ()),
        ({0: "ENDLESS"}, ("--timeout", 1)),
        ({150: "GREEDY"}, ("--memory", "400M")),
        ({20: "DEADLY", 21: "ENDLESS", 22: "GREEDY"}, ("--timeout", 1.5, "--memory", "400M")),
    ],
    ids=["deadly", "four of them", "endless", "greedy", "one of each"],
)
def test_only_the_document_that_does_harm_is_rejected(
    harm: dict[int, str], options: tuple[Any, ...], tmp_path: Path
) -> None:
    _write_rows(tmp_path, harm)
    command = ("rows.jsonl", "--shard", 100, *QUICK, *options)
    code, said = finished(tmp_path, *command, "-o", "out", **SABOTAGE)
    assert code == 0, said
    assert "Traceback" not in said
    _only_these_are_rejected(tmp_path / "out", list(harm))


def test_what_does_harm_is_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    _write_rows(tmp_path, {100: "DEADLY", 131: "DEADLY"})
    for workers in (1, 3):
        command = ("rows.jsonl", "--shard", 100, *QUICK, "--workers", workers, "-o", f"out-{workers}")
        code, said = finished(tmp_path, *command, **SABOTAGE)
        assert code == 0, said
    assert different(tmp_path / "out-1", tmp_path / "out-3") == []


def test_a_file_that_does_harm_is_rejected_alone(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        (tmp_path / "in" / f"d{number:03}.txt").write_text("DEADLY" if number == 70 else f"Document {number}.\n")
    code, said = finished(tmp_path, "in", "--shard", 50, *QUICK, "-o", "out", **SABOTAGE)
    assert code == 0, said
    ids, rejected = _results(tmp_path / "out")
    assert (len(ids), list(rejected), rejected["d070"]["reason"]) == (COUNT - 1, ["d070"], "limit")


@pytest.mark.parametrize("deaths", [1, 2])
def test_children_that_die_as_they_start_are_replaced(deaths: int, tmp_path: Path) -> None:
    _write_rows(tmp_path, {})
    (tmp_path / "deaths").mkdir()
    started = {"CLEANER_DEATHS": str(tmp_path / "deaths"), "CLEANER_MOST_DEATHS": str(deaths)}
    code, said = finished(tmp_path, "rows.jsonl", *QUICK, "-o", "out", **SABOTAGE, **started)
    assert code == 0, said
    assert len(list((tmp_path / "deaths").iterdir())) == deaths
    _only_these_are_rejected(tmp_path / "out", [])


def test_children_that_never_start_end_the_run(tmp_path: Path) -> None:
    _write_rows(tmp_path, {})
    (tmp_path / "deaths").mkdir()
    started = {"CLEANER_DEATHS": str(tmp_path / "deaths"), "CLEANER_MOST_DEATHS": "1000"}
    code, said = finished(tmp_path, "rows.jsonl", *QUICK, "-o", "out", **SABOTAGE, **started)
    assert code == 2, said
    assert "do not start" in said
    assert "Traceback" not in said
    assert not (tmp_path / "out/run.json").exists()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT], ids=lambda by: by.name)
def test_a_child_that_hangs_does_not_outlive_the_run(by: signal.Signals, tmp_path: Path) -> None:
    _write_rows(tmp_path, {250: "ENDLESS"})
    with attempt(tmp_path, "rows.jsonl", "--shard", 100, *QUICK, "-o", "out", **SABOTAGE) as run:
        until(lambda: len(list((tmp_path / "out").glob("documents/part-*"))) == 2, "two parts are not finished")
        run.kill(run.process.pid, by)
        run.end()
        run.nothing_left()
