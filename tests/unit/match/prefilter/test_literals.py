"""Required literals: one of them is in every line on which the condition holds."""

from __future__ import annotations

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.fold import fold
from cleaner.match.compiled_rules import first_condition
from cleaner.match.conditions import holds
from cleaner.match.fold_rule import fold_rule
from cleaner.match.folded import FoldedDocument
from cleaner.match.prefilter.branches import branches
from cleaner.match.prefilter.frequency import ascii_if_rare, expected_hits_of_any
from cleaner.match.prefilter.literal_sets import MAX_LITERALS
from cleaner.match.prefilter.literals import MAX_INEXACT, pattern_literals, required_literals
from cleaner.match.prefilter.normalize import ascii_key, replacements_for, utf8_key
from cleaner.packs.load import load
from cleaner.rule.model import AllOf, AnyOf, Condition, LineShape, Literal, Matches, Not
from cleaner.span import LineIndex

from ..rules import left
from ..rules import pack as pack_of

LETTERS = "abABk\u212asſżŻ5 -.(•x"
PIECES = [
    "a", "b5", "ab x", "-", r"\.", "[ab]", "[^x]+", ".*", "[a-z]*", "(?:ab|5)", "(?:ab )?", "(?P<n>[^ ]+)", "x{2}", "(?:a+|-)",
    "b{0,2}", "^", "$", "|", "(?:a|b)+", r"\pL+", "[|• -]*", "5{1,}", "(?i)", "s", "k", "ż", "Ż", r"\x{17f}", r"\x41", r"\(",
    "(?:ab5.*)*", "(?:ab5[^x]+)?", "(?:abx.+){0,2}", "(?:abb.+|5ab)", "(?:ab5|x.*){1,2}", "(?:ab5|5.+x)", "(?i:ks)",
    r"[\x{212a}s]", "(?:^a|b$)", "(?:(?:a|b.*|)x)?", "[0-9]{1,2}", "(?:)", "x*?", "[]a]", "[^]a]", "[[:alpha:]]", r"\b",
    r"[.) ]*", "(?:^|x)+", "(?:^)*", "(?:a|$)+", "(?:x|^|b)*",
]  # fmt: skip


def one_line(line: str) -> FoldedDocument:
    return FoldedDocument(Document("a", line, LineIndex([0], [len(line)])))


def in_line(literals: frozenset[str], line: str) -> bool:
    """Whether the keys of a line have one of the literals, as it is and as the scan looks for it."""
    replacements = replacements_for(literals)
    key = b"\n%b\n" % utf8_key(line, line.encode(), replacements)
    in_ascii = b"\n%b\n" % ascii_key(line, line.encode())
    return any(utf8_key(text, text.encode(), replacements) in key for text in literals) and any(
        (text.isascii() and ascii_key(text, text.encode()) in in_ascii)
        or utf8_key(text, text.encode(), replacements) in key
        for text in map(ascii_if_rare, literals)
    )


patterns = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
lines = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: fold(text).strip()).filter(bool)


@given(patterns, lines)
def test_a_literal_is_wherever_its_expression_matches(pattern: str, line: str) -> None:
    literals = pattern_literals(pattern)
    if literals and re2.search(pattern, line):
        assert in_line(literals, line), (pattern, line, literals)


@given(st.lists(st.sampled_from(PIECES[:16] + PIECES[22:30]), min_size=2, max_size=8).map("".join), lines)
def test_a_literal_is_wherever_its_expression_matches_in_any_case(pattern: str, line: str) -> None:
    literals = pattern_literals(f"(?i){pattern}")
    if literals and re2.search(f"(?i){pattern}", line):
        assert in_line(literals, line), (pattern, line, literals)


literals = st.builds(
    Literal,
    st.sampled_from(("equals", "starts", "ends", "contains")),
    st.lists(st.text("abks5 -.(xż", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1, max_size=2).map(tuple),
)  # fmt: skip
tests = st.recursive(
    st.one_of(
        literals,
        st.builds(Matches, st.lists(patterns, min_size=1, max_size=2).map(tuple)),
        st.just(LineShape("short", 4)),
    ),
    lambda inner: st.one_of(
        st.builds(AllOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
    ),
    max_leaves=4,
)  # fmt: skip


@given(tests, lines)
def test_a_literal_is_wherever_its_condition_holds(test: Condition, line: str) -> None:
    try:
        held = holds(test, one_line(line), 0)
    except re2.error:
        return
    literals = required_literals(test)
    if held and literals is not None:
        assert in_line(literals, line), (test, line, literals)


@pytest.mark.parametrize("often", ["*", "?", "{0,2}", "*?", "{0,}"])
def test_an_optional_part_requires_nothing(often: str) -> None:
    assert pattern_literals(f"^(?:read more.+){often}[^x]+$") == frozenset()
    assert pattern_literals("^(?:read more.+){1,2}[^x]+$") == {"\nreadmore"}


def test_each_alternative_of_a_group_is_joined_with_what_is_around_the_group() -> None:
    assert pattern_literals("^[- ]*(?:related|[^ ]+ headlines)[: ]*$") == {
        "\nrelated:", "\nrelated\n", "headlines:", "headlines\n"
    }  # fmt: skip
    assert pattern_literals("^.*(?:/| via )AP(?: via .*)?$") == {"/ap\n", "viaap\n", "/apvia", "viaapvia"}


def test_the_rarest_literals_are_chosen() -> None:
    assert pattern_literals("^The .* may not be published, broadcast or .*$") == {"maynotbepublished,broadcastor"}
    anywhere, opening, longer = (expected_hits_of_any({literal}) for literal in ("by", "\nby", "writtenby"))
    assert anywhere > opening > longer


def test_too_many_alternatives_are_shortened_and_not_lost() -> None:
    many = "|".join(f"word{number}" for number in range(2 * MAX_LITERALS))
    short = pattern_literals(f"^(?:{many}) is [^.]+$")
    assert len(short) <= 2 * MAX_LITERALS
    assert all(in_line(short, f"word{number} is it") for number in range(2 * MAX_LITERALS))
    assert pattern_literals("(?:a[^x]*|b[^x]*)" * (2 * MAX_INEXACT) + "cd$") == {"cd\n"}


@pytest.mark.parametrize("around", ["^{} {}$", "^(?:(?:all|last) )?{} {}:?$", "^{} {}(?: on .*)?$", "{}[^.]*{}"])
def test_long_lists_in_a_row_lose_no_line(around: str) -> None:
    firsts, seconds = (
        [f"{stem}{letter}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"] for stem in ("new", "story")
    )
    literals = pattern_literals(around.format(f"(?:{'|'.join(firsts)})", f"(?:{'|'.join(seconds)})"))
    assert literals
    assert all(in_line(literals, f"{first} {second}") for first in firsts for second in seconds)


def test_a_condition_that_requires_nothing_rare_has_no_literals() -> None:
    assert required_literals(LineShape("headline")) is None
    assert required_literals(Not(Literal("equals", ("share",)))) is None
    assert required_literals(AnyOf((Literal("equals", ("share",)), LineShape("short", 4)))) is None
    assert required_literals(AllOf((Literal("equals", ("share",)), LineShape("short", 4)))) == frozenset({"\nshare\n"})
    assert required_literals(Literal("equals", ("***",))) is None
    assert required_literals(Literal("contains", ("a",))) is None


def test_what_unless_not_asks_for_is_looked_for_too() -> None:
    template = "drop: {span: {like: '{:place} ({:agency}) - '}}, unless: {not: {contains: (Reuters)}}"
    rule = fold_rule(pack_of(template).rules[0])
    assert required_literals(first_condition(rule)) == frozenset({"reuters)"})
    assert left("OSLO (Reuters) - Snow fell.|OSLO (UPI) - Rain fell.", template) == "Snow fell.|OSLO (UPI) - Rain fell."


def test_what_bundled_rules_strip_has_their_literals() -> None:
    tried = 0
    for pack in load().packs.values():
        for rule in pack.rules:
            for branch in branches(first_condition(fold_rule(rule))):
                literals = required_literals(branch)
                for line in [
                    fold(line.strip()) for one in rule.strips for line in one.text.split("\n") if line.strip()
                ]:
                    if literals is not None and holds(branch, one_line(line), 0):
                        tried += 1
                        assert in_line(literals, line), (rule.name, line)
    assert tried > 500
