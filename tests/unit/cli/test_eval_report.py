"""How an evaluation is printed."""

from __future__ import annotations

from cleaner.cli.columns import aligned
from cleaner.cli.eval_report import means_table, page_lines
from cleaner.evaluate.breakdown import breakdown
from tests.unit.evaluate.test_breakdown import BODY, GOOD, NONE, scored


def test_wide_characters_take_two_columns_and_combining_marks_none() -> None:
    assert list(aligned([("東京", "1"), ("e\u0301x", "22")])) == ["東京   1", "e\u0301x    22"]


def test_a_table_counts_the_groups_it_leaves_out() -> None:
    lines = list(means_table("publisher", breakdown([GOOD, NONE], "publisher"), most=1))
    assert lines[1].split()[:3] == ["The", "Quay", "1"]
    assert lines[2] == "... and 1 more with a higher F1"


def test_a_page_is_shown_with_its_wrong_and_lost_lines() -> None:
    page = scored("half", "Share\n" + BODY.split("\n", maxsplit=1)[0], ["ok"])
    assert list(page_lines(page))[1:] == ["  + Share", "  - Nobody was hurt in the harbour."]
