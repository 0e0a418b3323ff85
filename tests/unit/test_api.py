"""The Python API."""

from __future__ import annotations

import inspect
import json
import pickle
import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import cleaner
from cleaner import Cleaned, Cleaner, DocumentError, Record, Rejected, Settings, restore
from cleaner.integrations.arrow import clean_rows
from cleaner.settings import PACK_ARGUMENTS, SettingsChanges
from tests.conftest import ROOT

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."
PAGE = "<h1>Snow falls on the hills</h1><p>" + "Snow fell on the hills above the town. " * 6

PACK = """grammar: 1
languages: [en]
rules:
  - id: psst
    kind: other
    drop: {line: {equals: Psst.}}
    strips: ["Psst."]
    spares: ["Psst, he said."]
"""


def test_every_public_name_exists_and_they_are_sorted() -> None:
    assert cleaner.__all__ == sorted(cleaner.__all__)
    assert all(getattr(cleaner, name) for name in cleaner.__all__)


def test_an_unknown_name_is_an_error_that_lists_the_known_ones() -> None:
    with pytest.raises(AttributeError, match="it has Cleaned, Cleaner"):
        cleaner.nothing  # noqa: B018


def test_given_fields_win_over_captured_ones() -> None:
    record = (
        Cleaner().clean(TEXT, url="https://example.org/a", title="Snow", created="2026-01-03", agencies=["Own"]).record
    )
    assert (record.source, record.created, record.metadata.title) == ("example.org", "2026-01-03", "Snow")
    assert record.metadata.agencies == ["Own"]


def test_an_empty_document_raises() -> None:
    with pytest.raises(DocumentError, match="empty: nothing visible"):
        Cleaner().clean(" \n")


def test_many_documents_give_one_result_each_in_order() -> None:
    results = list(Cleaner().clean_many([TEXT, b"", {"id": "x", "text": TEXT, "source": "Somebody"}]))
    assert [type(one) for one in results] == [Cleaned, Rejected, Cleaned]
    last = results[2]
    assert isinstance(last, Cleaned)
    assert (last.record.id, last.record.source) == ("x", "Somebody")


def test_a_mapping_is_read_like_a_row_of_a_file() -> None:
    first = Cleaner().clean(TEXT, title="Snow", authors=["Ann Lee"]).record
    again, wrong, neither = Cleaner().clean_many([first.to_dict(), {"id": 7, "text": 3}, {"title": "Snow"}])
    assert isinstance(again, Cleaned)
    assert (again.record.metadata.title, again.record.metadata.agencies) == ("Snow", ["Reuters"])
    assert isinstance(wrong, Rejected)
    assert (wrong.id, wrong.reason, wrong.detail) == ("7", "bad-row", "`text` is a number, not a string")
    assert isinstance(neither, Rejected)
    assert neither.detail == "the row has neither `text` nor `html`"


def test_dates_of_python_are_dates_as_rows_write_them() -> None:
    rows = [{"text": TEXT, "created": day} for day in (date(2026, 1, 3), datetime(2026, 1, 3, 9, 30, tzinfo=UTC))]
    created = [result.record.created for result in Cleaner().clean_many(rows) if isinstance(result, Cleaned)]
    assert created == ["2026-01-03", "2026-01-03T09:30:00+00:00"]


def test_a_date_given_by_name_is_a_date_too() -> None:
    assert Cleaner().clean(TEXT, created=date(2026, 1, 3)).record.created == "2026-01-03"


def test_what_utf_8_cannot_hold_is_escaped_but_for_the_text_itself() -> None:
    results = Cleaner().clean_many([{"id": "\ud800", "text": "It \ud800 snowed.", "title": "\ud801", "size": 1 << 80}])
    for cleaned in (
        *results,
        Cleaner().clean("It \ud800 snowed.", id="\ud800", title="\ud801", extra={"size": 1 << 80}),
    ):
        assert isinstance(cleaned, Cleaned)
        assert Record.from_json(cleaned.record.to_json()) == cleaned.record
        assert (cleaned.record.id, cleaned.record.metadata.title) == ("\\ud800", "\\ud801")
        assert cleaned.restore() == "It \ud800 snowed.".encode("utf-8", "surrogatepass")


def test_a_mapping_may_hold_values_that_json_cannot() -> None:
    page = b"<h1>Snow falls on the hills</h1><p>" + b"Snow fell on the hills above the town. " * 6
    id_ = UUID(int=7)
    alone, beside = Cleaner().clean_many([{"id": id_, "html": page}, {"text": TEXT, "html": page, "seen": {1}}])
    assert isinstance(alone, Cleaned)
    assert (alone.record.id, alone.record.metadata.title) == (str(id_), "Snow falls on the hills")
    assert isinstance(beside, Cleaned)
    assert json.loads(beside.record.metadata.extra) == {"html": page.decode(), "seen": [1]}


def test_a_page_gives_its_article_or_raises() -> None:
    page = "<h1>Snow falls on the hills</h1><p>" + "Snow fell on the hills above the town. " * 6
    record = Cleaner().clean_page(page, url="https://example.org/a").record
    assert (record.metadata.title, record.source) == ("Snow falls on the hills", "example.org")
    with pytest.raises(DocumentError, match="empty"):
        Cleaner().clean_page("<p> </p>")


def test_a_cleaner_pickles() -> None:
    one = Cleaner()
    other = pickle.loads(pickle.dumps(one))
    assert other.clean(TEXT) == one.clean(TEXT)


def test_importing_the_package_imports_no_heavy_library() -> None:
    heavy = "trafilatura langdetect fasttext ftfy re2 selectolax rich yaml lxml resiliparse"
    code = f"import sys, cleaner, cleaner.cli; print([name for name in {heavy.split()!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_what_is_not_a_document_is_rejected_and_the_others_go_on() -> None:
    documents: list[Any] = ["It rained.", None, 42, float("nan"), "It rained."]
    results = list(Cleaner().clean_many(documents))
    assert [getattr(result, "reason", "") for result in results] == ["", "bad-row", "bad-row", "bad-row", ""]
    assert getattr(results[1], "detail", "") == "a document is a text, bytes or a mapping, not NoneType"


def test_a_missing_id_of_pandas_or_numpy_is_no_id() -> None:
    class Nothing:
        """As pandas' NA: it cannot even say whether it is itself."""

        def __ne__(self, other: object) -> bool:
            raise TypeError

    rows = [
        {"id": id_, "text": TEXT} for id_ in (float("nan"), Nothing(), None, "", 0, 7, 7.0, 1234567890123456.0, 7.5)
    ]
    ids = [result.record.id for result in Cleaner().clean_many(rows) if isinstance(result, Cleaned)]
    assert ids == ["1", "2", "3", "4", "0", "7", "7", "1234567890123456", "7.5"]


def test_rules_are_a_path_a_text_or_a_list_of_them(tmp_path: Path) -> None:
    pack = tmp_path / "generic" / "en.yaml"
    pack.parent.mkdir()
    pack.write_text(PACK)
    for rules in (tmp_path, str(tmp_path), [tmp_path], (str(tmp_path),)):
        assert Cleaner(rules=rules, bundled=False).clean("Psst.\nIt snowed.", language="en").record.text == "It snowed."


def test_settings_come_whole_or_by_name() -> None:
    row = {"body": "Say “snow”.", "key": "a"}
    settings = Settings(straight_quotes=True)
    for one in (
        Cleaner(settings, text_key="body", id_key="key"),
        Cleaner(straight_quotes=True, text_key="body", id_key="key"),
    ):
        (result,) = one.clean_many([row])
        assert isinstance(result, Cleaned)
        assert (result.record.id, result.record.text) == ("a", 'Say "snow".')


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"keep_kind": "caption"}, TypeError, "no setting 'keep_kind'; there are added"),
        ({"keep_kinds": "captions"}, ValueError, "no kind 'captions'; use byline"),
        ({"extractor": "magic"}, ValueError, "no extractor 'magic'; use auto"),
        (
            {"rule": "rules"},
            TypeError,
            "no setting 'rule'; there are .* rules, bundled, drafts, keep_kinds, keep_rules",
        ),
        ({"whole_page": "no"}, TypeError, "`whole_page` is True or False, not 'no'"),
        ({"added": date(2026, 1, 3)}, TypeError, "`added` is a text, not datetime.date"),
        ({"text_key": None}, TypeError, "`text_key` is a text, not None"),
        ({"settings": "rules"}, TypeError, "name folders with rules="),
    ],
)
def test_a_name_or_a_value_that_is_none_is_an_error(options: Any, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        Cleaner(**options)


def test_all_arguments_have_a_line_on_their_page_and_a_place_in_the_message() -> None:
    arguments = set(inspect.signature(Cleaner.__init__).parameters) - {"self", "settings", "changes"}
    assert arguments == set(PACK_ARGUMENTS)
    table = re.findall(r"^\| (`[^|]*`) \|", (ROOT / "docs/python.md").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`(\w+)`", "".join(table))) == arguments | set(SettingsChanges.__annotations__)


@pytest.mark.parametrize("alone", [TEXT, TEXT.encode(), {"text": TEXT}])
def test_one_document_is_not_many(alone: Any) -> None:
    with pytest.raises(TypeError, match=r"put one into a list: clean_many\(\[document\]\)"):
        Cleaner().clean_many(alone)


@pytest.mark.parametrize(("workers", "error"), [(0, ValueError), (1.5, TypeError), ("2", TypeError), (None, TypeError)])
def test_workers_are_a_number_of_processes(workers: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match=f"workers must be .*, not {workers!r}"):
        Cleaner().clean_many([], workers=workers)


def test_an_id_is_a_text_or_a_whole_number() -> None:
    nothing: Any = None
    assert Cleaner().clean(TEXT, id=7).record.id == "7"
    assert Cleaner().explain({"text": TEXT}, id=7).cleaned.record.id == "7"
    for clean in (Cleaner().clean, Cleaner().clean_page, Cleaner().explain):
        with pytest.raises(TypeError, match="an id is a text or a whole number, not None"):
            clean(TEXT, id=nothing)


def test_a_rejection_shows_all_but_its_input() -> None:
    (rejected,) = Cleaner().clean_many([b"\0" * 50_000])
    assert isinstance(rejected, Rejected)
    assert len(rejected.raw) > 60_000
    assert len(repr(rejected)) < 300


def test_kinds_that_stay_are_a_list_or_a_text_with_commas() -> None:
    for kinds in ("dateline, caption", ["dateline", "caption"]):
        assert Cleaner(keep_kinds=kinds).clean(TEXT).record.text == TEXT


def test_a_field_that_no_record_has_is_an_error_and_extra_takes_it() -> None:
    with pytest.raises(TypeError, match="no field 'titel'; it has source"):
        Cleaner().clean(TEXT, titel="Snow")
    record = Cleaner().clean(TEXT, title="Snow", extra={"topic": 3}).record
    assert (record.metadata.title, record.metadata.extra) == ("Snow", '{"topic":3}')


def test_a_row_is_not_for_clean_and_a_gap_is_no_document() -> None:
    row: Any = {"text": TEXT}
    with pytest.raises(TypeError, match="a row is for clean_many"):
        Cleaner().clean(row)
    nothing: Any = None
    with pytest.raises(DocumentError, match="bad-row: a document is a text, bytes or a mapping, not NoneType"):
        Cleaner().clean(nothing)


class Unspeakable:
    """A value that cannot be printed."""

    def __repr__(self) -> str:
        raise LookupError


def test_a_row_that_json_cannot_hold_is_rejected_under_its_own_id() -> None:
    circle: dict[str, Any] = {"id": "a", "text": TEXT}
    circle["circle"] = circle
    rows = [circle, {"id": "b", "text": TEXT, "pairs": {(1, 2): 3}}, {"id": "c", "text": TEXT, "odd": Unspeakable()}]
    results = list(Cleaner().clean_many(rows))
    assert [(one.id, one.reason) for one in results if isinstance(one, Rejected)] == [(id_, "bad-row") for id_ in "abc"]
    cleaned = clean_rows(rows, [1, 2, 3], Cleaner()).to_pylist()
    assert [(row["id"], row["rejection"]["reason"]) for row in cleaned] == [(id_, "bad-row") for id_ in "abc"]


def test_what_is_cleaned_comes_back_from_plain_dictionaries_and_gives_the_input_again() -> None:
    cleaned = Cleaner().clean(TEXT)
    assert Cleaned.from_dict(json.loads(json.dumps(cleaned.to_dict()))) == cleaned
    assert Record.from_dict(cleaned.record.to_dict()) == cleaned.record
    assert cleaned.restore() == restore(cleaned.record.text, cleaned.ledger) == TEXT.encode()
    with pytest.raises(ValueError, match="an object with `record` and `ledger`"):
        Cleaned.from_dict(cleaned.record.to_dict())
    with pytest.raises(ValueError, match=r"at `\$.text`"):
        Record.from_dict({**cleaned.record.to_dict(), "text": 3})
    with pytest.raises(ValueError, match="was changed since"):
        restore("It rained.", cleaned.ledger)


def test_an_explanation_prints_the_lines_and_gives_reasons() -> None:
    explanation = Cleaner().explain({"text": f"{TEXT}\nIt was cold.", "url": "https://example.org/a"})
    assert "[-OSLO (Reuters) - -]Snow fell" in str(explanation)
    assert explanation.cleaned.record.source == "example.org"
    assert explanation.to_dict()["lines"][1]["gone"] is False
    assert "<title>document</title>" in explanation.to_html()
    assert explanation.why_not(2).startswith("line 2: It was cold.\n  stays")
    with pytest.raises(IndexError, match="the document has lines 1 to 2"):
        explanation.why_not(3)
    with pytest.raises(DocumentError, match="empty"):
        Cleaner().explain(" ")


def test_a_notebook_shows_what_went_and_nothing_in_a_text_is_html() -> None:
    shown = Cleaner().clean(f"{TEXT}\n<b>It was cold.</b>")._repr_html_()
    assert re.search(r"<del [^>]+>OSLO \(Reuters\) - </del>", shown)
    assert "&lt;b&gt;It was cold.&lt;/b&gt;" in shown
    assert "<b>" not in shown
