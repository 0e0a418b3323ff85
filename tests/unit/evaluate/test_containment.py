from __future__ import annotations

from cleaner.evaluate.containment import Text
from cleaner.evaluate.tokens import ngrams, tokens


def test_words_are_the_same_in_any_case_and_any_normal_form() -> None:
    assert tokens("CAFÉ") == tokens("cafe\u0301") == ("café",)


def test_characters_that_nobody_sees_do_not_split_a_word() -> None:
    assert tokens("har\u00adbour\u200bmaster\u200e") == ("harbourmaster",)


def test_scripts_without_spaces_count_by_the_character() -> None:
    assert tokens("東京 2024年 ไทย かな") == ("東", "京", "2024", "年", "ไ", "ท", "ย", "か", "な")


def test_korean_counts_by_the_word() -> None:
    assert tokens("서울 시청") == ("서울", "시청")


def test_runs_of_words_go_across_lines() -> None:
    assert Text.of("The mayor opened\nthe new library").holds(tokens("mayor opened the new library"))


def test_a_line_stands_when_four_fifths_of_its_words_are_found_and_not_below() -> None:
    text = Text.of("one two three four five six seven eight")
    assert text.holds(tokens("one two three four five six seven eight nine ten"))
    assert not text.holds(tokens("one two three four five six seven nine ten"))


def test_words_that_are_found_only_apart_do_not_count() -> None:
    assert not Text.of("one x two y three z four").holds(tokens("one two three four"))


def test_two_words_must_be_a_line_of_their_own_unless_they_may_stand_anywhere() -> None:
    text = Text.of("Read more\nThe mayor opened the library")
    assert text.holds(("read", "more"))
    assert not text.holds(("the", "mayor"))
    assert text.holds(("the", "mayor"), as_line=False)
    assert not text.holds(("mayor", "the"), as_line=False)


def test_blank_lines_and_outer_white_space_are_no_part_of_a_text() -> None:
    assert [line.text for line in Text.of("  one \n\n \u00a0\ntwo\u2003").lines] == ["one", "two"]


def test_a_text_shorter_than_a_run_is_one_run() -> None:
    assert list(ngrams(("a", "b"), 4)) == [("a", "b")]
