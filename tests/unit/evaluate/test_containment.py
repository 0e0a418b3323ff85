from __future__ import annotations

from cleaner.evaluate.containment import Text
from cleaner.evaluate.tokens import ngrams, tokens


def test_words_are_compared_without_case_and_in_one_normal_form() -> None:
    assert tokens("CAFÉ") == tokens("cafe\u0301") == ("café",)


def test_invisible_characters_do_not_split_a_word() -> None:
    assert tokens("har\u00adbour\u200bmaster\u200e") == ("harbourmaster",)


def test_in_scripts_without_spaces_every_character_is_a_word() -> None:
    assert tokens("東京 2024年 ไทย かな") == ("東", "京", "2024", "年", "ไ", "ท", "ย", "か", "な")


def test_korean_has_words_between_spaces() -> None:
    assert tokens("서울 시청") == ("서울", "시청")


def test_runs_of_words_may_cross_lines() -> None:
    assert Text.of("The mayor opened\nthe new library").holds(tokens("mayor opened the new library"))


def test_a_line_is_contained_if_four_fifths_of_its_words_are_found() -> None:
    text = Text.of("one two three four five six seven eight")
    assert text.holds(tokens("one two three four five six seven eight nine ten"))
    assert not text.holds(tokens("one two three four five six seven nine ten"))


def test_words_found_only_apart_do_not_count() -> None:
    assert not Text.of("one x two y three z four").holds(tokens("one two three four"))


def test_two_words_must_be_a_line_of_their_own_unless_allowed_anywhere() -> None:
    text = Text.of("Read more\nThe mayor opened the library")
    assert text.holds(("read", "more"))
    assert not text.holds(("the", "mayor"))
    assert text.holds(("the", "mayor"), as_line=False)
    assert not text.holds(("mayor", "the"), as_line=False)


def test_blank_lines_and_outer_white_space_are_ignored() -> None:
    assert [line.text for line in Text.of("  one \n\n \u00a0\ntwo\u2003").lines] == ["one", "two"]


def test_fewer_words_than_a_run_are_one_short_run() -> None:
    assert list(ngrams(("a", "b"), 4)) == [("a", "b")]
