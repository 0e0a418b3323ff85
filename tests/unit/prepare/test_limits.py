"""Limits on one document are exact."""

from __future__ import annotations

import pytest

from cleaner import prepare
from cleaner.document import Raw
from cleaner.errors import DocumentError


@pytest.mark.parametrize("data", ["é" * 5, ("é" * 5).encode()])
def test_the_limit_counts_bytes_in_rows_as_in_files(monkeypatch: pytest.MonkeyPatch, data: str | bytes) -> None:
    monkeypatch.setattr(prepare, "MAX_BYTES", 10)
    assert prepare.decode_input(Raw("a", data)).text == "é" * 5
    monkeypatch.setattr(prepare, "MAX_BYTES", 9)
    with pytest.raises(DocumentError, match="limit: 10 bytes, more than 9"):
        prepare.decode_input(Raw("a", data))


def test_the_limit_on_lines_counts_those_with_something_in_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "MAX_LINES", 2)
    assert len(prepare.prepare(Raw("a", "one\n\n\ntwo")).lines) == 2
    with pytest.raises(DocumentError, match="limit: 3 lines, more than 2"):
        prepare.prepare(Raw("a", "one\ntwo\nthree"))
