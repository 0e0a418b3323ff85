"""What a user sees of `cleaner run`: files, ids, exit codes, and a folder that is theirs."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Shell

ARTICLE = "Snow fell on the hills above the town for a third day.\n\nThe road to the coast stayed closed.\n"


def rows(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def test_the_samples_are_cleaned_and_come_back_byte_for_byte(cleaner: Shell, seeds: Path, tmp_path: Path) -> None:
    assert cleaner("run", seeds, "-o", "out").returncode == 0
    found = {row["id"]: (row["source"], row["metadata"]["routing"]) for row in rows(tmp_path / "out/documents")}  # type: ignore[index]
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


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfA mark before the text.\n",
        b"One line.\r\nAnother.\r\n",
        b"One.\r\nTwo.\rThree.\nFour.\xe2\x80\xa8Five.",
        "It wasnâ€™t so, schÃ¶n.\nBut this was.".encode(),
        b"No line end after this",
        b"\n\n  Blank lines before,\n\n\n\nbetween and after.  \n\n",
        b"A broken byte \xff in the text, which goes on for long enough." + b" And on." * 200,
        "Ein Satz auf Deutsch, mit Umlauten: äöü.\n".encode("utf-16"),
        "Предложение на русском языке, и ещё одно предложение.\n".encode("windows-1251"),
        "He said: a  b\u00a0c\u200bd\u00ad.\n".encode(),
        ARTICLE.encode(),
    ],
)
def test_an_input_comes_back_byte_for_byte(cleaner: Shell, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    assert cleaner("run", "a.txt", "-o", "out").returncode == 0
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert (tmp_path / "back/a.txt").read_bytes() == data


def test_rows_come_back_with_the_value_of_their_text(cleaner: Shell, tmp_path: Path) -> None:
    texts = [
        "OSLO (Reuters) - Snow fell on the hills above the town.\r\n\r\nMore &amp; more.",
        "lone \ud800 surrogate here",
    ]
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"id": f"r{i}", "text": text}) + "\n" for i, text in enumerate(texts))
    )
    assert cleaner("run", "a.jsonl", "-o", "out").returncode == 0
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert [row["text"] for row in map(json.loads, (tmp_path / "back/a.jsonl").read_text().splitlines())] == texts


def test_restore_does_not_write_into_the_run(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    done = cleaner("restore", "out", "--to", "./out")
    assert (done.returncode, b"out holds the run itself" in done.stderr) == (2, True)
    assert not (tmp_path / "out/a.txt").exists()


def test_restore_refuses_what_was_changed_since(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    part = tmp_path / "out/documents/part-00000.jsonl"
    part.write_text(part.read_text().replace("third", "fourth"))
    done = cleaner("restore", "out", "--to", "back")
    assert done.returncode == 1
    assert b"was changed since" in done.stderr
    assert not (tmp_path / "back/a.txt").exists()


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
    for name in ("documents/part-00000.jsonl", "ledger/part-00000.jsonl", "run.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_shards_are_stretches_of_the_inputs_order(cleaner: Shell, tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(i), "text": ARTICLE}) if i != 2 else "no json" for i in range(5)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    assert cleaner("run", "a.jsonl", "-o", "out", "--shard", "2", "--abort-over", "1").returncode == 1
    parts = {path.name: [row["id"] for row in rows_of(path)] for path in sorted((tmp_path / "out/documents").iterdir())}
    assert parts == {"part-00000.jsonl": ["0", "1"], "part-00001.jsonl": ["3"], "part-00002.jsonl": ["4"]}
    for name, ids in parts.items():
        assert [row["id"] for row in rows_of(tmp_path / "out/ledger" / name)] == ids


def rows_of(path: Path) -> list[dict[str, object]]:
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


def test_a_run_replaces_what_an_earlier_one_wrote(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    cleaner("run", "b.txt", "-o", "out")
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
        (["restore", "n" * 300, "--to", "back"], 2, b"File name too long"),
        (["run", "a.txt", "-o", "n" * 300], 2, b"File name too long"),
        (["new", "b.example", "--rules", "n" * 300], 2, b"File name too long"),
        (["run", "many.jsonl"], 4, b"stopped"),
        (["run", "few.jsonl"], 1, b"1 bad-row"),
        (["run", "few.jsonl", "--max-rejected", "0.5"], 0, b"1 rejected"),
        (["run", "a.txt"], 0, b"1 document in"),
        (["run", "empty"], 0, b"nothing to clean: the inputs hold no .txt"),
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
    assert len(row["metadata"]["key_points"]) == 3  # type: ignore[index]


def test_quotes_are_made_straight_on_request_and_come_back(cleaner: Shell, tmp_path: Path) -> None:
    text = "“Snow” fell on the town’s hills.\n\nNo  more, she said.\n"
    (tmp_path / "a.txt").write_text(text)
    cleaner("run", "a.txt", "-o", "out", "--quotes", "straight")
    (row,) = rows(tmp_path / "out/documents")
    assert row["text"] == '"Snow" fell on the town\'s hills.\n\nNo more, she said.'
    cleaner("restore", "out", "--to", "back")
    assert (tmp_path / "back/a.txt").read_text() == text


def test_a_page_comes_back_as_the_text_that_was_read_from_it_or_whole_if_kept(cleaner: Shell, tmp_path: Path) -> None:
    body = "".join(
        f"<p>Snow fell on the hills above the town for day {n}, and the road to the coast was closed.</p>"
        for n in "123"
    )
    page = f"<html><head><title>Snow</title></head><body><article><h1>Snow</h1>{body}</article></body></html>"
    (tmp_path / "a.html").write_text(page)
    cleaner("run", "a.html", "-o", "out")
    cleaner("restore", "out", "--to", "back")
    assert (tmp_path / "back/a.txt").read_text().startswith("Snow fell on the hills above the town for day 1")
    cleaner("run", "a.html", "-o", "out", "--keep-raw")
    cleaner("restore", "out", "--to", "back")
    assert (tmp_path / "back/a.html").read_text() == page


def test_a_row_whose_id_came_before_counts_as_rejected_alone(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        "".join(json.dumps({"id": "d", "text": text, "source": text}) + "\n" for text in ("One.", "Two.", " "))
    )
    assert cleaner("run", "a.jsonl", "-o", "out").returncode == 1
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["documents"], report["rejected"], report["chars_in"]) == (1, 2, 4)
    assert report["source"] == {"One.": 1}
    assert report["reason"] == {"duplicate-id": 1, "empty": 1}
    assert [row["reason"] for row in rows(tmp_path / "out/rejected")] == ["duplicate-id", "empty"]


def test_a_file_named_in_several_ways_is_one_input_in_any_order(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "in/deep").mkdir(parents=True)
    (tmp_path / "in/deep/a.txt").write_text(ARTICLE)
    names = ["in/deep", "in", "./in", tmp_path / "in/deep/a.txt"]
    for order in (names, names[::-1]):
        assert cleaner("run", *order, "-o", "out").returncode == 0
        assert [row["id"] for row in rows(tmp_path / "out/documents")] == ["deep/a"]


def test_files_of_like_names_come_back_under_their_own(cleaner: Shell, tmp_path: Path) -> None:
    files = {"x/a.txt": "One.\n", "x/a.txt.txt": "Two.\n", "y/a.txt": "Three.\n", "y/b.html.txt": "Four.\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for folder in "xy":
        (tmp_path / folder / "rows.jsonl").write_text(json.dumps({"text": folder}) + "\n")
    assert cleaner("run", "x", "y", "-o", "out").returncode == 0
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    back = {
        path.relative_to(tmp_path / "back").as_posix(): path.read_text() for path in (tmp_path / "back").rglob("*.txt")
    }
    assert back == {"x/a.txt": "One.\n", "x/a.txt.txt": "Two.\n", "y/a.txt": "Three.\n", "b.html.txt": "Four.\n"}
    assert json.loads((tmp_path / "back/rows.jsonl").read_text())["text"] == "x"
    assert json.loads((tmp_path / "back/y/rows.jsonl").read_text())["text"] == "y"


def test_restore_writes_over_no_file(cleaner: Shell, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    (tmp_path / "a.txt").write_text("Changed since.")
    refused = cleaner("restore", "out", "--to", ".")
    assert refused.returncode == 2
    assert b"exists already" in refused.stderr
    assert (tmp_path / "a.txt").read_text() == "Changed since."


@pytest.mark.parametrize(
    ("before", "after", "code", "message"),
    [
        ('"gaps":[[2,"\\n"]]', '"gaps":[[9,"\\n"]]', 1, b"was changed since"),
        ('"encoding":"utf-8"', '"encoding":"klingon"', 1, b"was changed since"),
        ('"digest"', '"digits"', 2, b"part-00000.jsonl:1: not as a run writes it"),
        (
            '"bom":""',
            '"bom":7',
            2,
            b"part-00000.jsonl:1: not as a run writes it: Expected `str`, got `int` - at `$.bom`",
        ),
        ("}\n", "\n", 2, b"part-00000.jsonl:1: not JSON"),
        ("}\n", "}\n{}\n", 2, b"records are missing"),
    ],
)
def test_a_ledger_that_fits_nothing_is_named(
    cleaner: Shell, tmp_path: Path, before: str, after: str, code: int, message: bytes
) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    cleaner("run", "a.txt", "-o", "out")
    part = tmp_path / "out/ledger/part-00000.jsonl"
    assert before in part.read_text()
    part.write_text(part.read_text().replace(before, after))
    done = cleaner("restore", "out", "--to", "back")
    assert done.returncode == code
    assert message in done.stderr


def test_workers_that_cannot_start_are_not_blamed_on_a_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "unguarded.py").write_text(
        "from pathlib import Path\nfrom cleaner.settings import Settings\nfrom cleaner.formats.inputs import find_inputs\n"
        "from cleaner.run.job import Job, run\nfrom cleaner.match.rulebook import Rulebook\n"
        "run(find_inputs(['a.txt']), Rulebook([]), Settings(), Job(Path('out'), workers=2), lambda _: None)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "unguarded.py"], capture_output=True, cwd=tmp_path, env=environment)
    assert b"RunError: worker processes do not start" in done.stderr
