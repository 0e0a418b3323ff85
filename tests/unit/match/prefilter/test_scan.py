"""The scan: it finds the lines that have required literals, with automata of any size."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.match.conditions import holds
from cleaner.match.folded import FoldedDocument
from cleaner.match.prefilter.scan import LiteralScan, ScanSizes
from cleaner.rule.model import AllOf, Condition, LineShape, Literal, Matches
from cleaner.span import LineIndex

TEXT = (
    "Read more\n\n  Read MORE here  \nİstanbul’da: read more\nWe read more, (12) and more\n12 min\nlong (12\nmin) read"
)
CONDITIONS: list[Condition] = [
    Literal("equals", ("read more", "12 min")),
    Literal("starts", ("read more",)),
    Literal("ends", ("read more", "read")),
    Literal("contains", ("istanbul'da",)),
    Literal("contains", ("never there",)),
    Matches(("^[0-9]+ min$", "^long [^x]+read$")),
    Matches(("[(][^)]+",)),
    LineShape("headline"),
]


def folded(text: str) -> FoldedDocument:
    return FoldedDocument(Document("a", text, LineIndex.of_text(text)))


def held(document: FoldedDocument, conditions: list[Condition], sizes: ScanSizes = ScanSizes()) -> dict[int, set[int]]:  # noqa: B008
    """The lines on which each condition holds, of those that the scan finds."""
    found = LiteralScan(conditions, sizes).lines(document)
    lines = {number: {line for line in found[number] if holds(conditions[number], document, line)} for number in found}
    return {number: held for number, held in lines.items() if held}


def held_anywhere(document: FoldedDocument, conditions: list[Condition]) -> dict[int, set[int]]:
    """The lines on which each condition holds, of all."""
    lines = range(len(document.lines))
    everywhere = {
        number: {line for line in lines if holds(condition, document, line)}
        for number, condition in enumerate(conditions)
    }
    return {number: held for number, held in everywhere.items() if held}


@pytest.mark.parametrize(
    "sizes",
    [
        ScanSizes(max_inner_chars=8),
        ScanSizes(max_inner_chars=3),
        ScanSizes(min_sparse_needles=1),
        ScanSizes(chunk_bytes=32),
    ],
)
def test_lines_are_found_whatever_the_sizes_of_automata(sizes: ScanSizes) -> None:
    assert held(folded(TEXT), CONDITIONS, sizes) == {
        0: {0, 4}, 1: {0, 1}, 2: {0, 2, 6}, 3: {2}, 5: {4}, 6: {3, 5}, 7: {0, 1, 2, 3, 4}
    }  # fmt: skip


def test_only_lines_with_a_literal_are_candidates() -> None:
    lines = LiteralScan(CONDITIONS).lines(folded(TEXT))
    assert {number: sorted(lines[number]) for number in (0, 1, 3)} == {0: [0, 4], 1: [0, 1], 3: [2]}
    assert 4 not in lines


def test_special_characters_of_a_literal_mean_themselves() -> None:
    literal = r"a.b*c [d] (e) \f $ ^ | - # & ~ ?"
    assert held(folded(f"x\n> {literal.upper()} <"), [Literal("contains", (literal,))]) == {0: {1}}


def test_several_matchers_share_one_scan() -> None:
    shared = LiteralScan([Literal("equals", ("share",))])
    assert shared.add([Literal("equals", ("print",)), Literal("starts", ("share",))]) == 1
    document = folded("Print\nShare\nShare it")
    assert {number: set(lines) for number, lines in shared.lines(document).items()} == {0: {1}, 1: {0}, 2: {1, 2}}
    assert shared.lines(document) is shared.lines(document)


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
def test_no_line_is_lost_on_which_a_condition_holds(conditions: list[Condition], text: str) -> None:
    document = folded(text)
    assert held(document, conditions) == held_anywhere(document, conditions)


def test_a_short_line_is_found_in_a_long_text() -> None:
    condition = AllOf((Literal("contains", ("unsubscribe at any time",)), LineShape("short", 60)))
    text = "\n".join([*["The council met on a day. " * 9] * 99, "You can unsubscribe at any time.", "End"])
    assert held(folded(text), [condition]) == {0: {99}}


def test_a_character_that_is_everywhere_gives_each_of_its_lines_once() -> None:
    condition = Matches(("^[a-z]+(?:/[a-z]+)+$",))
    assert sorted(LiteralScan([condition]).lines(folded("a/b/c\nNo slash\nd//e/\n/\n/x"))[0]) == [0, 2, 3, 4]
    assert held(folded("a/b/c\nNo slash\nd//e/"), [condition]) == {0: {0}}


def test_lines_that_are_too_long_for_a_condition_are_not_candidates() -> None:
    short, longer = (AllOf((Literal("contains", ("subscribe",)), LineShape("max_chars", size))) for size in (12, 40))
    lines = LiteralScan([short, longer, AllOf((LineShape("headline"), LineShape("short", 3)))]).lines(
        folded("Subscribe\nYou can subscribe here\nNo")
    )
    assert {number: sorted(found) for number, found in lines.items()} == {0: [0], 1: [0, 1], 2: [2]}


def test_a_literal_is_found_where_two_chunks_of_a_long_text_meet() -> None:
    lines = [f"{'ab ' * (number % 11)}read more {'cd ' * (number % 7)}" for number in range(60)]
    document = folded("\n".join(line for number, line in enumerate(lines) for line in [line] * (number % 2 + 1)))
    conditions: list[Condition] = [
        Literal("contains", ("read more",)),
        Literal("starts", ("read more",)),
        Literal("contains", ("ab ab",)),
    ]
    anywhere = held_anywhere(document, conditions)
    assert held(document, conditions, ScanSizes(chunk_bytes=32)) == anywhere
    assert len(anywhere) == len(conditions)


def test_other_scripts_are_searched_only_in_texts_that_have_their_letters() -> None:
    scan = LiteralScan(
        [Literal("contains", ("читайте",)), Literal("contains", ("read more",)), Literal("starts", ("更多",))]
    )
    assert scan.lines(folded("Read more\nЧИТАЙТЕ далее\n更多新闻")) == {0: {1}, 1: {0}, 2: {2}}
    assert len(scan.scripts_in("Читайте 更多".encode())) == 2
    assert len(scan.scripts_in("Читайте".encode())) == 1
    assert scan.scripts_in("Read more, “naïve” – she said…".encode()) == []


def test_a_literal_longer_than_a_chunk_is_found_by_its_beginning() -> None:
    long_ = "read more " * 9_000
    conditions: list[Condition] = [Literal("starts", (long_.strip(),)), Literal("equals", (long_.strip(),))]
    assert held(folded(f"The council met.\n{long_}\n{long_}now\nread more"), conditions) == {0: {1, 2}, 1: {1}}


def test_a_condition_that_comes_after_the_first_text_is_refused_and_not_overlooked() -> None:
    scan = LiteralScan([Literal("equals", ("share",))])
    scan.lines(folded("Share"))
    with pytest.raises(RuntimeError, match="no more conditions"):
        scan.add([Literal("equals", ("print",))])
