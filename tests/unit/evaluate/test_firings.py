from __future__ import annotations

import pytest

from cleaner.errors import RunError
from cleaner.evaluate.false_positives import Exemption, Firing, audit, exemptions
from cleaner.evaluate.gold_loss import PageDamage, Removal

SHARE, CREDIT = "pier/share", "pier/credit"
PAGES = [
    PageDamage("p1", (Removal("Share the road with the ferry", 24, (CREDIT, SHARE)),), 100),
    PageDamage("p2", (), 100),
]


def test_every_rule_that_took_a_line_of_the_gold_has_fired() -> None:
    line = "Share the road with the ferry"
    assert audit(PAGES, []).firings == (Firing(CREDIT, "p1", line), Firing(SHARE, "p1", line))


def test_an_exemption_excuses_its_rule_on_its_page_only() -> None:
    found = audit(PAGES, [Exemption(SHARE, "p1", "a pun"), Exemption(CREDIT, "p2", "a pun")])
    assert [firing.rule for firing in found.firings] == [CREDIT]


def test_an_exemption_that_nothing_needs_is_reported() -> None:
    stale = Exemption(SHARE, "p2", "a pun")
    assert audit(PAGES, [Exemption(SHARE, "p1", "a pun"), stale]).unused == (stale,)


def test_an_exemption_of_a_page_that_was_not_looked_at_is_not_called_unused() -> None:
    assert audit(PAGES, [Exemption(SHARE, "p3", "a pun")]).unused == ()


@pytest.mark.parametrize(
    "row",
    [
        {"rule": "r/a", "page": "p"},
        {"rule": "r/a", "page": "p", "reason": ""},
        {"rule": "r/a", "page": "p", "reason": "x", "until": "never"},
        "r/a",
    ],
)
def test_an_exemption_without_a_reason_or_with_other_keys_is_refused_by_its_number(row: object) -> None:
    good = {"rule": "r/a", "page": "p", "reason": "x"}
    with pytest.raises(RunError, match="known exception 2 "):
        exemptions([good, row])


def test_exceptions_that_are_no_list_are_refused() -> None:
    with pytest.raises(RunError, match="must be a list"):
        exemptions({"rule": "r/a"})
