"""Prose that guards: how a sentence ends, how long it is, and what happens where a cut would make it shorter."""

from __future__ import annotations

import pytest

from cleaner.match.prose import is_prose

from .rules import left

ENDS = (
    "It rained.", "Did it rain?", "It rained!", "It rained…", '"It rained."', "(It rained.)", "它下雨了。", "下雨了吗？",
    "雨が降った。」", "비가 왔다.", "أمطرت.", "هل أمطرت؟", "बारिश हुई।", "Անձրև եկավ։", "بارش ہوئی۔",
)  # fmt: skip
NO_ENDS = ("It rained", "It rained:", "It rained,", "Rain; snow;", "Read more >", "It rained -", "2024", "")


@pytest.mark.parametrize("line", ENDS)
def test_a_sentence_ends_in_its_script_also_before_quotes_and_brackets(line: str) -> None:
    assert is_prose(line, 1)


@pytest.mark.parametrize("line", NO_ENDS)
def test_a_label_is_no_sentence(line: str) -> None:
    assert not is_prose(line, 1)


@pytest.mark.parametrize(
    ("line", "size"), [("It rained.", 10), ("下雨了。", 12), ("비가 왔다.", 14), ("雨だ。ok.", 12)]
)
def test_a_chinese_japanese_or_korean_character_counts_three_times(line: str, size: int) -> None:
    assert is_prose(line, size)
    assert not is_prose(line, size + 1)


TAIL = "drop: {block: {from: {equals: More}, to: {equals: End}}}, unless: {prose: 14}"
HEAD = "drop: {block: {from: start, to: {equals: Skip}}}, unless: {prose: 14}"
DATELINE = "drop: {span: {starts: 'OSLO - '}}"


def test_prose_is_measured_before_spans_are_cut() -> None:
    assert left("A.|More|OSLO - It snows.|End", TAIL, DATELINE) == "A.|More|OSLO - It snows.|End"


def test_a_line_that_no_block_could_hold_is_cut_although_it_is_no_prose_then() -> None:
    assert left("OSLO - It snows.|More|x|End", TAIL, DATELINE) == "It snows."
    assert left("Menu|Skip|OSLO - It snows.", HEAD, DATELINE) == "It snows."


def test_a_line_that_a_block_from_the_start_could_hold_is_not() -> None:
    assert left("Menu|OSLO - It snows.|Skip", HEAD, DATELINE) == "Menu|OSLO - It snows.|Skip"


def test_a_row_of_a_table_and_an_item_of_a_list_are_prose_too() -> None:
    assert left("A.|More|• It rains a lot. *|End", TAIL) == "A.|More|• It rains a lot. *|End"


def test_prose_guards_a_line_rule_and_stands_in_not() -> None:
    rule = "drop: {line: {starts: More}}, unless: {prose: 10}"
    assert left("More on rain|More rain.|A.", rule) == "More rain.|A."
    assert left("More on rain|More rain.|A.", "drop: {line: {starts: More, not: {prose: 10}}}") == "More rain.|A."
