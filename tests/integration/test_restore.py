"""What `cleaner restore` gives back, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Shell
from tests.integration.test_run import ARTICLE


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
    cleaner("run", "a.html", "-o", "out", "--keep-raw", "--fresh")
    cleaner("restore", "out", "--to", "back")
    assert (tmp_path / "back/a.html").read_text() == page


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
        ('"separators":[{"after":2,', '"separators":[{"after":9,', 1, b"was changed since"),
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
