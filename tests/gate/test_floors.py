"""No figure sinks below what was once reached, on the pages on which it was reached."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.evaluate.baselines import missed_baselines

from . import measure, pinned

PINNED = pinned.load()
SCOPE = measure.scope(measure.wants_all())
SETS = sorted(PINNED.floors.get(SCOPE, {}))
assert SETS, "no floors are pinned: tests/gate/update_floors.py pins them"


@pytest.fixture(scope="module")
def folder() -> Path:
    found = measure.data_folder()
    if found is None:
        pytest.skip("CLEANER_EVAL names no folder with pages and golds, so quality is not measured")
    return found


@pytest.mark.parametrize("set_name", SETS)
def test_the_pages_are_those_that_the_floors_were_measured_on(folder: Path, set_name: str) -> None:
    found = {file.name: measure.digest(file) for file in measure.data_files(set_name, folder)}
    differing = pinned.drift({name: PINNED.data.get(name, "not pinned") for name in found}, found)
    assert not differing, "other data than the floors': measure anew with tests/gate/update_floors.py"


@pytest.mark.parametrize("set_name", SETS)
def test_every_figure_reaches_its_floor(folder: Path, set_name: str) -> None:
    figures = measure.measure(set_name, folder, measure.wants_all())
    misses = missed_baselines({set_name: PINNED.floors[SCOPE][set_name]}, {set_name: figures})
    suspects = pinned.drift(PINNED.versions, measure.versions())
    assert not misses, "\n".join([*map(str, misses), *suspects])
