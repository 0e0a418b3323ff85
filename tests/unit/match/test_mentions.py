"""`mentions`: a text as whole words."""

from __future__ import annotations

from cleaner.match.conditions import mentions


def test_what_begins_inside_a_word_hides_no_words_after_it() -> None:
    assert list(mentions("na na", "nana na na")) == [5]
    assert list(mentions("aa", "aaaa aa")) == [5]
