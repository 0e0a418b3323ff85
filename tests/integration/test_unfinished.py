"""Commands that read results say of an unfinished run that it is one, and end with 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Shell


@pytest.mark.parametrize(
    "arguments", [("restore", "out", "--to", "back"), ("diff", "out", "out"), ("eval", "gold.jsonl", "--docs", "out")]
)
def test_an_unfinished_run_ends_with_1(cleaner: Shell, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("The gate was shut.")
    gold = {"id": "a", "publisher": "The Pier", "lang": "en", "gold_text": "The gate was shut. " * 20}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    cleaner("run", "a.txt", "-o", "out")
    assert cleaner(*arguments).returncode == 0
    for path in (tmp_path / "back").glob("*"):
        path.unlink()
    (tmp_path / "out/run.json").unlink()
    done = cleaner(*arguments)
    assert (done.returncode, done.stdout) == (1, b"")
    assert (
        done.stderr == b"cleaner: out: the run did not finish; run the same `cleaner run` command again to continue\n"
    )
    assert not any((tmp_path / "back").glob("*"))
