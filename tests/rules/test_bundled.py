"""The bundled packs do what their examples and goldens say, and none of it by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.clean import Cleaned, process
from cleaner.proof.examples import try_examples
from cleaner.proof.goldens import Golden, try_golden
from cleaner.proof.places import try_places
from cleaner.proof.survivors import example_reader, survivors
from cleaner.rule.model import RulePack
from cleaner.settings import Settings
from cleaner.undo import restore

from . import bundled, mutation


@pytest.mark.parametrize("pack", [pack for pack in bundled.packs() if pack.rules], ids=lambda pack: pack.short)
def test_every_example_of_a_pack_holds(pack: RulePack) -> None:
    outcomes = list(try_examples(pack, example_reader(pack)))
    assert outcomes
    assert not [str(outcome.fault) for outcome in outcomes if outcome.problem]


def test_every_place_bites() -> None:
    outcomes = [outcome for pack in bundled.packs() for outcome in try_places(pack, example_reader(pack))]
    assert len(outcomes) > 100
    assert not [str(outcome.fault) for outcome in outcomes if outcome.problem]


@pytest.mark.parametrize("golden", bundled.goldens(), ids=lambda golden: golden.name)
def test_a_golden_gives_what_it_says(golden: Golden) -> None:
    outcome = try_golden(golden, bundled.book())
    assert not outcome.diff, outcome.diff


def test_no_rule_and_no_clause_can_be_deleted_unnoticed(request: pytest.FixtureRequest) -> None:
    every = request.config.getoption("--mutate-all")
    packs = bundled.packs() if every else mutation.stale(bundled.packs(), mutation.read())
    assert not [str(survivor) for survivor in survivors(packs, bundled.book(), mutation.traced())]


@pytest.mark.parametrize("golden", bundled.goldens(), ids=lambda golden: golden.name)
def test_a_cleaned_golden_stays_as_it_is_and_its_input_comes_back(golden: Golden) -> None:
    once = process(golden.raw, bundled.book(), Settings(keep_raw=True))
    assert isinstance(once, Cleaned)
    assert restore(once.record.text, once.ledger) == golden.raw.encoded
    given = {**golden.raw.given, "source": once.record.source, "language": once.record.metadata.language}
    twice = process(replace(golden.raw, data=once.record.text, kind="text", given=given), bundled.book())
    assert isinstance(twice, Cleaned)
    assert twice.record.text == once.record.text
