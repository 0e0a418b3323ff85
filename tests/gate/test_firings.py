"""No rule fires inside a gold body, but for the exceptions that somebody has looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cleaner.evaluate.false_positives import audit, known_exceptions

from . import measure, pinned

EXCEPTIONS = Path(__file__).with_name("known_exceptions.yaml")
KNOWN = known_exceptions(yaml.safe_load(EXCEPTIONS.read_text(encoding="utf-8")))
SETS = sorted({name for floors in pinned.load().floors.values() for name in floors})
assert SETS, "no floors are pinned: tests/gate/update_floors.py pins them"


@pytest.mark.parametrize("set_name", SETS)
def test_no_rule_fires_inside_a_gold_body_but_for_known_exceptions(set_name: str) -> None:
    folder = measure.data_folder()
    if folder is None:
        pytest.skip("CLEANER_EVAL names no folder with pages and golds, so firings are not looked for")
    found = audit(measure.appraised(set_name, folder, measure.wants_all(), publishers=True).page_losses, KNOWN)
    wrong = [
        f"{firing.rule} fires inside the gold of {firing.page}: {firing.line[:160]}" for firing in found.unexpected
    ]
    stale = [f"{exemption.rule} no longer fires inside the gold of {exemption.page}" for exemption in found.unused]
    assert not wrong + stale, "\n".join(wrong + stale)


def test_each_known_exception_is_listed_once() -> None:
    places = [(exemption.rule, exemption.page) for exemption in KNOWN]
    assert len(places) == len(set(places))
