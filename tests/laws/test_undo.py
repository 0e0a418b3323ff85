"""Law 2: from a record and its ledger comes the input, byte for byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.errors import DocumentError
from cleaner.ledger import Ledger
from cleaner.match.rulebook import Rulebook
from cleaner.prepare import prepare
from cleaner.undo import restore, uncut

from .strategies import GIVEN, books, texts

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1251", "windows-1252", "cp932", "gb18030",
    "iso2022_jp",
)  # fmt: skip


def undone(raw: Raw, book: Rulebook) -> None:
    data = raw.data if isinstance(raw.data, bytes) else raw.data.encode("utf-8", "surrogatepass")
    done = process(raw, book)
    if isinstance(done, Cleaned):
        ledger = Ledger.from_json(done.ledger.to_json())
        assert restore(done.record.text, ledger) == data
        assert uncut(done.record.text, ledger) == prepare(raw).text
    else:
        with pytest.raises(DocumentError) as error:
            prepare(raw)
        assert done.reason == error.value.reason, done


@given(texts(), books())
def test_a_row_comes_back(text: str, book: Rulebook) -> None:
    undone(Raw("a", text, given=GIVEN), book)


@given(
    texts(), st.text(st.characters(min_codepoint=0xD7F0, max_codepoint=0xE010), max_size=3), st.integers(0, 9), books()
)
def test_a_row_with_lone_surrogates_comes_back(text: str, odd: str, at: int, book: Rulebook) -> None:
    undone(Raw("a", text[:at] + odd + text[at:], given=GIVEN), book)


@given(texts(), books(), st.sampled_from(ENCODINGS), st.booleans())
def test_a_file_comes_back_in_every_encoding(text: str, book: Rulebook, encoding: str, declared: bool) -> None:
    data = text.encode(encoding, "ignore")
    undone(Raw("a", data, declared=encoding if declared else "", given=GIVEN), book)


@given(
    texts(),
    books(),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=2)), max_size=3),
    st.integers(0, 3),
)
def test_a_file_that_loses_bytes_in_decoding_comes_back(text: str, book: Rulebook, odd: Any, cut: int) -> None:
    data = (text * 60).encode()
    for at, some in odd:
        data = data[:at] + some + data[at:]
    undone(Raw("a", data[: len(data) - cut], given=GIVEN), book)


@given(st.binary(max_size=60), st.sampled_from(("", "utf-8", "shift_jis", "utf-16", "hz", "euc-kr", "big5", "latin-1")))
def test_whatever_bytes_decode_come_back(data: bytes, declared: str) -> None:
    undone(Raw("a", data, declared=declared, given=GIVEN), Rulebook([]))
