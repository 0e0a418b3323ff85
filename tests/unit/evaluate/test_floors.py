from __future__ import annotations

import pytest

from cleaner.evaluate.baselines import LESS_IS_BETTER, MORE_IS_BETTER, Miss, missed, moved, sinking
from cleaner.evaluate.evaluation import appraise, figures
from cleaner.evaluate.gold import Gold


@pytest.mark.parametrize("figure", sorted(MORE_IS_BETTER))
def test_more_than_the_floor_reaches_it_and_less_misses_it(figure: str) -> None:
    floors = {"pier": {figure: 0.5}}
    assert missed(floors, {"pier": {figure: 0.5001}}) == []
    assert missed(floors, {"pier": {figure: 0.4999}}) == [Miss("pier", figure, 0.5, 0.4999)]


@pytest.mark.parametrize("figure", sorted(LESS_IS_BETTER))
def test_less_than_the_ceiling_reaches_it_and_more_misses_it(figure: str) -> None:
    floors = {"pier": {figure: 0.5}}
    assert missed(floors, {"pier": {figure: 0.4999}}) == []
    assert missed(floors, {"pier": {figure: 0.5001}}) == [Miss("pier", figure, 0.5, 0.5001)]


def test_a_figure_that_equals_its_floor_to_four_digits_reaches_it() -> None:
    assert missed({"pier": {"f1": 0.9}}, {"pier": {"f1": 0.89996}}) == []


def test_a_floor_that_was_not_measured_is_missed() -> None:
    assert str(missed({"pier": {"f1": 0.9}}, {})[0]) == "pier: f1 not measured, below its floor of 0.9000"


def test_a_figure_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(ValueError, match="'speed'"):
        missed({"pier": {"speed": 1.0}}, {"pier": {"speed": 2.0}})


def test_moving_floors_up_sinks_none_and_down_names_each() -> None:
    floors = {"pier": {"f1": 0.9, "cruft": 0.1}}
    assert sinking(floors, {"pier": {"f1": 0.91, "cruft": 0.09}}) == []
    assert [miss.figure for miss in sinking(floors, {"pier": {"f1": 0.89, "cruft": 0.11}})] == ["f1", "cruft"]


def test_sets_that_were_not_measured_do_not_sink_and_keep_their_floors() -> None:
    floors = {"pier": {"f1": 0.9}, "quay": {"f1": 0.8}}
    measured = {"pier": {"f1": 0.95}, "dock": {"f1": 0.7}}
    assert sinking(floors, measured) == []
    assert moved(floors, measured) == {"pier": {"f1": 0.95}, "quay": {"f1": 0.8}, "dock": {"f1": 0.7}}


def test_a_figure_that_is_no_longer_measured_sinks() -> None:
    assert sinking({"pier": {"f1": 0.9, "damage": 0.0}}, {"pier": {"f1": 0.9}}) == [Miss("pier", "damage", 0.0, None)]


def test_every_figure_of_an_appraisal_can_have_a_floor() -> None:
    page = Gold("a", "The Pier", "en", "The tide gate was shut at noon.")
    measured = figures(appraise([page], {"a": {"text": page.text}}, {"a": {"edits": []}}))
    assert set(measured) == MORE_IS_BETTER | LESS_IS_BETTER
