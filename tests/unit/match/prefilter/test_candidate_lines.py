"""The scan: the lines on which clues stand, whatever finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.match.conditions import holds
from cleaner.match.folded import FoldedDocument
from cleaner.match.prefilter import candidate_lines as scan
from cleaner.match.prefilter.candidate_lines import Scan
from cleaner.rule.model import AllOf, Literal, Matches, Shape, Test
from cleaner.span import Lines

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


def view(text: str) -> FoldedDocument:
    return FoldedDocument(Document("a", text, Lines.of_text(text)))


def found(seen: FoldedDocument, tests: list[Test]) -> dict[int, set[int]]:
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


def test_a_sign_that_stands_everywhere_gives_its_lines_once_each() -> None:
    test = Matches(("^[a-z]+(?:/[a-z]+)+$",))
    assert sorted(Scan([test]).find(view("a/b/c\nNo sign\nd//e/\n/\n/x"))[0]) == [0, 2, 3, 4]
    assert found(view("a/b/c\nNo sign\nd//e/"), [test]) == {0: {0}}


def test_lines_that_are_too_long_for_a_test_are_not_given() -> None:
    short, long_ = (AllOf((Literal("contains", ("subscribe",)), Shape("max_chars", size))) for size in (12, 40))
    given = Scan([short, long_, AllOf((Shape("headline"), Shape("short", 3)))]).find(
        view("Subscribe\nYou can subscribe here\nNo")
    )
    assert {number: sorted(lines) for number, lines in given.items()} == {0: [0], 1: [0, 1], 2: [2]}


def test_a_clue_is_found_where_two_pieces_of_a_long_text_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "PIECE", 32)
    lines = [f"{'ab ' * (number % 11)}read more {'cd ' * (number % 7)}" for number in range(60)]
    text = "\n".join(line for number, line in enumerate(lines) for line in [line] * (number % 2 + 1))
    tests: list[Test] = [
        Literal("contains", ("read more",)),
        Literal("starts", ("read more",)),
        Literal("contains", ("ab ab",)),
    ]
    seen = view(text)
    everywhere = {
        number: {line for line in range(len(seen.lines)) if holds(test, seen, line)}
        for number, test in enumerate(tests)
    }
    assert found(seen, tests) == everywhere
    assert all(everywhere.values())


def test_another_script_is_looked_for_only_where_its_letters_are(monkeypatch: pytest.MonkeyPatch) -> None:
    tests: list[Test] = [
        Literal("contains", ("читайте",)),
        Literal("contains", ("read more",)),
        Literal("starts", ("更多",)),
    ]
    assert found(view("Read more\nЧИТАЙТЕ далее\n更多新闻"), tests) == {0: {1}, 1: {0}, 2: {2}}
    monkeypatch.setattr(scan, "wide", lambda *_: pytest.fail("nothing of it is in another script"))
    assert found(view("Read more, “naïve” – she said…"), tests) == {1: {0}}


def test_a_clue_as_long_as_a_piece_is_looked_for_by_its_beginning() -> None:
    long_ = "read more " * 9_000
    tests: list[Test] = [Literal("starts", (long_.strip(),)), Literal("equals", (long_.strip(),))]
    assert found(view(f"The council met.\n{long_}\n{long_}now\nread more"), tests) == {0: {1, 2}, 1: {1}}
