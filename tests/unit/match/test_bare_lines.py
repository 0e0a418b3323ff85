"""What tables, lists and buttons leave at the edges of a line does not count for tests of its words."""

from __future__ import annotations

import json

import pytest

from cleaner.match.folded import MAX_LINE_MARKS

from .rules import cleaned

TESTS = [
    "equals: Share",
    "starts: Sh",
    "ends: re",
    "contains: har",
    "mentions: share",
    "matches: '^S.{4}$'",
    "like: 'Share[ this]'",
]


def goes(line: str, test: str, unit: str = "line") -> bool:
    """Whether a rule with this test takes a line."""
    return cleaned(f"Snow fell.\n{line}", f"drop: {{{unit}: {{{test}}}}}")[0].text == "Snow fell."


@pytest.mark.parametrize(
    "line", ["Share", "| Share |", "• Share", "- Share -", "» Share »", "“Share”", "Share →", "| • Share |"]
)
@pytest.mark.parametrize("test", TESTS)
def test_a_test_of_words_holds_on_a_line_with_marks_around_it(line: str, test: str) -> None:
    assert goes(line, test)


@pytest.mark.parametrize("line", ["(Share)", "Share.", "1. Share", "#Share"])
def test_other_marks_count(line: str) -> None:
    assert not goes(line, "equals: Share")
    assert goes(line, f"equals: {json.dumps(line)}")


@pytest.mark.parametrize(
    ("line", "test"), [("- Share", "starts: '- '"), ("-30-", "equals: '-30-'"), ("* * *", "equals: '* * *'")]
)
def test_a_mark_that_is_meant_is_found_on_the_line_as_it_is(line: str, test: str) -> None:
    assert goes(line, test)


@pytest.mark.parametrize(
    "test", ["matches: '^By (?P<authors>.+)$'}}, lift: {authors: authors", "like: 'By {authors:names}'}}, lift: {"]
)
def test_a_value_is_lifted_without_the_marks_of_its_line(test: str) -> None:
    _, decision = cleaned("Snow fell.\n| By Ada Lind |", f"drop: {{line: {{{test}}}")
    assert [lift.value for _, lift in decision.lifts] == ["Ada Lind"]


def test_a_not_excuses_lines_with_marks_too() -> None:
    assert goes("| See it |", "starts: See, not: {ends: '.'}")
    assert not goes("| See it. |", "starts: See, not: {ends: '.'}")


def test_a_span_is_cut_from_the_line_as_it_is() -> None:
    assert not goes("- Share", "starts: Share", "span")


def test_more_marks_than_any_line_has_are_no_edge() -> None:
    assert goes("-" * MAX_LINE_MARKS + "Share", "equals: Share")
    assert not goes("-" * (MAX_LINE_MARKS + 1) + "Share", "equals: Share")
