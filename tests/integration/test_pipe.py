"""`cleaner clean`: one line out for each line in, and nothing else on stdout."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Shell


def test_each_line_gives_a_line(cleaner: Shell, tmp_path: Path) -> None:
    text = "OSLO (Reuters) - Snow fell on the hills above the town."
    lines = [json.dumps({"id": "a", "text": text, "n": 1}), "", "[1]", json.dumps({"text": "Two."})]
    done = cleaner("clean", "--ledger", "ledger.jsonl", "--rejects", "rejects.jsonl", stdin="\n".join(lines).encode())
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["a", "line-2", "line-3", "line-4"]
    assert [row["metadata"]["verdicts"] for row in out] == [["ok"], ["rejected"], ["rejected"], ["unchanged"]]
    assert out[0]["text"] == "Snow fell on the hills above the town."
    assert json.loads(out[0]["metadata"]["extra"]) == {"n": 1}
    assert len((tmp_path / "ledger.jsonl").read_text().splitlines()) == 4
    assert [json.loads(line)["place"] for line in (tmp_path / "rejects.jsonl").read_text().splitlines()] == [
        "line 2",
        "line 3",
    ]
    assert done.returncode == 1


def test_a_record_that_is_cleaned_again_keeps_its_metadata(cleaner: Shell, seeds: Path) -> None:
    row = json.dumps({"id": "a", "text": (seeds / "004_baccea33671a48c2.txt").read_text(), "note": "kept"})
    once = cleaner("clean", stdin=row.encode()).stdout
    twice = cleaner("clean", stdin=once).stdout
    first, second = json.loads(once), json.loads(twice)
    for name in ("verdicts", "chars_in", "routing", "language_score"):
        del first["metadata"][name], second["metadata"][name]
    assert first == second


def test_a_closed_pipe_gives_no_traceback(cleaner: Shell) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        f'yes \'{{"text": "Snow fell."}}\' | head -5000 | {sys.executable} -m cleaner clean | head -1',
        shell=True,
        capture_output=True,
        cwd=Path(__file__).resolve().parent.parent.parent,
    )
    assert done.stdout.count(b"\n") == 1
    assert b"Traceback" not in done.stderr
