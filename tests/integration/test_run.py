"""What a user sees of `cleaner run`: files, ids, exit codes, and a folder that is theirs."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, Shell
from tests.untimed import untimed

ARTICLE = "Snow fell on the hills above the town for a third day.\n\nThe road to the coast stayed closed.\n"


def rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_the_samples_are_cleaned_and_come_back_byte_for_byte(cleaner: Shell, seeds: Path, tmp_path: Path) -> None:
    assert cleaner("run", seeds, "-o", "out").returncode == 0
    found = {row["id"]: (row["source"], row["metadata"]["routing"]) for row in rows(tmp_path / "out/documents")}
    assert found == {
        "000_141baa7df976d3e8": ("theprint.in", "fingerprint"),
        "001_de67a28c626ab951": ("unknown", "none"),
        "002_7c10115e6b663d8e": ("rksnews.com", "fingerprint"),
        "003_7c184ccd11e1fe41": ("unn.ua", "fingerprint"),
        "004_baccea33671a48c2": ("sbs.com.au", "fingerprint"),
    }
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    for path in seeds.glob("*.txt"):
        assert (tmp_path / "back" / path.name).read_bytes() == path.read_bytes()


def test_an_id_is_the_path_below_the_named_folder_without_suffix(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.txt").write_text(ARTICLE)
    (tmp_path / "in/b.txt").write_text(ARTICLE)
    with gzip.open(tmp_path / "in/b.jsonl.gz", "wt") as file:
        file.write(json.dumps({"text": ARTICLE}) + "\n" + json.dumps({"id": "own", "text": ARTICLE}))
    (tmp_path / "in/notes.pdf").write_text("left alone")
    assert cleaner("run", "in", "-o", "out").returncode == 0
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["b.jsonl.gz#1", "own", "b.txt", "deep/a"]


def test_the_order_of_arguments_changes_nothing(
    cleaner: Shell, cleaner_process: Shell, seeds: Path, tmp_path: Path
) -> None:
    files = sorted(seeds.glob("*.txt"))
    cleaner("run", *files, "-o", "one", "--added", "x")
    cleaner_process("run", *reversed(files), "-o", "two", "--added", "x", "--workers", "2", PYTHONHASHSEED="7")
    for name in ("documents/part-00000.jsonl", "ledger/part-00000.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    one, two = (untimed((tmp_path / name / "run.json").read_bytes()) for name in ("one", "two"))
    assert one == two


def test_shards_are_stretches_of_the_inputs_order(cleaner: Shell, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(i), "text": ARTICLE}) if i != 2 else "no json" for i in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", "2", "--abort-over", "1").returncode == 1
    parts = {path.name: [row["id"] for row in rows_of(path)] for path in sorted((tmp_path / "out/documents").iterdir())}
    assert parts == {"part-00000.jsonl": ["0", "1"], "part-00001.jsonl": ["3"], "part-00002.jsonl": ["4"]}
    for name, ids in parts.items():
        assert [row["id"] for row in rows_of(tmp_path / "out/ledger" / name)] == ids


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_a_folder_with_other_things_is_refused_without_force(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.doc").write_text("mine")
    refused = cleaner("run", "a.txt", "-o", "out")
    assert refused.returncode == 2
    assert b"holds thesis.doc" in refused.stderr
    assert cleaner("run", "a.txt", "-o", "out", "--force").returncode == 0
    assert (tmp_path / "out/thesis.doc").read_text() == "mine"


def test_a_run_replaces_what_another_one_wrote_only_if_told(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    refused = cleaner("run", "b.txt", "-o", "out")
    assert refused.returncode == 2
    assert (
        b"out holds the results of another run (input a.txt is gone; input b.txt is new); add --fresh" in refused.stderr
    )
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["a"]
    assert cleaner("run", "b.txt", "-o", "out", "--fresh").returncode == 0
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["b"]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["run", "nowhere.txt"], 2, b"no such file or folder"),
        (["run", "a.pdf"], 2, b"its suffix is unknown"),
        (["run"], 2, b"Missing argument"),
        (["run", "a.txt", "--keep-kinds", "rubbish"], 2, b"unknown kind rubbish"),
        (["run", "a.txt", "--rules", "rules"], 3, b"bad.example.yaml:4"),
        (["restore", ".", "--to", "back"], 2, b"holds no results"),
        (["restore", "n" * 300, "--to", "back"], 2, b"n" * 300),
        (["run", "a.txt", "-o", "n" * 300], 2, b"File name too long"),
        (["new", "b.example", "--rules", "n" * 300], 2, b"File name too long"),
        (["run", "many.jsonl"], 4, b"stopped"),
        (["run", "few.jsonl"], 1, b"bad-row 1"),
        (["run", "few.jsonl", "--max-rejected", "0.5"], 0, b"1 rejected"),
        (["run", "a.txt"], 0, b"1 document in"),
        (["run", "empty"], 2, b"nothing to read in empty: these suffixes are read, also compressed: .txt"),
        (["run", "empty", "none-*.txt"], 2, b"nothing to read in empty, none-*.txt"),
    ],
)
def test_exit_codes_say_who_must_act(
    cleaner: Shell, tmp_path: Path, arguments: list[str], code: int, message: bytes
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.pdf").write_text(ARTICLE)
    (tmp_path / "empty").mkdir()
    (tmp_path / "rules/publishers").mkdir(parents=True)
    (tmp_path / "rules/publishers/bad.example.yaml").write_text(
        "grammar: 1\npublisher: Bad\ndomains: [bad.example]\nrulez: []\n"
    )
    (tmp_path / "many.jsonl").write_text("no json\n" * 1000)
    (tmp_path / "few.jsonl").write_text("no json\n" + json.dumps({"text": ARTICLE}))
    done = cleaner(*arguments)
    assert (done.returncode, message in done.stderr) == (code, True), done.stderr.decode()
    assert done.stdout == b""


def test_bad_rules_stop_a_run_before_it_writes(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "rules/publishers").mkdir(parents=True)
    (tmp_path / "rules/publishers/bad.example.yaml").write_text("grammar: 2\n")
    assert cleaner("run", "a.txt", "--rules", "rules", "-o", "out").returncode == 3
    assert not (tmp_path / "out").exists()


def test_kinds_that_are_kept_stay_in_the_text(cleaner: Shell, seeds: Path, tmp_path: Path) -> None:
    cleaner("run", seeds / "004_baccea33671a48c2.txt", "--keep-kinds", "key-points", "-o", "out")
    (row,) = rows(tmp_path / "out/documents")
    assert "Key Points" in str(row["text"])
    assert len(row["metadata"]["key_points"]) == 3


def test_quotes_are_made_straight_on_request_and_come_back(cleaner: Shell, tmp_path: Path) -> None:
    text = "“Snow” fell on the town’s hills.\n\nNo  more, she said.\n"
    (tmp_path / "a.txt").write_text(text)
    cleaner("run", "a.txt", "-o", "out", "--quotes", "straight")
    (row,) = rows(tmp_path / "out/documents")
    assert row["text"] == '"Snow" fell on the town\'s hills.\n\nNo more, she said.'
    cleaner("restore", "out", "--to", "back")
    assert (tmp_path / "back/a.txt").read_text() == text


def test_a_row_whose_id_came_before_counts_as_rejected_alone(cleaner: Shell, tmp_path: Path) -> None:
    rows_in = [{"id": "d", "text": text, "url": f"https://{text.lower()}example/a"} for text in ("One.", "Two.", " ")]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows_in))
    assert cleaner("run", "a.jsonl", "-o", "out").returncode == 1
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["read"], report["documents"], report["rejected"], report["chars_in"]) == (3, 1, 2, 4)
    assert report["without_pack"] == {"one.example": 1}
    assert report["reason"] == {"duplicate-id": 1, "empty": 1}
    assert [row["reason"] for row in rows(tmp_path / "out/rejected")] == ["duplicate-id", "empty"]


def test_a_file_may_have_the_name_that_a_row_gets_by_its_number(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.jsonl").write_text(json.dumps({"text": ARTICLE}) + "\n")
    (tmp_path / "in/a#1.txt").write_text(ARTICLE)
    assert cleaner("run", "in", "-o", "out").returncode == 1
    ids = [row["id"] for kind in ("documents", "rejected") for row in rows(tmp_path / "out" / kind)]
    assert (ids, rows(tmp_path / "out/rejected")[0]["reason"]) == (["a#1", "a#1"], "duplicate-id")


def test_a_file_named_in_several_ways_is_one_input_in_any_order(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.txt").write_text(ARTICLE)
    names = ["in/deep", "in", "./in", tmp_path / "in/deep/a.txt"]
    for order in (names, names[::-1]):
        assert cleaner("run", *order, "-o", "out").returncode == 0
        assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["deep/a"]


def test_a_script_that_cleans_needs_no_guard(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "unguarded.py").write_text(
        "from pathlib import Path\nfrom cleaner.settings import Settings\nfrom cleaner.formats.inputs import find_inputs\n"
        "from cleaner.run.job import Job, run\nfrom cleaner.match.rulebook import Rulebook\n"
        "run(find_inputs(['a.txt']), Rulebook([]), Settings(), Job(Path('out'), workers=2), lambda _: None)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "unguarded.py"], capture_output=True, cwd=tmp_path, env=environment)
    assert done.stderr == b""
    assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["a"]
