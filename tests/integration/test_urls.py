"""Inputs behind URLs: in memory, on an S3 server and on a web server, both on this machine."""

from __future__ import annotations

import gzip
import json
import logging
import sys
import threading
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from cleaner.errors import RunError
from cleaner.formats.inputs import find_inputs
from cleaner.formats.open_input import can_seek, open_input
from cleaner.formats.parquet import row_groups
from cleaner.formats.registry import read_items
from cleaner.formats.work_item import InputFile
from tests.conftest import Shell

ROWS = b'{"id": "a", "text": "Snow fell on the hills."}\n{"text": "Rain fell on the hills."}\n'


def table() -> bytes:
    """The rows as Parquet."""
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist([json.loads(line) for line in ROWS.splitlines()]), out)
    data: bytes = out.getvalue().to_pybytes()
    return data


FILES = {
    "in/a.jsonl": ROWS,
    "in/deep/b.jsonl.gz": gzip.compress(ROWS),
    "in/c.parquet": table(),
    "in/notes.pdf": b"%PDF",
    "in/deep/d.txt": b"Snow fell on the hills.",
}


def stored_in(root: str, files: Mapping[str, bytes] = FILES) -> str:
    """Store the files below a URL."""
    system, path = fsspec.core.url_to_fs(root)
    for name, data in files.items():
        system.pipe_file(f"{path}/{name}", data)
    return root


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 server."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket."""
    import s3fs

    environment = {"ENDPOINT_URL": s3_server, "ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "REGION": "us-east-1"}
    for name, value in environment.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    s3fs.S3FileSystem.clear_instance_cache()
    system = fsspec.filesystem("s3")
    system.mkdir("bucket")
    yield stored_in("s3://bucket")
    system.rm("bucket", recursive=True)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture
def memory() -> Iterator[str]:
    """A folder in memory."""
    yield stored_in("memory://bucket")
    fsspec.filesystem("memory").rm("/bucket", recursive=True)


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    """A web server of files that gives only whole files."""

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    for name, data in FILES.items():
        (tmp_path / "web" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "web" / name).write_bytes(data)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path / "web")))
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def payloads(files: list[InputFile]) -> list[tuple[str, str, object]]:
    """Id, reason and row of each document of some files."""
    items = [item for file in files for item in read_items(file)]
    return [
        (item.id, item.reason, json.loads(item.payload)["text"] if item.format != "text" else item.payload.decode())
        for item in items
    ]


SNOW, RAIN = "Snow fell on the hills.", "Rain fell on the hills."


@pytest.mark.parametrize("where", ["memory", "s3"])
def test_a_folder_behind_a_url_is_searched_as_one_of_this_machine(where: str, request: pytest.FixtureRequest) -> None:
    root: str = request.getfixturevalue(where)
    found = find_inputs([f"{root}/in"])
    assert [(file.id, file.format, file.compression) for file in found.files] == [
        ("a", "jsonl", ""), ("c", "parquet", ""), ("deep/b", "jsonl", "gz"), ("deep/d", "text", ""),
    ]  # fmt: skip
    assert found.unread == {".pdf": 1}
    assert [file.size for file in found.files] == [len(FILES[name]) for name in sorted(FILES) if "pdf" not in name][:4]
    assert all(file.path.startswith(f"{root.split(':', maxsplit=1)[0]}://") and file.stamp for file in found.files)
    assert payloads(list(found.files)) == [
        ("a#1", "", SNOW), ("a#2", "", RAIN), ("c#1", "", SNOW), ("c#2", "", RAIN),
        ("deep/b#1", "", SNOW), ("deep/b#2", "", RAIN), ("deep/d", "", SNOW),
    ]  # fmt: skip
    assert row_groups(found.files[1])[0][0] == 2


@pytest.mark.parametrize("where", ["memory", "s3"])
def test_patterns_and_files_behind_urls(where: str, request: pytest.FixtureRequest) -> None:
    root: str = request.getfixturevalue(where)
    assert [file.id for file in find_inputs([f"{root}/in/**/*.jsonl*"]).files] == ["a", "deep/b"]
    assert [file.id for file in find_inputs([f"{root}/in/deep/b.jsonl.gz"]).files] == ["b"]
    assert [file.format for file in find_inputs([f"{root}/in/notes.pdf"], "text").files] == ["text"]
    with pytest.raises(RunError, match=r"notes\.pdf: its suffix is unknown"):
        find_inputs([f"{root}/in/notes.pdf"])
    with pytest.raises(RunError, match=r"none\.txt cannot be read: "):
        find_inputs([f"{root}/in/none.txt"])
    with pytest.raises(RunError, match=r"nothing to read in .*none\*"):
        find_inputs([f"{root}/in/none*"])


def test_the_stamp_of_a_file_on_s3_changes_with_it(s3: str) -> None:
    before = find_inputs([f"{s3}/in/a.jsonl"]).files[0].stamp
    stored_in(s3, {"in/a.jsonl": b"{}\n"})
    fsspec.filesystem("s3").invalidate_cache()
    assert find_inputs([f"{s3}/in/a.jsonl"]).files[0].stamp != before


def test_a_file_on_s3_can_be_read_from_any_place(s3: str) -> None:
    (file,) = find_inputs([f"{s3}/in/a.jsonl"]).files
    assert can_seek(file)
    with open_input(file) as stream:
        stream.seek(ROWS.index(b"\n") + 1)
        assert stream.readline() == ROWS.splitlines(keepends=True)[1]


def test_a_run_reads_from_s3(s3: str, cleaner_process: Shell, tmp_path: Path) -> None:
    done = cleaner_process("run", f"{s3}/in", "-o", "out", "--workers", 2, "--max-rejected", 1)
    assert done.returncode == 0, done.stderr.decode()
    assert b"not read: 1 .pdf" in done.stderr
    report = json.loads((tmp_path / "out/run.json").read_text())
    assert (report["documents"], report["reason"], report["unread"]) == (5, {"duplicate-id": 2}, {".pdf": 1})


def test_a_server_that_does_not_answer_is_an_error_before_the_run(
    s3: str, monkeypatch: pytest.MonkeyPatch, cleaner: Shell
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    import s3fs

    s3fs.S3FileSystem.clear_instance_cache()
    done = cleaner("run", f"{s3}/in")
    assert done.returncode == 2
    assert b"s3://bucket/in cannot be read: " in done.stderr


def test_files_of_a_web_server_are_streamed(web: str) -> None:
    names = ["in/a.jsonl?download=1", "in/deep/b.jsonl.gz", "in/c.parquet"]
    found = find_inputs([f"{web}/{name}" for name in names])
    assert [(file.id, file.path) for file in found.files] == [
        ("a", f"{web}/in/a.jsonl"), ("b", f"{web}/in/deep/b.jsonl.gz"), ("c", f"{web}/in/c.parquet"),
    ]  # fmt: skip
    assert not any(map(can_seek, found.files))
    assert payloads(list(found.files)) == [
        (f"{name}#{number}", "", text) for name in "abc" for number, text in ((1, SNOW), (2, RAIN))
    ]


def test_a_folder_of_a_web_server_ends_with_a_slash(web: str) -> None:
    found = find_inputs([f"{web}/in/"])
    assert [file.id for file in found.files] == ["a", "c", "deep/b", "deep/d"]
    with pytest.raises(RunError, match=r"none\.txt cannot be read: "):
        find_inputs([f"{web}/none.txt"])


def test_what_may_be_secret_in_a_url_is_not_shown(web: str) -> None:
    (file,) = find_inputs([f"{web}/in/a.jsonl?signature=secret"]).files
    assert [item.path for item in read_items(file)] == [f"{web}/in/a.jsonl"] * 2
    assert "secret" in file.stored


def test_what_may_be_secret_in_a_url_is_not_in_the_folder_of_results(web: str, cleaner: Shell, tmp_path: Path) -> None:
    assert cleaner("run", f"{web}/in/a.jsonl?signature=secret", "-o", "out").returncode == 0
    assert not [path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"secret" in path.read_bytes()]
    assert (
        b"already holds the finished results" in cleaner("run", f"{web}/in/a.jsonl?signature=other", "-o", "out").stderr
    )


def test_urls_that_results_could_not_tell_apart_are_refused(web: str, cleaner: Shell) -> None:
    refused = cleaner("run", f"{web}/in/a.jsonl?page=1", f"{web}/in/a.jsonl?page=2", "-o", "out")
    assert refused.returncode == 2
    assert b"/in/a.jsonl is named 2 times" in refused.stderr


def test_what_may_be_secret_in_a_url_is_not_in_the_reason_why_it_cannot_be_read(web: str) -> None:
    wrong = f"{web.replace('://', '://me:secret@')}/none.jsonl?signature=secret"
    with pytest.raises(RunError, match=r"/none\.jsonl cannot be read: 404, .*none\.jsonl") as refused:
        find_inputs([wrong])
    (item,) = read_items(InputFile("none", f"{web}/none.jsonl", "jsonl", stored=wrong))
    assert (item.reason, "404" in item.detail) == ("unreadable", True)
    assert "secret" not in str(refused.value) + item.detail


@pytest.mark.parametrize(
    ("modules", "url", "message"),
    [
        (
            ["fsspec", "fsspec.core"],
            "memory://a",
            r"memory://a: reading URLs needs .* pip install 'corpus-cleaner\[fsspec\]'",
        ),
        (["s3fs"], "s3://bucket/a", r"s3://bucket/a cannot be read: .*pip install 'corpus-cleaner\[s3\]'"),
        ([], "nothing://a/b", "nothing://a/b cannot be read: Protocol not known: nothing"),
    ],
)
def test_a_missing_package_is_named(
    monkeypatch: pytest.MonkeyPatch, modules: list[str], url: str, message: str
) -> None:
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    for module in modules:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(RunError, match=message):
        find_inputs([url])


def test_a_url_is_read_in_a_pipe(cleaner: Shell, memory: str) -> None:
    done = cleaner("clean", f"{memory}/in/deep/b.jsonl.gz")
    assert [json.loads(line)["text"] for line in done.stdout.splitlines()] == [SNOW, RAIN]
