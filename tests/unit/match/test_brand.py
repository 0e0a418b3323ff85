"""`{:brand}`: what the pack, the source or the URL of a text says its publisher is called."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cleaner.clean import Cleaned, process
from cleaner.document import Raw
from cleaner.match.rulebook import Rulebook
from cleaner.proof.examples import try_examples
from cleaner.proof.survivors import example_reader
from cleaner.rule.model import RulePack
from cleaner.rule.parse_pack import parse

RULE = {"id": "a", "kind": "other", "drop": {"line": {"like": "More on {:brand}"}}, "strips": ["x"], "spares": ["y"]}
PUBLISHER = {"publisher": "Harbour Post", "domains": ["hp.example"], "max_share": 1}


def pack(name: str, **keys: Any) -> RulePack:
    found, faults = parse(name, json.dumps({"grammar": 1, **keys}))
    assert found is not None, faults
    return found


def left(text: str, *packs: RulePack, **given: str) -> str:
    """What is left of a text that came with these fields."""
    result = process(Raw("a", text, given={"language": "en", **given}), Rulebook(packs))
    assert isinstance(result, Cleaned), result
    assert result.record.text is not None
    return result.record.text


GENERIC = pack("generic/en", languages=["en"], max_share=1, rules=[RULE])
FINGERPRINT = {"line": {"equals": "The post of the harbour"}}


@pytest.mark.parametrize(
    "given",
    [
        {"source": "The Morning Bell"},
        {"source": "morningbell.example"},
        {"url": "https://www.morning-bell.co.example/a"},
    ],
)
def test_a_source_or_url_gives_the_brand(given: dict[str, str]) -> None:
    assert left("More on Morning Bell\n\nSnow fell.\n\nMore on Evening Bell", GENERIC, **given) == (
        "Snow fell.\n\nMore on Evening Bell"
    )


def test_without_a_publisher_there_is_no_brand() -> None:
    assert left("More on Morning Bell\n\nSnow fell.", GENERIC) == "More on Morning Bell\n\nSnow fell."


@pytest.mark.parametrize("given", [{"source": "hp.example"}, {"url": "https://hp.example/a"}, {}])
def test_a_pack_that_a_text_is_routed_to_gives_the_brand(given: dict[str, str]) -> None:
    publisher = pack("publishers/hp.example", **PUBLISHER, fingerprints=[FINGERPRINT])
    text = "The post of the harbour\n\nMore on the Harbour Post\n\nSnow fell."
    assert left(text, GENERIC, publisher, **given) == "The post of the harbour\n\nSnow fell."


def test_spans_know_the_brand_too_where_their_cuts_are_tried() -> None:
    rule = RULE | {"drop": {"span": {"like": " (from {:brand})"}}}
    text = "Snow fell (from the Bell)."
    assert left(
        text, pack("generic/en", languages=["en"], max_share=1, rules=[rule | {"where": "head 9"}]), source="Bell"
    ) == ("Snow fell.")


@pytest.mark.parametrize("line", [{"like": "More on {:brand}"}, {"not": {"like": "a {:brand}"}}])
def test_a_fingerprint_cannot_ask_for_the_brand(line: dict[str, Any]) -> None:
    found, faults = parse(
        "publishers/hp.example", json.dumps({"grammar": 1, **PUBLISHER, "fingerprints": [{"line": line}]})
    )
    assert found is None or faults
    assert ["it finds out whose text it is" in fault.problem for fault in faults] == [True]


@pytest.mark.parametrize(
    ("name", "keys", "own"), [("agencies/a", {}, "Morning Bell"), ("publishers/a", PUBLISHER, "hp")]
)
def test_examples_are_of_the_packs_publisher_or_of_the_morning_bell(name: str, keys: dict[str, Any], own: str) -> None:
    rule = RULE | {"strips": [f"More on {own}"], "spares": ["More on Evening Bell"]}
    tried = pack(name, **keys, rules=[rule])
    assert [outcome.problem for outcome in try_examples(tried, example_reader(tried))] == ["", ""]
