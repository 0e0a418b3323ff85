"""Rules with `alone`, which act on a single line or on none."""

from __future__ import annotations

import pytest

from .rules import left

ALONE = "drop: {line: {matches: '^[A-Z][a-z]+$'}}, where: head 1, alone: true"
AD = "drop: {line: {equals: Ad}}"
BOX = "drop: {block: {from: {equals: Box}, to: {equals: End}}}"


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Storm|It rained.|Snow", "It rained.|Snow"),
        ("Storm|Snow|It rained.", "Storm|Snow|It rained."),
        ("It rained.|Storm", "It rained.|Storm"),
        ("Ad|Storm|It rained.", "It rained."),
        ("Box|x|End|Storm|It rained.", "It rained."),
        ("Ad|It rained.|Storm", "It rained.|Storm"),
    ],
)
def test_it_takes_the_only_line_of_its_place_beside_those_that_others_take(text: str, stays: str) -> None:
    assert left(text, ALONE, AD, BOX) == stays


def test_lines_that_it_does_not_take_count_for_others() -> None:
    other = "drop: {line: {equals: it rained.}}, where: head 2"
    assert left("Storm|Snow|It rained.", ALONE, other) == "Storm|Snow|It rained."
    assert left("Storm|It rained.", ALONE, other) == ""


def test_a_block_does_not_look_through_lines_that_it_might_take() -> None:
    block = "drop: {block: {from: {equals: a}, to: {equals: z}, max_lines: 3}}"
    assert left("It rained.|a|Storm|Snow|z", ALONE, block) == "It rained.|a|Storm|Snow|z"


def test_two_such_rules_do_not_see_each_other() -> None:
    other = "drop: {line: {equals: Storm}}, where: head 1, alone: true"
    assert left("Storm|It rained.", ALONE, other) == "It rained."
    assert left("Storm|Snow|It rained.", ALONE, other) == "Snow|It rained."
