"""Keys: texts that differ only in case have the same key."""

from __future__ import annotations

import re
import sys

import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.fold import lower
from cleaner.match.prefilter.normalize import (
    ASCII_DIGITS,
    IGNORED_ASCII,
    IGNORED_BULLETS,
    ascii_key,
    base_letter,
    case_variants,
    replacements_for,
    utf8_key,
)

CASED = [
    char
    for char in map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)])
    if not char == lower(char) == char.upper() == char.title() == char.casefold()
]


def key(text: str, literal: str) -> bytes:
    return utf8_key(text, text.encode(), replacements_for([literal]))


def test_every_letter_has_the_key_of_its_lower_case() -> None:
    assert len(CASED) > 2_900
    for char in CASED:
        plain = base_letter(char)
        assert key(char, plain) == key(plain, plain), (char, plain)
        assert base_letter(lower(char)) == plain, (char, plain)


def test_every_letter_that_re2_equates_with_another_has_its_key() -> None:
    lines = "\n".join(CASED)
    for char in CASED:
        for same in re2.compile(f"(?im)^{re.escape(char)}$").finditer(lines):
            assert base_letter(same.group()) == base_letter(char), (char, same.group())


def test_every_letter_is_among_the_case_variants_of_its_base_letter() -> None:
    for char in CASED:
        assert char == base_letter(char) or char in case_variants(base_letter(char)), char


def test_only_digits_and_a_few_rare_characters_share_a_byte() -> None:
    left = ascii_key(text := "".join(map(chr, range(0x21, 0x7F))), text.encode())
    assert bytes(sorted(set(left))) == b"#$%&)+./0:<=@\\^_abcdefghiklmnoprstuvwy{}~"
    assert len(set(left) & set(b"\n0.:)/@&abcdefghiklmnoprstuvwy")) <= 30  # and one for all others, and one for the end


@given(st.text("aB •(-K\u212aſİŻß7", max_size=20), st.text("abki7", min_size=1, max_size=4))
def test_a_part_of_a_text_is_a_part_of_its_ascii_key(text: str, part: str) -> None:
    if part in lower(text):
        assert ascii_key(part, part.encode()) in ascii_key(text, text.encode())


@given(st.text("aB •(-K\u212aŻż«Σςéß", max_size=20), st.text("aB •(-K\u212aŻż«Σςéß", min_size=1, max_size=4))
def test_a_part_of_a_text_is_a_part_of_its_utf8_key(text: str, part: str) -> None:
    literal = "".join(base_letter(char) for char in part if char not in IGNORED_ASCII + IGNORED_BULLETS + ASCII_DIGITS)
    if lower(part) in lower(text):
        assert key(literal, literal) in key(text, literal)


def test_capitals_of_several_scripts_have_the_key_of_small_letters() -> None:
    plain = "źródło:читайтеτέλοσ"
    assert key("- ŹRÓDŁO: Читайте ΤΈΛΟΣ", plain) == key(plain, plain)
    assert key("źródło", plain) != key("zrodlo", plain)
