"""Without a package that only an extra brings: what needs it names the extra, and everything else works."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cleaner import Cleaner, RunError, provenance
from cleaner.extras import EXTRAS
from cleaner.packs.load import bundled, find_packs, read_folder
from cleaner.rule.check_selector import syntax_problem
from cleaner.run.results import results

from ..conftest import ROOT, Shell
from ..zstd import zstd

TEXT = "Snow fell on the hills above the town."
PAGE = f"<h1>Snow in May</h1><p>{TEXT * 6}</p>"
OWN_PACK = "grammar: 1\npublisher: Valley Post\ndomains: [valley.example]\nhtml: [{{body: {}}}]\n"

Without = Callable[[str], None]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Without]:
    """Makes a package as if it were not installed; `monkeypatch.undo()` installs it."""

    def remove(package: str) -> None:
        for module in {package, *(name for name in sys.modules if name.startswith(f"{package}."))}:
            monkeypatch.setitem(sys.modules, module, None)
        version = provenance._version
        monkeypatch.setattr(
            provenance, "_version", lambda name: provenance.NOT_INSTALLED if name == package else version(name)
        )
        provenance.libraries.cache_clear()

    yield remove
    monkeypatch.undo()
    provenance.libraries.cache_clear()


def test_every_extra_that_is_named_brings_the_package() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    for package, extra in EXTRAS.items():
        assert any(requirement.startswith((f"{package}>=", f"{package}[")) for requirement in extras[extra]), package
    (everything,) = extras["all"]
    assert all(extra in everything for extra in EXTRAS.values())


def test_a_page_is_refused_before_the_run_begins(cleaner: Shell, tmp_path: Path, without: Without) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    without("selectolax")
    done = cleaner("run", "a.html")
    said = b"a.html: reading html needs the package selectolax: pip install 'corpus-cleaner[pages]'"
    assert (done.returncode, said in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_page_among_rows_stops_the_run_which_goes_on_once_the_extra_is_there(
    cleaner: Shell, tmp_path: Path, without: Without, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [json.dumps({"text": TEXT}), json.dumps({"html": PAGE})]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    without("selectolax")
    stopped = cleaner("run", "a.jsonl", "--shard", "1")
    said = b"a.jsonl: reading a page of HTML needs the package selectolax: pip install 'corpus-cleaner[pages]'"
    assert (stopped.returncode, said in stopped.stderr) == (2, True)
    monkeypatch.undo()
    provenance.libraries.cache_clear()
    done = cleaner("run", "a.jsonl", "--shard", "1")
    assert done.returncode == 0, done.stderr
    texts = [record.text for record, _ in results(tmp_path / "out")]
    assert [text.count(TEXT) for text in texts] == [1, 6]


def test_a_page_in_a_pipe_is_no_rejection(cleaner: Shell, without: Without) -> None:
    without("selectolax")
    done = cleaner("clean", stdin=json.dumps({"html": PAGE}).encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"pip install 'corpus-cleaner[pages]'" in done.stderr


def test_a_program_without_the_parser_cleans_texts_and_is_told_what_pages_need(without: Without) -> None:
    without("selectolax")
    cleaner = Cleaner()
    assert cleaner.clean(TEXT).record.text == TEXT
    with pytest.raises(RunError, match=r"pip install 'corpus-cleaner\[pages\]'"):
        cleaner.clean_page(PAGE)


@pytest.mark.parametrize("command", ["run", "clean"])
def test_an_extractor_that_is_missing_is_refused(cleaner: Shell, command: str, without: Without) -> None:
    without("resiliparse")
    done = cleaner(command, "--extractor", "resiliparse", "-")
    said = b"--extractor resiliparse needs the package resiliparse: pip install 'corpus-cleaner[resiliparse]'"
    assert (done.returncode, said in done.stderr) == (2, True)


def test_a_run_without_pyarrow_writes_jsonl_and_says_so(cleaner: Shell, tmp_path: Path, without: Without) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert cleaner("run", "a.txt", "--to", "jsonl", "-o", "asked", "--added", "").returncode == 0
    without("pyarrow")
    done = cleaner("run", "a.txt", "--added", "")
    assert done.returncode == 0
    said = b"only JSONL is written; writing Parquet needs the package pyarrow: pip install 'corpus-cleaner[parquet]'"
    assert said in done.stderr
    assert not (tmp_path / "out/parquet").exists()
    for file in ("documents/part-00000.jsonl", "ledger/part-00000.jsonl", "README.md"):
        assert (tmp_path / "out" / file).read_bytes() == (tmp_path / "asked" / file).read_bytes()
    again = cleaner("run", "a.txt", "--added", "")
    assert b"already holds the finished results of this run" in again.stderr
    assert cleaner("restore", "out", "--to", "back").returncode == 0
    assert (tmp_path / "back/a.txt").read_text() == TEXT


@pytest.mark.parametrize(("to", "format_"), [("jsonl,parquet", "parquet"), ("jsonl.zst", "jsonl.zst")])
def test_parquet_that_was_asked_for_is_refused_without_pyarrow(
    cleaner: Shell, tmp_path: Path, to: str, format_: str, without: Without
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    without("pyarrow")
    done = cleaner("run", "a.txt", "--to", to)
    said = f"writing {format_} needs the package pyarrow: pip install 'corpus-cleaner[parquet]'"
    assert (done.returncode, said in done.stderr.decode()) == (2, True)
    assert not (tmp_path / "out").exists()


def test_inputs_that_pyarrow_reads_are_refused_without_it(cleaner: Shell, tmp_path: Path, without: Without) -> None:
    archive = zstd(json.dumps({"text": TEXT}).encode())
    (tmp_path / "a.jsonl.zst").write_bytes(archive)
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    without("pyarrow")
    for done, said in [
        (cleaner("run", "a.jsonl.zst"), "a.jsonl.zst: reading zst needs"),
        (cleaner("run", "a.parquet"), "a.parquet: reading parquet needs"),
        (cleaner("clean", stdin=archive), "reading zst needs"),
    ]:
        assert done.returncode == 2
        assert f"{said} the package pyarrow: pip install 'corpus-cleaner[parquet]'" in done.stderr.decode()


@pytest.mark.parametrize("to", ["parquet", "jsonl.zst"])
def test_results_that_pyarrow_reads_are_not_restored_without_it(
    cleaner: Shell, tmp_path: Path, to: str, without: Without
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert cleaner("run", "a.txt", "--to", to).returncode == 0
    without("pyarrow")
    done = cleaner("restore", "out", "--to", "back")
    assert done.returncode == 2
    assert b"needs the package pyarrow: pip install 'corpus-cleaner[parquet]'" in done.stderr


def test_the_parser_accepts_every_selector_of_the_bundled_packs() -> None:
    entries = [entry for pack in read_folder(bundled())[0] for entry in pack.html]
    selectors = {css for entry in entries for css in (entry.body, entry.standfirst, entry.title, *entry.drop) if css}
    assert len(selectors) > 20
    assert {css: problem for css in selectors if (problem := syntax_problem(css))} == {}


def test_own_packs_with_selectors_load_without_the_parser_and_are_not_called_checked(
    cleaner: Shell, tmp_path: Path, without: Without
) -> None:
    for folder in ("other", "mine"):
        pack = tmp_path / folder / "publishers/valley.example.yaml"
        pack.parent.mkdir(parents=True)
        pack.write_text(OWN_PACK.format('"p >"'))
    assert b"`p >` is not a CSS selector" in cleaner("lint", "other").stderr
    without("selectolax")
    assert any(found.pack.html for found in find_packs([tmp_path / "mine"], own=False))
    done = cleaner("lint", "mine")
    assert done.returncode == 2
    assert b"checking selectors needs the package selectolax: pip install 'corpus-cleaner[pages]'" in done.stderr
