"""The scan: a superset of where anchors hold, whatever finds them."""

from __future__ import annotations

import re
import sys

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.io.packs import load
from cleaner.prepare.segment import segment
from cleaner.rule import scan
from cleaner.rule.clue import clues
from cleaner.rule.fold import fold, lower
from cleaner.rule.match import literal_holds
from cleaner.rule.model import Literal, Matches
from cleaner.rule.scan import Member, Scan, signs_of
from cleaner.rule.view import View

TEXT = (
    "Read more\n\n  Read MORE here  \nİstanbul’da: read more\nWe read more, (12) and more\n12 min\nlong (12\nmin) read"
)
PIECES = [
    "a", "b5", "ab x", "-", r"\.", "[ab]", "[^x]+", ".*", "[a-z]*", "(?:ab|5)", "(?:ab )?", "(?P<n>[^ ]+)", "x{2}", "(?:a+|-)",
    "b{0,2}", "^", "$", "|", "(?:a|b)+", r"\pL+", "[|• -]*", "5{1,}", "(?i)",
    "(?:ab5.*)*", "(?:ab5[^x]+)?", "(?:abx.+){0,2}", "(?:abb.+|5ab)", "(?:ab5|x.*){1,2}", "(?:ab5|5.+x)",
]  # fmt: skip
ANCHORS = [
    Literal("equals", ("read more", "12 min")),
    Literal("starts", ("read more",)),
    Literal("ends", ("read more", "read")),
    Literal("contains", ("istanbul'da",)),
    Literal("contains", ("never there",)),
    Matches(("^[0-9]+ min$", "^long [^x]+read$")),
    Matches(("[(][^)]+",)),
]
FOUND = {0: {0, 4}, 1: {0, 1}, 2: {0, 2, 6}, 3: {2}, 5: {4}, 6: {3, 5}}


def view(text: str) -> View:
    return View(Document("a", text, segment(text)))


@pytest.mark.parametrize("size", [1_000, 2])
def test_lines_are_found_by_sets_and_by_the_automaton_alike(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(scan, "SET_SIZE", size)
    assert Scan(ANCHORS).find(view(TEXT)) == FOUND


def test_without_case_every_letter_is_found_that_the_fold_makes_small() -> None:
    for point in range(sys.maxunicode + 1):
        char = chr(point)
        if not 0xD800 <= point < 0xE000 and (small := lower(char)) != char:
            assert re2.search(signs_of(Member(0, "equals", small))[0], char), (char, small)


def test_a_literal_is_taken_as_it_stands() -> None:
    literal = r"a.b*c [d] (e) \f $ ^ | - # & ~ ?"
    assert Scan([Literal("contains", (literal,))]).find(view(f"x\n> {literal.upper()} <")) == {0: {1}}
    assert re.escape(literal) != literal


@given(st.lists(st.sampled_from(PIECES), max_size=7).map("".join), st.text("ab5 -.x", max_size=12))
def test_a_clue_is_found_wherever_its_expression_is(pattern: str, text: str) -> None:
    for part in clues(pattern) if re2.search(pattern, text) else ():
        assert re2.search(part, text), (pattern, part)


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join),
    st.lists(st.text("aAb5 -.xİi‘", min_size=1, max_size=8), min_size=1, max_size=5).map("\n".join),
)
def test_the_scan_gives_the_very_lines_that_a_plain_search_gives(pattern: str, text: str) -> None:
    seen = view(text)
    lines = {number for number in range(len(seen.lines)) if re2.search(pattern, seen.line(number))}
    assert Scan([Matches((pattern,))]).find(seen) == ({0: lines} if lines else {})


@given(
    st.sampled_from(["equals", "starts", "ends", "contains"]),
    st.text("ab5 -i", min_size=1, max_size=3).map(str.strip).filter(bool),
    st.lists(st.text("aAb5 -.xİi‘", min_size=1, max_size=8), min_size=1, max_size=5).map("\n".join),
)
def test_the_scan_gives_the_very_lines_on_which_a_literal_holds(how: str, literal: str, text: str) -> None:
    seen = view(text)
    anchor = Literal(how, (literal,))  # type: ignore[arg-type]
    lines = {number for number in range(len(seen.lines)) if literal_holds(anchor, seen.low_line(number))}
    assert Scan([anchor]).find(seen) == ({0: lines} if lines else {})


@pytest.mark.parametrize("often", ["*", "?", "{0,2}", "*?", "{0,}"])
def test_what_may_be_left_out_gives_nothing_away(often: str) -> None:
    assert clues(f"^(?:read more.+){often}[^x]+$") == ()
    assert clues("^(?:read more.+){1,2}[^x]+$") != ()


def test_what_follows_a_group_is_no_clue_together_with_its_first_round() -> None:
    pattern, line = "^(?:read more|view.*){1,2} here$", "read moreview all here"
    assert re2.search(pattern, line)
    assert clues(pattern) != ()
    assert all(re2.search(part, line) for part in clues(pattern))


def test_what_stands_around_a_group_belongs_to_each_of_its_alternatives() -> None:
    assert clues("^[- ]*(?:related|[^ ]+ headlines)[: ]*$") == ("(?:^[- ]*related[: ]*$| headlines[: ]*$)",)
    many = "|".join(f"{number} [^ ]+ headlines" for number in range(1000))
    assert sum(map(len, clues(f"^{'long ' * 100}(?:{many})$"))) < len(many)


def test_every_clue_of_the_bundled_packs_is_found_in_what_their_rules_strip() -> None:
    for pack in load().packs.values():
        for rule in pack.rules:
            test = getattr(rule.unit, "test", None)
            for pattern in test.patterns if isinstance(test, Matches) else ():
                for line in [fold(line.strip()) for example in rule.strips for line in example.text.split("\n")]:
                    for part in clues(pattern) if re2.search(pattern, line) else ():
                        assert re2.search(part, line), (pattern, part)
