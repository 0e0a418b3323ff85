"""The fold changes no length, and a folded text folds to itself."""

from __future__ import annotations

import sys

from cleaner.fold import fold, lower


def test_folding_and_lowering_change_no_length_of_any_character() -> None:
    text = "".join(map(chr, range(sys.maxunicode + 1)))
    assert len(fold(text)) == len(lower(fold(text))) == len(text)
    assert all(len(lower(char)) == 1 for char in text[:0x20000])


def test_lowering_is_idempotent_whatever_is_beside_a_letter() -> None:
    for word in ("ΟΔΟΣ", "οδος", "ΣΑΣ.", "İİ", "Straße", "ǅ"):
        assert lower(lower(word)) == lower(word)
        assert lower(word + "a")[: len(word)] == lower(word)


def test_quotes_dashes_and_spaces_become_plain() -> None:
    assert fold("„Ja“ — l’été\u00a0‹›") == '"Ja" - l\'été ‹›'
    assert fold("a`b\tc") == "a'b c"
