"""
Where another package is missing, its stage says so at once, and how to install it. Importing a stage needs none, but for those
that are a class of a class of the package.
"""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Callable

import pytest

from cleaner import RunError
from cleaner.extras import STAGE_EXTRAS
from cleaner.integrations import datasets, pandas, polars
from tests.conftest import ROOT

STAGES: dict[str, Callable[[], object]] = {
    "datasets": datasets.RowCleaner,
    "datatrove": lambda: importlib.import_module("cleaner.integrations.datatrove"),
    "dolma": lambda: importlib.import_module("cleaner.integrations.dolma"),
    "pandas": lambda: pandas.clean(None),
    "polars": lambda: polars.clean("text"),
}

OWN_CLASSES = ("datatrove", "dolma")


@pytest.mark.parametrize("package", STAGES)
def test_a_stage_without_its_package_says_what_to_install(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    if package in OWN_CLASSES:
        monkeypatch.delitem(sys.modules, f"cleaner.integrations.{package}", raising=False)
    said = f"cleaner.integrations.{package} needs the package {package}: pip install 'corpus-cleaner[{package}]'"
    with pytest.raises(RunError) as error:
        STAGES[package]()
    assert str(error.value) == said


@pytest.mark.parametrize("package", [package for package in STAGES if package not in OWN_CLASSES])
def test_the_extra_brings_the_package_and_what_its_stage_needs_besides(package: str) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    ours, theirs = extras[STAGE_EXTRAS[package]]
    assert (ours, theirs.partition(">=")[0]) == ("corpus-cleaner[parquet]", package)
