"""Clues: one of them stands in every line on which the test holds."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.fold import fold
from cleaner.match.blocks import asked_by
from cleaner.match.conditions import holds
from cleaner.match.folded import FoldedDocument
from cleaner.match.prefilter.frequency import cost, thinned
from cleaner.match.prefilter.literals import CASES, MOST, clue_of, clues
from cleaner.match.prefilter.normalize import forms_of, thin, wide
from cleaner.packs.load import load
from cleaner.rule.model import AllOf, AnyOf, Literal, Matches, Not, Shape, Test
from cleaner.span import Lines

LETTERS = "abABk\u212asſżŻ5 -.(•x"
PIECES = [
    "a", "b5", "ab x", "-", r"\.", "[ab]", "[^x]+", ".*", "[a-z]*", "(?:ab|5)", "(?:ab )?", "(?P<n>[^ ]+)", "x{2}", "(?:a+|-)",
    "b{0,2}", "^", "$", "|", "(?:a|b)+", r"\pL+", "[|• -]*", "5{1,}", "(?i)", "s", "k", "ż", "Ż", r"\x{17f}", r"\x41", r"\(",
    "(?:ab5.*)*", "(?:ab5[^x]+)?", "(?:abx.+){0,2}", "(?:abb.+|5ab)", "(?:ab5|x.*){1,2}", "(?:ab5|5.+x)", "(?i:ks)",
    r"[\x{212a}s]", "(?:^a|b$)", "(?:(?:a|b.*|)x)?", "[0-9]{1,2}", "(?:)", "x*?", "[]a]", "[^]a]", "[[:alpha:]]", r"\b",
    r"[.) ]*", "(?:^|x)+", "(?:^)*", "(?:a|$)+", "(?:x|^|b)*",
]  # fmt: skip


def line_view(line: str) -> FoldedDocument:
    return FoldedDocument(Document("a", line, Lines([0], [len(line)])))


def stands(texts: frozenset[str], line: str) -> bool:
    """Whether one of the clues stands in a line as the scan sees it."""
    forms = forms_of(texts)
    seen = b"\n%b\n" % wide(line, line.encode(), forms)
    bare = b"\n%b\n" % thin(line, line.encode())
    return any(wide(text, text.encode(), forms) in seen for text in texts) and any(
        (text.isascii() and thin(text, text.encode()) in bare) or wide(text, text.encode(), forms) in seen
        for text in map(thinned, texts)
    )


patterns = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
lines = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: fold(text).strip()).filter(bool)


@given(patterns, lines)
def test_a_clue_stands_wherever_its_expression_is_found(pattern: str, line: str) -> None:
    texts = clue_of(pattern)
    if texts and re2.search(pattern, line):
        assert stands(texts, line), (pattern, line, texts)


@given(st.lists(st.sampled_from(PIECES[:16] + PIECES[22:30]), min_size=2, max_size=8).map("".join), lines)
def test_and_so_it_does_without_case(pattern: str, line: str) -> None:
    texts = clue_of(f"(?i){pattern}")
    if texts and re2.search(f"(?i){pattern}", line):
        assert stands(texts, line), (pattern, line, texts)


literals = st.builds(
    Literal,
    st.sampled_from(("equals", "starts", "ends", "contains")),
    st.lists(st.text("abks5 -.(xż", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1, max_size=2).map(tuple),
)  # fmt: skip
tests = st.recursive(
    st.one_of(literals, st.builds(Matches, st.lists(patterns, min_size=1, max_size=2).map(tuple)), st.just(Shape("short", 4))),
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)  # fmt: skip


@given(tests, lines)
def test_a_clue_stands_wherever_its_test_holds(test: Test, line: str) -> None:
    try:
        held = holds(test, line_view(line), 0)
    except re2.error:
        return
    texts = clues(test)
    if held and texts is not None:
        assert stands(texts, line), (test, line, texts)


@pytest.mark.parametrize("often", ["*", "?", "{0,2}", "*?", "{0,}"])
def test_what_may_be_left_out_gives_nothing_away(often: str) -> None:
    assert clue_of(f"^(?:read more.+){often}[^x]+$") == frozenset()
    assert clue_of("^(?:read more.+){1,2}[^x]+$") == {"\nreadmore"}


def test_what_stands_around_a_group_belongs_to_each_of_its_alternatives() -> None:
    assert clue_of("^[- ]*(?:related|[^ ]+ headlines)[: ]*$") == {
        "\nrelated:", "\nrelated\n", "headlines:", "headlines\n"
    }  # fmt: skip
    assert clue_of("^.*(?:/| via )AP(?: via .*)?$") == {"/ap\n", "viaap\n", "/apvia", "viaapvia"}


def test_the_rarest_part_is_the_clue() -> None:
    assert clue_of("^The .* may not be published, broadcast or .*$") == {"maynotbepublished,broadcastor"}
    assert cost(frozenset(["by"])) > cost(frozenset(["\nby"])) > cost(frozenset(["written by"]))


def test_so_many_alternatives_are_cut_short_and_not_lost() -> None:
    many = "|".join(f"word{number}" for number in range(2 * MOST))
    short = clue_of(f"^(?:{many}) is [^.]+$")
    assert len(short) <= 2 * MOST
    assert all(stands(short, f"word{number} is it") for number in range(2 * MOST))
    assert clue_of("(?:a[^x]*|b[^x]*)" * (2 * CASES) + "cd$") == {"cd\n"}


def test_a_test_that_nothing_gives_away_has_no_clues() -> None:
    assert clues(Shape("headline")) is None
    assert clues(Not(Literal("equals", ("share",)))) is None
    assert clues(AnyOf((Literal("equals", ("share",)), Shape("short", 4)))) is None
    assert clues(AllOf((Literal("equals", ("share",)), Shape("short", 4)))) == {"\nshare\n"}
    assert clues(Literal("equals", ("***",))) is None
    assert clues(Literal("contains", ("a",))) is None


def test_every_clue_of_the_bundled_packs_stands_in_what_their_rules_strip() -> None:
    asked = 0
    for pack in load().packs.values():
        for rule in pack.rules:
            for way, *_ in asked_by(rule).ways:
                texts = clues(way)
                for line in [
                    fold(line.strip()) for one in rule.strips for line in one.text.split("\n") if line.strip()
                ]:
                    if texts is not None and holds(way, line_view(line), 0):
                        asked += 1
                        assert stands(texts, line), (rule.name, line)
    assert asked > 500
