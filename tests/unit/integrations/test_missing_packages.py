"""A stage of a library that is not installed says what to install."""

from __future__ import annotations

import importlib
import sys

import pytest

from cleaner import RunError


@pytest.mark.parametrize("package", ["datatrove", "dolma"])
def test_a_stage_whose_library_is_missing_names_the_extra(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.extras.find_spec", lambda name: None)
    monkeypatch.delitem(sys.modules, f"cleaner.integrations.{package}", raising=False)
    message = rf"cleaner.integrations.{package} needs the package {package}: pip install 'corpus-cleaner\[{package}\]'"
    with pytest.raises(RunError, match=message):
        importlib.import_module(f"cleaner.integrations.{package}")
