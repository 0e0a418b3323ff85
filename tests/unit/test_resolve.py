"""Resolution: keeping wins, only effective matches meet a need, and a cut names all rules that asked for it."""

from __future__ import annotations

from cleaner.document import Document
from cleaner.edit import Lift, Match
from cleaner.resolve import resolve, with_needs_met
from cleaner.rule_name import RuleName
from cleaner.span import LineIndex, Span
from cleaner.visibility import count_visible, has_visible

TEXT = "one two\nthree"
DOCUMENT = Document("a", TEXT, LineIndex.of_text(TEXT))


def drop(rule: str, start: int, end: int, kind: str = "other", **more: object) -> Match:
    return Match(RuleName("p", rule), kind, "drop", Span(start, end), **more)  # type: ignore[arg-type]


def keep(start: int, end: int) -> Match:
    return Match(RuleName("p", "k"), "other", "keep", Span(start, end))


def test_overlapping_drops_become_pieces_that_name_all_their_rules() -> None:
    cuts = resolve(DOCUMENT, [drop("b", 0, 5, "share"), drop("a", 2, 7, "byline")], {}).cuts
    assert cuts == (
        (Span(0, 2), ("p/b",), "share"),
        (Span(2, 5), ("p/a", "p/b"), "byline"),
        (Span(5, 7), ("p/a",), "byline"),
    )


def test_a_keep_withholds_the_whole_of_what_it_touches_and_its_lifts() -> None:
    lift = Lift("title", Span(0, 7), "one two")
    decision = resolve(DOCUMENT, [drop("a", 0, 7, lifts=(lift,)), keep(4, 5)], {})
    assert (decision.cuts, decision.lifts) == ((), ())


def test_a_keep_of_white_space_withholds_nothing() -> None:
    assert resolve(DOCUMENT, [drop("a", 0, 7), keep(3, 4)], {}).cuts == ((Span(0, 7), ("p/a",), "other"),)


def test_a_keep_that_only_touches_withholds_nothing() -> None:
    assert resolve(DOCUMENT, [drop("a", 0, 3), keep(3, 7)], {}).cuts
    assert resolve(DOCUMENT, [drop("a", 8, 13), keep(0, 8)], {}).cuts


def test_needs_fall_in_a_chain() -> None:
    chain = [drop("a", 0, 3), drop("b", 4, 7, needs=("p/a",)), drop("c", 8, 13, needs=("p/b",))]
    assert len(resolve(DOCUMENT, chain, {}).cuts) == 3
    assert resolve(DOCUMENT, [*chain, keep(0, 1)], {}).cuts == ()


def test_a_share_is_of_visible_characters_and_of_insecure_drops_alone() -> None:
    assert resolve(DOCUMENT, [drop("a", 0, 7)], {"p": 0.5}).suspects == ("p",)
    assert resolve(DOCUMENT, [drop("a", 0, 7), drop("b", 0, 7)], {"p": 0.55}).suspects == ()
    assert resolve(DOCUMENT, [drop("a", 0, 7, secure=True)], {"p": 0.1}).suspects == ()


def test_where_one_pack_asks_for_too_much_nothing_is_cut_at_all() -> None:
    other = Match(RuleName("q", "a"), "other", "drop", Span(8, 9))
    assert resolve(DOCUMENT, [drop("a", 0, 7), other], {"p": 0.5, "q": 0.5}).cuts == ()


def test_what_nobody_sees_is_neither_white_space_nor_control_nor_format() -> None:
    assert not any(map(has_visible, ("", " ", "\u200b", "\u00ad\n", "\x07", "\u2028", "\u200e")))
    assert all(map(has_visible, (".", " a", "\u0301", "日", "\u200bx")))
    assert count_visible(" a b\nc ") == 3


def test_a_chain_of_needs_falls_with_its_first_rule() -> None:
    """Twenty thousand rules, each needing the one before: looking through all of them for each would not end."""
    names = [RuleName("p", f"r{number}") for number in range(20_000)]
    chain = [drop(names[n].id, 0, 1, needs=(names[n - 1],)) for n in range(1, 20_000)]
    assert with_needs_met(chain) == []
    assert with_needs_met([drop("r0", 0, 1), *chain]) == [drop("r0", 0, 1), *chain]


def test_a_rule_needs_all_that_it_names() -> None:
    both = drop("c", 0, 1, needs=(RuleName("p", "a"), RuleName("p", "b")))
    assert with_needs_met([drop("a", 0, 1), both]) == [drop("a", 0, 1)]
    assert both in with_needs_met([drop("a", 0, 1), both, drop("b", 2, 3)])
