"""The scan: the lines on which clues stand, whatever finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.prepare.segment import segment
from cleaner.rule import scan
from cleaner.rule.match import holds
from cleaner.rule.model import AllOf, Literal, Matches, Shape, Test
from cleaner.rule.scan import Scan
from cleaner.rule.view import View

TEXT = (
    "Read more\n\n  Read MORE here  \nİstanbul’da: read more\nWe read more, (12) and more\n12 min\nlong (12\nmin) read"
)
TESTS: list[Test] = [
    Literal("equals", ("read more", "12 min")),
    Literal("starts", ("read more",)),
    Literal("ends", ("read more", "read")),
    Literal("contains", ("istanbul'da",)),
    Literal("contains", ("never there",)),
    Matches(("^[0-9]+ min$", "^long [^x]+read$")),
    Matches(("[(][^)]+",)),
    Shape("headline"),
]


def view(text: str) -> View:
    return View(Document("a", text, segment(text)))


def found(seen: View, tests: list[Test]) -> dict[int, set[int]]:
    """The lines on which each test holds, of those that the scan gives."""
    given = Scan(tests).find(seen)
    held = {number: {line for line in lines if holds(tests[number], seen, line)} for number, lines in given.items()}
    return {number: lines for number, lines in held.items() if lines}


@pytest.mark.parametrize(("long", "large"), [(8, 3_000), (3, 3_000), (8, 1)])
def test_lines_are_found_however_automata_are_made(monkeypatch: pytest.MonkeyPatch, long: int, large: int) -> None:
    monkeypatch.setattr(scan, "LONG", long)
    monkeypatch.setattr(scan, "LARGE", large)
    assert found(view(TEXT), TESTS) == {
        0: {0, 4}, 1: {0, 1}, 2: {0, 2, 6}, 3: {2}, 5: {4}, 6: {3, 5}, 7: {0, 1, 2, 3, 4}
    }  # fmt: skip


def test_only_lines_with_a_clue_are_to_be_asked() -> None:
    given = Scan(TESTS).find(view(TEXT))
    assert {number: sorted(lines) for number, lines in given.items() if number in (0, 1, 3)} == {
        0: [0, 4], 1: [0, 1], 3: [2]
    }  # fmt: skip
    assert 4 not in given


def test_a_literal_is_taken_as_it_stands() -> None:
    literal = r"a.b*c [d] (e) \f $ ^ | - # & ~ ?"
    assert found(view(f"x\n> {literal.upper()} <"), [Literal("contains", (literal,))]) == {0: {1}}


def test_several_matchers_share_one_pass() -> None:
    both = Scan([Literal("equals", ("share",))])
    assert both.add([Literal("equals", ("print",)), Literal("starts", ("share",))]) == 1
    assert {number: set(lines) for number, lines in both.find(view("Print\nShare\nShare it")).items()} == {
        0: {1}, 1: {0}, 2: {1, 2}
    }  # fmt: skip


@given(
    st.lists(
        st.builds(
            Literal,
            st.sampled_from(["equals", "starts", "ends", "contains"]),
            st.lists(st.text("ab5 -iż", min_size=1, max_size=3).map(str.strip).filter(bool), min_size=1).map(tuple),
        ),
        max_size=4,
    ),
    st.lists(st.text("aAb5 -.xİi‘żŻ", min_size=1, max_size=8), min_size=1, max_size=5).map("\n".join),
)
def test_no_line_is_lost_on_which_a_test_holds(tests: list[Test], text: str) -> None:
    seen = view(text)
    count = range(len(seen.lines))
    everywhere = {number: {line for line in count if holds(test, seen, line)} for number, test in enumerate(tests)}
    assert found(seen, tests) == {number: lines for number, lines in everywhere.items() if lines}


def test_a_way_that_is_short_is_found_in_a_long_text() -> None:
    test = AllOf((Literal("contains", ("unsubscribe at any time",)), Shape("short", 60)))
    text = "\n".join([*["The council met on a day. " * 9] * 99, "You can unsubscribe at any time.", "End"])
    assert found(view(text), [test]) == {0: {99}}
