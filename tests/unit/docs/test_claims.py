"""Numbers and names in the prose that would drift: each sentence is made from what it is about."""

from __future__ import annotations

import inspect
import re
import tomllib

import pytest

from cleaner.packs.load import bundled, load
from cleaner.rule.uses import used_by
from tests.conftest import ROOT


def page(name: str) -> str:
    """A page, each white space one space: sentences run over lines."""
    return " ".join((ROOT / name).read_text("utf-8").split())


def test_how_many_packs_can_act_on_bare_text() -> None:
    every = load().packs
    packs = [pack for pack in every.values() if pack.scope == "publisher"]
    known = sum(bool(pack.fingerprints) for pack in packs)
    assert (
        f"{known} of the {len(packs)} publishers' packs have one, the other {len(packs) - known} never act on such a text"
        in page("docs/why.md")
    )
    groups = {pack.name: [used for used in used_by(pack, every) if used.scope == "group"] for pack in packs}
    without_rules = sum(not any(its.rules for its in (pack, *groups[pack.name])) for pack in packs)
    assert f"{without_rules} of the {len(packs)} have no rules for text at all" in page("docs/why.md")


def test_the_layers_of_the_architecture_are_those_that_are_enforced() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    enforced = [{module.strip().removeprefix("cleaner.") for module in layer.split("|")} for layer in layers]
    table = (ROOT / "docs/architecture.md").read_text("utf-8").split("## Layers")[1].split("## ")[0]
    written = [set(re.findall("`([^`]+)`", row.split("|")[1])) for row in table.splitlines() if row.startswith("| `")]
    assert written == enforced


@pytest.mark.parametrize("name", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_files_that_a_page_names_exist(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    for path in re.findall(r"`((?:cleaner/|tests/|bench/|rules/|scripts/)[\w/.-]+)`", text):
        assert (ROOT / path).exists(), path
    for path in re.findall(r"`((?:[a-z_]+/)+[a-z_0-9]+\.py)(?:\W\w+)?`", text):
        assert (ROOT / path).exists() or (ROOT / "cleaner" / path).exists(), path


def test_an_installed_package_brings_the_rules() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert build["force-include"] == {"rules": "cleaner/bundled_rules"}
    assert '"bundled_rules"' in inspect.getsource(bundled)
