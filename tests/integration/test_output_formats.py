"""What a run wrote is the same in every format, and every command that reads results reads all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.shell import call_cleaner
from tests.conftest import ROOT, Shell

FORMATS = ["jsonl,parquet", "jsonl.gz", "jsonl.zst", "parquet"]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run in each format, of the same inputs."""
    folder = tmp_path_factory.mktemp("runs")
    for to in FORMATS:
        options = ["--to", to, "--added", "2026-01-01", *(["--shard", "2"] if to == "parquet" else [])]
        assert call_cleaner(["run", str(ROOT / "seeds"), "-o", str(folder / to), *options])[0] == 0
    return folder


@pytest.mark.parametrize("to", FORMATS)
def test_a_run_in_any_format_restores_its_inputs(cleaner: Shell, runs: Path, tmp_path: Path, to: str) -> None:
    assert cleaner("restore", runs / to, "--to", "back").returncode == 0
    assert [path.read_bytes() for path in sorted((tmp_path / "back").glob("**/*.txt"))] == [
        path.read_bytes() for path in SEEDS
    ]


@pytest.mark.parametrize("to", FORMATS[1:])
def test_runs_in_different_formats_do_not_differ(cleaner: Shell, runs: Path, to: str) -> None:
    diff = json.loads(cleaner("diff", runs / FORMATS[0], runs / to, "--json").stdout)
    assert (diff["documents"]["both"], diff["fields"]) == (5, {})


def test_a_run_is_scored_in_any_format(cleaner: Shell, runs: Path, tmp_path: Path) -> None:
    gold = {"id": SEEDS[0].stem, "publisher": "P", "lang": "en", "gold_text": SEEDS[0].read_text()}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    scores = {cleaner("eval", "gold.jsonl", "--docs", runs / to, "--json").stdout for to in FORMATS}
    [score] = scores
    assert json.loads(score)["damage"]["by_rule"]


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("csv", b"there is no output format csv; use jsonl, jsonl.gz, jsonl.zst, parquet"),
        ("jsonl,jsonl.gz", b"jsonl and jsonl.gz would both be written to documents/; choose one of them"),
        ("", b"no output format is named"),
    ],
)
def test_formats_that_cannot_be_written_end_with_2_and_write_nothing(
    cleaner: Shell, tmp_path: Path, to: str, problem: bytes
) -> None:
    done = cleaner("run", SEEDS[0], "-o", "out", "--to", to)
    assert done.returncode == 2
    assert problem in done.stderr
    assert not (tmp_path / "out").exists()
