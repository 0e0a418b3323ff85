"""What rules lift from their matches."""

from __future__ import annotations

from cleaner.match.capture import split_at

from .rules import cleaned


def test_a_list_is_split_where_the_rule_says() -> None:
    assert split_at("AFP / Reuters", (" / ",)) == ["AFP", "Reuters"]


def test_lifted_values_are_taken_from_the_text_as_it_is_not_folded() -> None:
    _, decision = cleaned("By Ann O’Lee", "find: {line: {matches: '^By (?P<who>.+)$'}}, lift: {authors: who}")
    assert [lift.value for _, lift in decision.lifts] == ["Ann O’Lee"]


def test_a_value_is_lifted_even_if_its_line_goes_with_the_block_of_another_rule() -> None:
    rules = (
        "drop: {block: {from: {equals: a}, to: {equals: z}}}",
        "find: {line: {matches: '^By (?P<who>.+)$'}}, lift: {authors: who}",
    )
    applied, decision = cleaned("a\nBy Ann Lee\nz\nbody", *rules)
    assert applied.text == "body"
    assert [lift.value for _, lift in decision.lifts] == ["Ann Lee"]
