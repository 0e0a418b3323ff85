from __future__ import annotations

import pytest

from cleaner.errors import RunError
from cleaner.evaluate.false_positives import FalsePositive, KnownException, audit, known_exceptions
from cleaner.evaluate.gold_loss import PageLoss, Removal

SHARE, CREDIT = "pier/share", "pier/credit"
PAGES = [
    PageLoss("p1", (Removal("Share the road with the ferry", 24, (CREDIT, SHARE)),), 100),
    PageLoss("p2", (), 100),
]


def test_every_rule_that_removed_a_line_of_the_gold_is_a_false_positive() -> None:
    line = "Share the road with the ferry"
    assert audit(PAGES, []).unexpected == (FalsePositive(CREDIT, "p1", line), FalsePositive(SHARE, "p1", line))


def test_an_exception_holds_for_its_rule_on_its_page_only() -> None:
    result = audit(PAGES, [KnownException(SHARE, "p1", "a pun"), KnownException(CREDIT, "p2", "a pun")])
    assert [found.rule for found in result.unexpected] == [CREDIT]


def test_an_exception_that_is_not_needed_is_reported() -> None:
    stale = KnownException(SHARE, "p2", "a pun")
    assert audit(PAGES, [KnownException(SHARE, "p1", "a pun"), stale]).unused == (stale,)


def test_an_exception_for_a_page_outside_the_sample_is_not_reported() -> None:
    assert audit(PAGES, [KnownException(SHARE, "p3", "a pun")]).unused == ()


@pytest.mark.parametrize(
    "row",
    [
        {"rule": "r/a", "page": "p"},
        {"rule": "r/a", "page": "p", "reason": ""},
        {"rule": "r/a", "page": "p", "reason": "x", "until": "never"},
        "r/a",
    ],
)
def test_an_exception_without_a_reason_or_with_other_keys_is_refused_with_its_number(row: object) -> None:
    good = {"rule": "r/a", "page": "p", "reason": "x"}
    with pytest.raises(RunError, match="known exception 2 "):
        known_exceptions([good, row])


def test_exceptions_must_be_a_list() -> None:
    with pytest.raises(RunError, match="must be a list"):
        known_exceptions({"rule": "r/a"})
