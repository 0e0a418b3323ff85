"""The library's front door."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

import cleaner
from cleaner import Cleaned, Cleaner, DocumentError, Rejected

TEXT = "OSLO (Reuters) - Snow fell on the hills above the town."


def test_every_public_name_is_there_and_in_order() -> None:
    assert cleaner.__all__ == sorted(cleaner.__all__)
    assert all(getattr(cleaner, name) for name in cleaner.__all__)


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(AttributeError, match="it has Cleaned, Cleaner"):
        cleaner.nothing  # noqa: B018


def test_what_is_given_wins_over_what_is_lifted() -> None:
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


def test_a_cleaner_pickles() -> None:
    one = Cleaner()
    other = pickle.loads(pickle.dumps(one))
    assert other.clean(TEXT) == one.clean(TEXT)


def test_importing_costs_no_heavy_library() -> None:
    heavy = "trafilatura langdetect fasttext ftfy re2 selectolax rich yaml lxml resiliparse"
    code = f"import sys, cleaner, cleaner.cli; print([name for name in {heavy.split()!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
