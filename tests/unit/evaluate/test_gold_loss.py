from __future__ import annotations

from typing import Any

import pytest

from cleaner.evaluate.bootstrap import upper_bound
from cleaner.evaluate.gold import Gold
from cleaner.evaluate.gold_loss import GoldLoss, PageLoss, Removal, RuleLoss, page_loss, page_losses, total_loss

FIRST = "The lighthouse was painted red."  # 27 graphic characters
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


def _loss(text: str, *edits: dict[str, Any], gold: Gold = GOLD, **metadata: Any) -> PageLoss:
    return page_loss(gold, {"id": gold.id, "text": text, "metadata": metadata}, {"id": gold.id, "edits": list(edits)})


def test_a_removed_line_of_the_gold_counts_with_its_graphic_characters() -> None:
    assert _loss(FIRST, _edit(SECOND)) == PageLoss("l1", (Removal(SECOND, 24, ("pier/keeper",)),), 27 + 24)


def test_removed_boilerplate_is_not_a_loss() -> None:
    loss = _loss(f"{FIRST}\n\n{SECOND}", _edit("Sign up for our lighthouse letter\n"))
    assert (loss.removals, loss.present) == ((), 51)


def test_only_lines_of_an_edit_that_the_gold_has_count() -> None:
    loss = _loss(FIRST, _edit(f"Share this story now\n{SECOND}\nMore from the coast"))
    assert [removal.line for removal in loss.removals] == [SECOND]


def test_gold_that_was_never_in_the_input_does_not_count_against_rules() -> None:
    assert _loss(FIRST, _edit("Share this story now")).present == 27


def test_a_short_line_counts_only_if_it_is_a_line_of_the_gold() -> None:
    gold = Gold("l1", "The Pier", "en", f"Red again\n{FIRST}")
    loss = _loss(FIRST, _edit("Red again"), _edit("painted red"), gold=gold)
    assert [removal.line for removal in loss.removals] == ["Red again"]


def test_a_row_of_stars_counts_only_if_the_gold_has_it() -> None:
    starred = Gold("l1", "The Pier", "en", f"{FIRST}\n* * *\n{SECOND}")
    text = f"{FIRST}\n{SECOND}"
    assert _loss(text, _edit("* * *")).removals == ()
    assert [removal.characters for removal in _loss(text, _edit("* * *"), gold=starred).removals] == [3]


def test_a_removed_line_that_the_text_still_has_is_not_a_loss() -> None:
    assert _loss(f"{FIRST}\n\n{SECOND}", _edit(SECOND)).removals == ()


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
def test_a_removed_line_that_a_field_has_is_not_a_loss(fields: dict[str, Any]) -> None:
    assert _loss(FIRST, _edit(SECOND), **fields).removals == ()


def test_a_removed_line_that_only_another_field_has_is_a_loss() -> None:
    assert len(_loss(FIRST, _edit(SECOND), image_credits=[SECOND]).removals) == 1


def test_a_line_removed_in_two_places_counts_once_for_every_rule_that_removed_it() -> None:
    loss = _loss(FIRST, _edit(SECOND, "pier/a"), _edit(SECOND.upper(), "pier/b"))
    assert [removal.rules for removal in loss.removals] == [("pier/a", "pier/b")]
    assert loss.removed == 24


def test_no_more_is_removed_than_was_present() -> None:
    longer = "Its keeper likes the colour very"  # five of its six words are gold's
    loss = _loss("", _edit(longer), gold=Gold("l1", "The Pier", "en", SECOND))
    assert loss.removals[0].characters > loss.removed == loss.present == 24


def test_pages_without_a_ledger_or_a_record_are_left_out() -> None:
    pages = [Gold(name, "The Pier", "en", FIRST) for name in ("both", "no-ledger", "no-record")]
    record = {"text": FIRST}
    ledger: dict[str, Any] = {"edits": []}
    loss = page_losses(pages, {"both": record, "no-ledger": record}, {"both": ledger, "no-record": ledger})
    assert [row.id for row in loss] == ["both"]


def test_the_loss_of_all_pages_is_a_share_of_characters_by_rule_worst_first() -> None:
    pages = [
        PageLoss("a", (Removal("x", 10, ("r/one",)), Removal("y", 5, ("r/two", "r/one"))), 100),
        PageLoss("b", (Removal("z", 30, ("r/two",)),), 100),
        PageLoss("c", (), 250),
    ]
    loss = total_loss(pages)
    assert (loss.pages, loss.removed, loss.present, loss.share) == (3, 45, 450, 0.1)
    assert loss.by_rule == (RuleLoss("r/two", 35, 2), RuleLoss("r/one", 15, 1))
    assert loss.share < loss.upper <= 0.3


def test_without_pages_nothing_is_lost() -> None:
    assert total_loss([]) == GoldLoss(0, 0, 0, 0.0, 0.0, ())


def test_the_bound_is_the_same_for_the_same_pages_in_any_order() -> None:
    pages = [(number * number, 1000 + number) for number in range(30)]
    assert upper_bound(pages) == upper_bound(pages[::-1])


def test_the_bound_is_where_the_draws_are() -> None:
    pages = [(1, 1)] + [(0, 1)] * 99
    # the number of pages with a loss in a draw is nearly Poisson with mean 1: P(<= 2) is .92, P(<= 3) is .98
    assert upper_bound(pages) == 0.03


def test_the_bound_is_lower_than_the_highest_draw() -> None:
    pages = [(number, 100) for number in range(20)]
    assert upper_bound(pages) < upper_bound(pages, confidence=1.0)
