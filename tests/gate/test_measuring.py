"""The gates' own machinery, on invented pages and with a stand-in for the cleaner."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from . import measure, pinned
from .update_floors import main

BODY = "The ferry to the outer islands sails again from Monday.\nIts captain said the new engine had passed every test."
Data = tuple[Path, Path]


def _page(name: str) -> dict[str, str]:
    return {"id": name, "url": f"https://example.org/{name}", "html": "<p>", "publisher": "The Pier", "gold_text": BODY}


def _cleaner(text: str) -> Callable[[Path, Path, Sequence[str]], None]:
    """A cleaner that gives every page the same text."""

    def run(source: Path, out: Path, options: Sequence[str]) -> None:
        ids = [json.loads(line)["id"] for line in source.read_text().splitlines()]
        out.mkdir(parents=True)
        rows = (json.dumps({"id": name, "text": text}) for name in ids)
        (out / "records.jsonl").write_text("\n".join(rows))

    return run


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Data:
    """A folder with a set of thirty pages of which one is suspect, and a file without floors."""
    with lzma.open(tmp_path / "pier.jsonl.xz", "wt") as file:
        file.writelines(json.dumps(_page(f"p{number}")) + "\n" for number in range(30))
    (tmp_path / "suspect.json").write_text('{"p3": "truncated"}')
    pinned.save(pinned.Pinned(), tmp_path / "floors.json")
    monkeypatch.setenv("CLEANER_EVAL", str(tmp_path))
    monkeypatch.setattr(measure, "run", _cleaner(BODY))
    return tmp_path, tmp_path / "floors.json"


def _update(data: Data, *options: str) -> Result:
    measure.appraised.cache_clear()
    return CliRunner().invoke(main, ["pier", "--floors", str(data[1]), *options])


def test_a_sample_is_the_same_few_pages_each_time_and_all_are_all_but_the_suspect(data: Data) -> None:
    measure.appraised.cache_clear()
    few = [score.id for score in measure.appraised("pier", data[0]).scores]
    every = measure.appraised("pier", data[0], full=True).scores
    measure.appraised.cache_clear()
    assert few == [score.id for score in measure.appraised("pier", data[0]).scores]
    # The suspect page is one of the sample.
    assert (len(few), len(every)) == (measure.SAMPLE - 1, 29)
    assert "p3" not in {score.id for score in every}


def test_floors_are_pinned_for_the_sample_and_for_all_with_data_and_versions(data: Data) -> None:
    assert _update(data).exit_code == 0
    after = pinned.load(data[1])
    assert {scope: floors["pier"]["f1"] for scope, floors in after.floors.items()} == {"all": 1.0, "sample of 24": 1.0}
    assert set(after.data) == {"pier.jsonl.xz", "suspect.json"}
    assert after.data["pier.jsonl.xz"] == measure.digest(data[0] / "pier.jsonl.xz")
    assert after.versions == measure.versions()


def test_floors_do_not_sink_unless_told_to(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    _update(data)
    before = data[1].read_text()
    monkeypatch.setattr(measure, "run", _cleaner(BODY + "\nSubscribe now to our morning newsletter"))
    refused = _update(data)
    assert (refused.exit_code, data[1].read_text()) == (1, before)
    assert "pier: clean 0.0000, below its baseline of 1.0000" in refused.output
    assert _update(data, "--lower").exit_code == 0
    assert pinned.load(data[1]).floors["all"]["pier"]["clean"] == 0.0


def test_floors_rise_by_themselves(data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "run", _cleaner(BODY.split("\n", maxsplit=1)[0]))
    _update(data)
    low = pinned.load(data[1]).floors["all"]["pier"]["lost"]
    monkeypatch.setattr(measure, "run", _cleaner(BODY))
    assert _update(data).exit_code == 0
    assert low > pinned.load(data[1]).floors["all"]["pier"]["lost"] == 0.0


def test_a_run_that_fails_is_an_error_and_not_a_bad_figure(tmp_path: Path) -> None:
    source = tmp_path / "pages.jsonl"
    source.write_text("this is no JSON\n")
    (tmp_path / "out").write_text("a file where a folder should be")
    with pytest.raises(RuntimeError, match=r"cleaner run .* ended with"):
        measure.run(source, tmp_path / "out")
