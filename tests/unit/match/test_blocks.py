"""Blocks: where they begin, where they end, which lines are transparent."""

from __future__ import annotations

import pytest

from .rules import cleaned, left

TO = "drop: {block: {from: {equals: a}, to: {equals: z}, max_lines: 4}}"
WHILE = "drop: {block: {from: {equals: a}, while: {starts: '-'}, max_lines: 3}}"
C = "drop: {line: {equals: c}}"


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("1|a|z|2", "1|2"),
        ("1|a|b|b|z|2", "1|2"),
        ("1|a|b|b|b|z|2", "1|a|b|b|b|z|2"),
        ("1|a|b|2", "1|a|b|2"),
        ("a|a|z", ""),
        ("a|b|b|a|z|2", "a|b|b|2"),
        ("z|a|2", "z|a|2"),
        ("a|z|z|a|z", "z"),
    ],
)
def test_a_block_ends_with_the_first_closing_line_within_its_limit(text: str, stays: str) -> None:
    assert left(text, TO) == stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [("a|- 1|- 2|b", "b"), ("a|- 1|- 2|- 3|b", "- 3|b"), ("a|b|- 1", "a|b|- 1"), ("a", "a"), ("a|a|- 1", "a")],
)
def test_a_run_takes_as_much_as_its_limit_allows(text: str, stays: str) -> None:
    assert left(text, WHILE) == stays


def test_lines_that_a_line_rule_drops_are_transparent() -> None:
    assert left("a|c|c|c|c|z|2", TO, C) == "2"
    assert left("a|- 1|c|- 2|b", WHILE, C) == "b"


def test_for_a_keep_no_line_is_transparent() -> None:
    keep = "keep: {block: {from: {equals: a}, to: {equals: z}, max_lines: 3}}"
    rules = ("drop: {line: {equals: [a, z, c]}}", keep)
    assert left("a|c|z|2", *rules) == "a|c|z|2"
    assert left("a|c|c|z|2", *rules) == "2"


def test_a_block_to_the_end_needs_a_phrase_on_a_later_line() -> None:
    rule = "drop: {block: {from: {starts: a}, to: end}}, confirm: [bye]"
    assert left("1|a|2|say bye", rule) == "1"
    assert left("1|a bye|2", rule) == "1|a bye|2"
    assert left("bye|a|2", rule) == "bye|a|2"


def test_a_closing_line_opens_no_block() -> None:
    assert left("x|1|x|body|x", "drop: {block: {from: {equals: x}, to: {equals: x}}}") == "x|1|x|body|x"


def test_unless_on_any_line_excuses_the_block() -> None:
    rule = "drop: {block: {from: {equals: a}, to: {equals: z}}}, unless: {equals: stop}"
    assert left("a|b|z", rule) == ""
    assert left("a|stop|z", rule) == "a|stop|z"


def test_blocks_that_end_inside_another_lift_nothing() -> None:
    rule = "drop: {block: {from: {equals: a}, to: {equals: z}}}, lift: {captions: {each: '-'}}"
    _, decision = cleaned("a\n- 1\na\n- 2\nz", rule)
    assert [lift.value for _, lift in decision.lifts] == ["1", "2"]
