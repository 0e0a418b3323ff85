"""Which files a run is given."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from cleaner.errors import RunError
from cleaner.formats.inputs import find_inputs
from cleaner.formats.open_input import open_input
from cleaner.formats.registry import read_items
from cleaner.formats.standard_input import open_once, store


def ids(folder: Path) -> list[str]:
    """The ids of what is found in a folder."""
    return [file.id for file in find_inputs([str(folder)]).files]


def test_symlinks_to_folders_are_followed(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    for path in ("in/b/one.txt", "elsewhere/two.txt"):
        (tmp_path / path).write_text("One line.")
    os.symlink(tmp_path / "elsewhere", tmp_path / "in" / "linked")
    assert ids(tmp_path / "in") == ["b/one", "linked/two"]


def test_symlinks_to_folders_that_are_searched_anyway_add_nothing(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "in" / "b" / "one.txt").write_text("One line.")
    (tmp_path / "elsewhere" / "two.txt").write_text("One line.")
    for name, target in {"a": "in/b", "b/up": "in", "c": "elsewhere", "d": "elsewhere"}.items():
        os.symlink(tmp_path / target, tmp_path / "in" / name)
    os.symlink(tmp_path / "elsewhere", tmp_path / "elsewhere" / "round")
    assert ids(tmp_path / "in") == ["b/one", "c/two"]


def test_a_file_has_its_size_and_a_stamp_that_changes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One line.")
    (before,) = find_inputs([str(path)]).files
    os.utime(path, ns=(1, before.size + 1))
    (after,) = find_inputs([str(path)]).files
    assert (before.size, after.stamp) == (9, "10")
    assert before.stamp != after.stamp


def test_what_a_folder_holds_and_nobody_reads_is_counted_by_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.PDF", "d.tar.gz", "README", "deep/e.pdf", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("One line.")
    found = find_inputs([str(tmp_path), str(tmp_path / "*.pdf")])
    assert [file.id for file in found.files] == ["a"]
    assert found.unread == {"": 2, ".pdf": 3, ".tar.gz": 1}


def test_fifos_in_folders_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One line.")
    os.mkfifo(tmp_path / "b.txt")
    os.symlink("b.txt", tmp_path / "c.txt")
    found = find_inputs([str(tmp_path)])
    assert [file.id for file in found.files] == ["a"]
    assert found.passed_over == [str(tmp_path / "b.txt"), str(tmp_path / "c.txt")]


def test_a_folder_may_contribute_nothing_but_not_all_of_them(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.pdf").write_text("%PDF")
    (tmp_path / "b.txt").write_text("One line.")
    nothing = [str(tmp_path / "empty"), str(tmp_path / "*.pdf"), str(tmp_path / "none*")]
    assert [file.id for file in find_inputs([*nothing, str(tmp_path / "b.txt")]).files] == ["b"]
    with pytest.raises(RunError, match=r"nothing to read in .*empty, .*\.pdf, .*none\*: .*\.jsonl.* there are 1 \.pdf"):
        find_inputs(nothing)


def test_what_is_in_the_folder_of_the_results_is_no_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data, link = tmp_path / "data", tmp_path / "link"
    data.mkdir()
    link.symlink_to(data)
    monkeypatch.chdir(data)
    for folder in ("out/documents", "outer"):
        Path(folder).mkdir(parents=True)
        Path(folder, "a.jsonl").write_text("{}")
    Path("out/README.md").write_text("Cleaned documents")
    for argument in (".", str(data), str(link), "**/*.jsonl"):
        found = find_inputs([argument], out="out")
        assert ([file.id for file in found.files], found.unread) == (["outer/a"], {})
    assert [file.id for file in find_inputs(["out/documents/a.jsonl"], out="out").files] == ["a"]


def test_a_format_that_is_named_holds_for_all_files(tmp_path: Path) -> None:
    for name in ("a.dat", "b", "c.txt", "d.dat.gz"):
        (tmp_path / name).write_text("{}")
    found = find_inputs([str(tmp_path)], "jsonl")
    assert [(file.id, file.format, file.compression) for file in found.files] == [
        ("a", "jsonl", ""), ("b", "jsonl", ""), ("c", "jsonl", ""), ("d", "jsonl", "gz"),
    ]  # fmt: skip
    assert found.unread == {}


def test_a_fifo_that_is_named_is_read_once_if_its_format_is_known(tmp_path: Path) -> None:
    tmp_path = tmp_path / "deep"
    tmp_path.mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(RunError, match="is a FIFO; say what is in it with --from"):
        find_inputs([str(tmp_path / "pipe")])
    (file,) = find_inputs([str(tmp_path / "pipe")], "jsonl").files
    assert (file.id, file.format, file.once) == ("pipe", "jsonl", True)
    assert find_inputs([str(tmp_path.parent), str(tmp_path / "pipe")], "jsonl").files == [file]


def test_a_device_is_no_input() -> None:
    with pytest.raises(RunError, match="/dev/null is a socket or a device"):
        find_inputs(["/dev/null"], "jsonl")


def test_standard_input_is_jsonl_unless_a_format_is_named(tmp_path: Path) -> None:
    (tmp_path / "stdin.txt").write_text("One line.")
    by_default, as_csv = find_inputs(["-"]).files[0], find_inputs(["-"], "csv").files[0]
    assert (by_default.id, by_default.path, by_default.format, by_default.once) == ("stdin", "-", "jsonl", True)
    assert as_csv.format == "csv"
    assert [file.id for file in find_inputs(["-", str(tmp_path)]).files] == ["stdin", "stdin.txt"]


def test_a_file_that_was_stored_is_read_where_it_is_stored(tmp_path: Path) -> None:
    from dataclasses import replace

    (tmp_path / "stored").write_bytes(b"One line.")
    (file,) = find_inputs(["-"]).files
    with open_input(replace(file, stored=str(tmp_path / "stored"))) as stream:
        assert stream.read() == b"One line."


def test_a_stream_is_stored_without_its_compression(tmp_path: Path) -> None:
    for name, data in {
        "plain": b"One line.",
        "packed": gzip.compress(b"One line."),
        "mark": b"BZh9 is no archive",
    }.items():
        store(io.BytesIO(data), tmp_path / name)
        assert (tmp_path / name).read_bytes() == (data if name == "mark" else b"One line.")


def test_a_stream_that_breaks_off_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="cannot be read to its end, so nothing of it is read: "):
        store(io.BytesIO(gzip.compress(b"One line." * 999)[:-9]), tmp_path / "stored")
    assert not (tmp_path / "stored").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="stored cannot be written: No such file"):
        store(io.BytesIO(b"One line."), tmp_path / "none" / "stored")


def test_a_fifo_is_opened_by_its_name(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (file,) = find_inputs([str(tmp_path / "pipe")], "jsonl").files
    keep_open = os.open(tmp_path / "pipe", os.O_RDWR)
    with open_once(file) as stream:
        os.write(keep_open, b"{}\n")
        assert stream.readline() == b"{}\n"
    os.close(keep_open)


def test_with_a_format_compression_is_recognised_by_the_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.dump").write_bytes(gzip.compress(b"{}\n"))
    (file,) = find_inputs([str(tmp_path / "a.dump")], "jsonl").files
    assert file.compression == "gz"
    assert [item.payload for item in read_items(file)] == [b"{}\n"]
