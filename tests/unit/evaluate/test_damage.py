from __future__ import annotations

from typing import Any

import pytest

from cleaner.evaluate.bootstrap import upper_bound
from cleaner.evaluate.gold import Gold
from cleaner.evaluate.gold_loss import Damage, PageDamage, Removal, RuleDamage, damage, damages, page_damage

FIRST = "The lighthouse was painted red."  # 27 visible characters
SECOND = "Its keeper likes the colour."  # 24
GOLD = Gold("l1", "The Pier", "en", f"{FIRST}\n{SECOND}")


def _edit(text: str, *rules: str) -> dict[str, Any]:
    return {
        "start": 0,
        "end": len(text),
        "at": 0,
        "rules": list(rules or ("pier/keeper",)),
        "kind": "other",
        "text": text,
    }


def _damage(text: str, *edits: dict[str, Any], gold: Gold = GOLD, **metadata: Any) -> PageDamage:
    return page_damage(gold, {"id": gold.id, "text": text, "metadata": metadata}, {"id": gold.id, "edits": list(edits)})


def test_a_removed_line_of_the_gold_counts_with_its_visible_characters() -> None:
    assert _damage(FIRST, _edit(SECOND)) == PageDamage("l1", (Removal(SECOND, 24, ("pier/keeper",)),), 27 + 24)


def test_removed_cruft_is_no_damage() -> None:
    found = _damage(f"{FIRST}\n\n{SECOND}", _edit("Sign up for our lighthouse letter\n"))
    assert (found.removals, found.stood) == ((), 51)


def test_only_the_lines_of_an_edit_that_the_gold_holds_count() -> None:
    found = _damage(FIRST, _edit(f"Share this story now\n{SECOND}\nMore from the coast"))
    assert [removal.line for removal in found.removals] == [SECOND]


def test_gold_that_never_stood_in_the_input_is_not_counted_against_rules() -> None:
    assert _damage(FIRST, _edit("Share this story now")).stood == 27


def test_a_short_line_counts_only_where_it_is_a_line_of_the_gold() -> None:
    gold = Gold("l1", "The Pier", "en", f"Red again\n{FIRST}")
    found = _damage(FIRST, _edit("Red again"), _edit("painted red"), gold=gold)
    assert [removal.line for removal in found.removals] == ["Red again"]


def test_a_row_of_stars_counts_only_where_the_gold_has_it() -> None:
    starred = Gold("l1", "The Pier", "en", f"{FIRST}\n* * *\n{SECOND}")
    text = f"{FIRST}\n{SECOND}"
    assert _damage(text, _edit("* * *")).removals == ()
    assert [removal.characters for removal in _damage(text, _edit("* * *"), gold=starred).removals] == [3]


def test_a_removed_line_that_still_stands_in_the_text_is_no_damage() -> None:
    assert _damage(f"{FIRST}\n\n{SECOND}", _edit(SECOND)).removals == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"title": SECOND},
        {"standfirst": SECOND},
        {"key_points": ["One point more", SECOND]},
        {"captions": [SECOND]},
        {"authors": [SECOND]},
    ],
)
def test_a_removed_line_that_stands_in_a_field_is_no_damage(fields: dict[str, Any]) -> None:
    assert _damage(FIRST, _edit(SECOND), **fields).removals == ()


def test_a_removed_line_that_stands_in_another_field_is_damage() -> None:
    assert len(_damage(FIRST, _edit(SECOND), image_credits=[SECOND]).removals) == 1


def test_a_line_removed_in_two_places_counts_once_for_all_the_rules_that_took_it() -> None:
    found = _damage(FIRST, _edit(SECOND, "pier/a"), _edit(SECOND.upper(), "pier/b"))
    assert [removal.rules for removal in found.removals] == [("pier/a", "pier/b")]
    assert found.removed == 24


def test_no_more_is_removed_than_stood() -> None:
    longer = "Its keeper likes the colour very"  # five of its six words are gold's
    found = _damage("", _edit(longer), gold=Gold("l1", "The Pier", "en", SECOND))
    assert found.removals[0].characters > found.removed == found.stood == 24


def test_pages_without_a_ledger_or_a_record_are_left_out() -> None:
    pages = [Gold(name, "The Pier", "en", FIRST) for name in ("both", "no-ledger", "no-record")]
    record, ledger = {"text": FIRST}, {"edits": []}
    found = damages(pages, {"both": record, "no-ledger": record}, {"both": ledger, "no-record": ledger})
    assert [row.id for row in found] == ["both"]


def test_the_damage_of_all_pages_is_a_share_of_characters_by_rule_worst_first() -> None:
    pages = [
        PageDamage("a", (Removal("x", 10, ("r/one",)), Removal("y", 5, ("r/two", "r/one"))), 100),
        PageDamage("b", (Removal("z", 30, ("r/two",)),), 100),
        PageDamage("c", (), 250),
    ]
    found = damage(pages)
    assert (found.pages, found.removed, found.stood, found.share) == (3, 45, 450, 0.1)
    assert found.by_rule == (RuleDamage("r/two", 35, 2), RuleDamage("r/one", 15, 1))
    assert found.share < found.upper <= 0.3


def test_no_pages_have_no_damage() -> None:
    assert damage([]) == Damage(0, 0, 0, 0.0, 0.0, ())


def test_the_bound_is_the_same_for_the_same_pages_in_any_order() -> None:
    pages = [(number * number, 1000 + number) for number in range(30)]
    assert upper_bound(pages) == upper_bound(pages[::-1])


def test_the_bound_lies_where_the_draws_lie() -> None:
    pages = [(1, 1)] + [(0, 1)] * 99
    # the number of damaged pages in a draw is nearly Poisson with mean 1: P(<= 2) is .92, P(<= 3) is .98
    assert upper_bound(pages) == 0.03


def test_the_bound_of_a_seed_is_not_that_of_the_highest_draw() -> None:
    pages = [(number, 100) for number in range(20)]
    assert upper_bound(pages) < upper_bound(pages, level=1.0)
