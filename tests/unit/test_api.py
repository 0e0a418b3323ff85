"""The Python API."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from typing import Any
from uuid import UUID

import pytest

import cleaner
from cleaner import Cleaned, Cleaner, DocumentError, Rejected

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."


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


def test_a_mapping_may_hold_values_that_json_cannot() -> None:
    page = b"<h1>Snow falls on the hills</h1><p>" + b"Snow fell on the hills above the town. " * 6
    id_ = UUID(int=7)
    alone, beside = Cleaner().clean_many([{"id": id_, "html": page}, {"text": TEXT, "html": page, "seen": {1}}])
    assert isinstance(alone, Cleaned)
    assert (alone.record.id, alone.record.metadata.title) == (str(id_), "Snow falls on the hills")
    assert isinstance(beside, Cleaned)
    assert json.loads(beside.record.metadata.extra) == {"html": page.decode(), "seen": "{1}"}


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
