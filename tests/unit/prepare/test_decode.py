"""Bytes into text: what each encoding gives, what is left out, what is not text."""

from __future__ import annotations

import pytest

from cleaner.errors import DocumentError
from cleaner.prepare.decode import decode, decode_text, encode, encode_text

FRENCH = "Le président a été reçu à l’Élysée, où il a évoqué la sécheresse du début de l’été. " * 4
GERMAN = "Die Straßen blieben am Morgen gesperrt, weil größere Bäume über die Gleise gestürzt waren. " * 4
POLISH = "Wczoraj rząd przyjął projekt ustawy, która ułatwi gminom budowę dróg i szkół; źródła są pewne. " * 4
RUSSIAN = "Вчера правительство приняло закон, который облегчит строительство дорог и школ в районах. " * 4
JAPANESE = "政府は昨日、地方の道路と学校の建設を支援する法案を可決した。住民は歓迎している。" * 4


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_what_it_is(encoding: str) -> None:
    found = decode(RUSSIAN.encode(encoding))
    assert found.text == RUSSIAN
    assert encode(found) == RUSSIAN.encode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [FRENCH, RUSSIAN, JAPANESE, "Hi there"])
def test_utf_16_is_recognised_without_a_mark(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, encoding)


@pytest.mark.parametrize("text", [FRENCH, GERMAN, "Café, déjà vu.", "Der Weg ist für alle schön.", "It’s £5 a day"])
def test_western_text_is_windows_1252_even_where_it_is_short(text: str) -> None:
    found = decode(text.encode("windows-1252"))
    assert (found.text, found.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("text", "encoding", "detected"),
    [
        (POLISH, "cp1250", "cp1250"),
        (RUSSIAN, "cp1251", "cp1251"),
        (JAPANESE, "cp932", "cp932"),
        (JAPANESE, "euc_jp", "euc_jis_2004"),  # of which EUC-JP is a part
    ],
)
def test_other_encodings_are_detected(text: str, encoding: str, detected: str) -> None:
    found = decode(text.encode(encoding))
    assert (found.text, found.encoding) == (text, detected)


def test_a_declared_label_means_what_it_means_on_the_web() -> None:
    assert decode("It’s".encode("windows-1252"), "iso-8859-1").text == "It’s"
    assert decode("“x”".encode("gbk"), "gb2312").text == "“x”"


def test_valid_utf_8_wins_over_what_is_declared() -> None:
    assert decode("déjà".encode(), "iso-8859-1").text == "déjà"


def test_a_last_character_that_was_cut_is_left_out() -> None:
    data = "Der Weg ist schön wie nie – “".encode()
    for cut in (1, 2):
        found = decode(data[:-cut])
        assert (found.encoding, found.text) == ("utf-8", "Der Weg ist schön wie nie – ")
        assert encode(found) == data[:-cut]


def test_one_bad_byte_in_a_thousand_is_left_out_and_noted_with_its_place() -> None:
    data = ("ä" * 600).encode()
    found = decode(data[:10] + b"\xff" + data[10:])
    assert (found.encoding, found.text, found.undecoded) == ("utf-8", "ä" * 600, ((5, "ff"),))


def test_iso_2022_jp_is_recognised_by_its_escapes_and_a_tilde_brace_is_not_hz() -> None:
    assert decode(JAPANESE.encode("iso2022_jp")).text == JAPANESE
    assert decode(b"if (a) ~{ b }").text == "if (a) ~{ b }"


def test_an_empty_input_is_an_empty_text() -> None:
    assert decode(b"").text == ""
    assert decode(b"\xef\xbb\xbf").text == ""


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 4, b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 9]
)
def test_a_binary_file_is_not_text(data: bytes) -> None:
    with pytest.raises(DocumentError, match="not-text"):
        decode(data)


def test_no_text_ever_holds_the_replacement_character_of_decoding() -> None:
    for data in (b"caf\xe9 cr\xe8me", b"\xff\xfea\x00\x00\xd8", b"abc\xc3"):
        assert "\ufffd" not in decode(data).text


@pytest.mark.parametrize("text", ["a\udc00b", "\ud83d\ude00\udfff", "\ud800", "\ud83d\ude00"])
def test_a_rows_surrogates_come_back(text: str) -> None:
    found = decode_text(text)
    assert not any(0xD800 <= ord(char) < 0xE000 for char in found.text)
    assert encode_text(found) == text
