from __future__ import annotations

import pytest

from cleaner.evaluate.breakdown import breakdown, means, worst
from cleaner.evaluate.evaluation import evaluate, figures
from cleaner.evaluate.gold import Gold
from cleaner.evaluate.score import Score, score

BODY = "The tide gate was shut at noon.\nNobody was hurt in the harbour."


def scored(name: str, text: str, verdicts: list[str], publisher: str = "The Pier") -> Score:
    page = Gold(name, publisher, "en", BODY)
    return score(page, {"text": text, "metadata": {"verdicts": verdicts, "routing": "url"}})


GOOD = scored("good", BODY, ["ok"])
HALF = scored("half", BODY.split("\n", maxsplit=1)[0], ["fallback", "suspect"])
NONE = scored("none", "", ["empty"], publisher="The Quay")


def test_every_page_has_the_same_weight() -> None:
    averaged = means([GOOD, HALF, NONE])
    assert averaged.pages == 3
    assert averaged.clean == pytest.approx(1 / 3)
    assert averaged.empty == pytest.approx(1 / 3)
    assert averaged.f1 == pytest.approx((GOOD.f1 + HALF.f1) / 3)


def test_a_page_with_two_verdicts_is_in_both_groups() -> None:
    groups = breakdown([GOOD, HALF, NONE], "verdict")
    assert {name: row.pages for name, row in groups.items()} == {"ok": 1, "fallback": 1, "suspect": 1, "empty": 1}


def test_the_group_with_the_lowest_f1_comes_first() -> None:
    assert list(breakdown([GOOD, HALF, NONE], "publisher")) == ["The Quay", "The Pier"]


@pytest.mark.parametrize(("facet", "group"), [("language", "en"), ("route", "url")])
def test_pages_are_grouped_by_language_and_by_route(facet: str, group: str) -> None:
    assert {name: row.pages for name, row in breakdown([GOOD, NONE], facet).items()} == {group: 2}


def test_the_worst_page_comes_first() -> None:
    assert [row.id for row in worst([GOOD, NONE, HALF], 2)] == ["none", "half"]


def test_an_evaluation_without_ledgers_does_not_judge_rules() -> None:
    evaluation = evaluate([Gold("good", "The Pier", "en", BODY)], {"good": {"text": BODY}}, {})
    assert evaluation.gold_loss is None
    assert "damage" not in figures(evaluation)
    assert evaluation.as_json()["damage"] is None


def test_an_evaluation_with_ledgers_counts_what_rules_removed() -> None:
    record = {"text": BODY.split("\n", maxsplit=1)[0]}
    edit = {"text": "Nobody was hurt in the harbour.", "rules": ["pier/hurt"]}
    evaluation = evaluate([Gold("half", "The Pier", "en", BODY)], {"half": record}, {"half": {"edits": [edit]}})
    # 26 graphic characters of 51 are removed
    assert figures(evaluation)["damage"] == round(26 / 51, 4)
    assert evaluation.as_json()["damage"]["by_rule"] == [{"rule": "pier/hurt", "characters": 26, "pages": 1}]
