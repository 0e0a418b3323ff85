from __future__ import annotations

import pytest

from cleaner.evaluate.baselines import (
    LESS_IS_BETTER,
    MORE_IS_BETTER,
    MissedBaseline,
    missed_baselines,
    updated_baselines,
    worsened_baselines,
)
from cleaner.evaluate.evaluation import evaluate, figures
from cleaner.evaluate.gold import Gold


@pytest.mark.parametrize("figure", sorted(MORE_IS_BETTER))
def test_more_than_the_baseline_reaches_it_and_less_misses_it(figure: str) -> None:
    baselines = {"pier": {figure: 0.5}}
    assert missed_baselines(baselines, {"pier": {figure: 0.5001}}) == []
    assert missed_baselines(baselines, {"pier": {figure: 0.4999}}) == [MissedBaseline("pier", figure, 0.5, 0.4999)]


@pytest.mark.parametrize("figure", sorted(LESS_IS_BETTER))
def test_less_than_the_baseline_reaches_it_and_more_misses_it(figure: str) -> None:
    baselines = {"pier": {figure: 0.5}}
    assert missed_baselines(baselines, {"pier": {figure: 0.4999}}) == []
    assert missed_baselines(baselines, {"pier": {figure: 0.5001}}) == [MissedBaseline("pier", figure, 0.5, 0.5001)]


def test_a_figure_that_equals_its_baseline_to_four_digits_reaches_it() -> None:
    assert missed_baselines({"pier": {"f1": 0.9}}, {"pier": {"f1": 0.89996}}) == []


def test_a_baseline_that_was_not_measured_is_missed() -> None:
    assert str(missed_baselines({"pier": {"f1": 0.9}}, {})[0]) == "pier: f1 not measured, below its baseline of 0.9000"


def test_an_unknown_figure_is_an_error() -> None:
    with pytest.raises(ValueError, match="'speed'"):
        missed_baselines({"pier": {"speed": 1.0}}, {"pier": {"speed": 2.0}})


def test_better_figures_worsen_no_baseline_and_each_worse_one_is_named() -> None:
    baselines = {"pier": {"f1": 0.9, "cruft": 0.1}}
    assert worsened_baselines(baselines, {"pier": {"f1": 0.91, "cruft": 0.09}}) == []
    assert [miss.figure for miss in worsened_baselines(baselines, {"pier": {"f1": 0.89, "cruft": 0.11}})] == [
        "f1",
        "cruft",
    ]


def test_sets_that_were_not_measured_keep_their_baselines() -> None:
    baselines = {"pier": {"f1": 0.9}, "quay": {"f1": 0.8}}
    measured = {"pier": {"f1": 0.95}, "dock": {"f1": 0.7}}
    assert worsened_baselines(baselines, measured) == []
    assert updated_baselines(baselines, measured) == {"pier": {"f1": 0.95}, "quay": {"f1": 0.8}, "dock": {"f1": 0.7}}


def test_a_figure_that_is_no_longer_measured_worsens_its_baseline() -> None:
    assert worsened_baselines({"pier": {"f1": 0.9, "damage": 0.0}}, {"pier": {"f1": 0.9}}) == [
        MissedBaseline("pier", "damage", 0.0, None)
    ]


def test_every_figure_of_an_evaluation_can_have_a_baseline() -> None:
    page = Gold("a", "The Pier", "en", "The tide gate was shut at noon.")
    measured = figures(evaluate([page], {"a": {"text": page.text}}, {"a": {"edits": []}}))
    assert set(measured) == MORE_IS_BETTER | LESS_IS_BETTER
