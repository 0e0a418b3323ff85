from __future__ import annotations

import pytest

from cleaner.evaluate.breakdown import breakdown, means, worst
from cleaner.evaluate.evaluation import appraise, as_json, figures
from cleaner.evaluate.gold import Gold
from cleaner.evaluate.score import Score, score
from cleaner.evaluate.table import aligned, means_table, page_lines

BODY = "The tide gate was shut at noon.\nNobody was hurt in the harbour."


def _score(name: str, text: str, verdicts: list[str], publisher: str = "The Pier") -> Score:
    page = Gold(name, publisher, "en", BODY)
    return score(page, {"text": text, "metadata": {"verdicts": verdicts, "routing": "url"}})


GOOD = _score("good", BODY, ["ok"])
HALF = _score("half", BODY.split("\n", maxsplit=1)[0], ["fallback", "suspect"])
NONE = _score("none", "", ["empty"], publisher="The Quay")


def test_every_page_weighs_the_same() -> None:
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


def test_the_worst_pages_come_worst_first() -> None:
    assert [row.id for row in worst([GOOD, NONE, HALF], 2)] == ["none", "half"]


def test_an_appraisal_without_ledgers_says_nothing_about_rules() -> None:
    appraisal = appraise([Gold("good", "The Pier", "en", BODY)], {"good": {"text": BODY}}, {})
    assert appraisal.total is None
    assert "damage" not in figures(appraisal)
    assert as_json(appraisal)["damage"] is None


def test_the_figures_of_an_appraisal_with_ledgers_hold_the_damage() -> None:
    record = {"text": BODY.split("\n", maxsplit=1)[0]}
    edit = {"text": "Nobody was hurt in the harbour.", "rules": ["pier/hurt"]}
    appraisal = appraise([Gold("half", "The Pier", "en", BODY)], {"half": record}, {"half": {"edits": [edit]}})
    # visible characters: 26 in the first line, 27 - 1 in the second
    assert figures(appraisal)["damage"] == round(26 / 51, 4)
    assert as_json(appraisal)["damage"]["by_rule"] == [{"rule": "pier/hurt", "characters": 26, "pages": 1}]


def test_wide_letters_take_two_columns_and_combining_marks_none() -> None:
    assert list(aligned([("東京", "1"), ("e\u0301x", "22")])) == ["東京   1", "e\u0301x    22"]


def test_a_table_counts_the_groups_that_it_does_not_show() -> None:
    lines = list(means_table("publisher", breakdown([GOOD, NONE], "publisher"), most=1))
    assert lines[1].split()[:3] == ["The", "Quay", "1"]
    assert lines[2] == "... and 1 more with a higher F1"


def test_a_page_is_shown_with_what_is_wrong_and_what_is_lost() -> None:
    page = _score("half", "Share\n" + BODY.split("\n", maxsplit=1)[0], ["ok"])
    assert list(page_lines(page))[1:] == ["  + Share", "  - Nobody was hurt in the harbour."]
