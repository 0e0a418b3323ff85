"""What the scan sees: whatever is the same without case looks the same."""

from __future__ import annotations

import re
import sys

import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.fold import lower
from cleaner.match.prefilter.normalize import DIGITS, DROPPED, MARKS, forms_of, other_forms, small, thin, wide

CASED = [
    char
    for char in map(chr, [*range(0xD800), *range(0xE000, sys.maxunicode + 1)])
    if not char == lower(char) == char.upper() == char.title() == char.casefold()
]


def blurred(text: str, clue: str) -> bytes:
    return wide(text, text.encode(), forms_of([clue]))


def test_every_letter_looks_like_the_small_one_that_the_fold_makes_of_it() -> None:
    assert len(CASED) > 2_900
    for char in CASED:
        plain = small(char)
        assert blurred(char, plain) == blurred(plain, plain), (char, plain)
        assert small(lower(char)) == plain, (char, plain)


def test_every_letter_that_re2_takes_for_another_without_case_looks_like_it() -> None:
    lines = "\n".join(CASED)
    for char in CASED:
        for same in re2.compile(f"(?im)^{re.escape(char)}$").finditer(lines):
            assert small(same.group()) == small(char), (char, same.group())


def test_every_letter_is_among_the_other_forms_of_the_small_one() -> None:
    for char in CASED:
        assert char == small(char) or char in other_forms(small(char)), char


def test_digits_and_rare_letters_look_alike_and_all_others_do_not() -> None:
    left = thin(text := "".join(map(chr, range(0x21, 0x7F))), text.encode())
    assert bytes(sorted(set(left))) == b"#$%&)+./0:<=@\\^_abcdefghiklmnoprstuvwy{}~"
    assert len(set(left) & set(b"\n0.:)/@&abcdefghiklmnoprstuvwy")) <= 30  # and one for all others, and one for the end


@given(st.text("aB •(-K\u212aſİŻß7", max_size=20), st.text("abki7", min_size=1, max_size=4))
def test_what_stands_in_a_text_stands_in_what_is_left_in_ascii(text: str, part: str) -> None:
    if part in lower(text):
        assert thin(part, part.encode()) in thin(text, text.encode())


@given(st.text("aB •(-K\u212aŻż«Σςéß", max_size=20), st.text("aB •(-K\u212aŻż«Σςéß", min_size=1, max_size=4))
def test_what_stands_in_a_text_stands_in_the_blurred_text_as_well(text: str, part: str) -> None:
    clue = "".join(small(char) for char in part if char not in DROPPED + MARKS + DIGITS)
    if lower(part) in lower(text):
        assert blurred(clue, clue) in blurred(text, clue)


def test_capitals_of_several_scripts_look_like_small_letters() -> None:
    plain = "źródło:читайтеτέλοσ"
    assert blurred("- ŹRÓDŁO: Читайте ΤΈΛΟΣ", plain) == blurred(plain, plain)
    assert blurred("źródło", plain) != blurred("zrodlo", plain)
