"""The schema of packs says of a file's shape what the loader says."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from cleaner.packs.load import bundled
from cleaner.record_fields import LIFTABLE
from cleaner.rule.grammar import CONSTRUCTS
from cleaner.rule.parse_pack import parse
from cleaner.schema.rules_schema import SCHEMA_OF_TYPE, rules_schema

VALIDATOR = Draft7Validator(rules_schema())
PACKS = sorted(path for path in bundled().rglob("*.yaml"))


def plain(text: str) -> Any:
    """YAML as an editor reads it: dates are texts."""
    return json.loads(json.dumps(yaml.load(text, Loader=yaml.CSafeLoader), default=str))


def rule(**keys: Any) -> str:
    whole = {
        "id": "save",
        "kind": "share",
        "drop": {"line": {"equals": "Save"}},
        "strips": ["Save"],
        "spares": ["Saved."],
    }
    whole |= keys
    pack = {"grammar": 1, "publisher": "The Harbour Post", "domains": ["hp.example"], "rules": [whole]}
    return yaml.safe_dump(pack, allow_unicode=True)


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_every_bundled_pack_fits_the_schema(path: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(plain(path.read_text("utf-8")))] == []


def test_a_plain_rule_fits_the_schema_and_the_loader() -> None:
    assert VALIDATOR.is_valid(plain(rule()))
    assert parse("publishers/hp.example", rule())[1] == []


@pytest.mark.parametrize(
    "keys",
    [
        {"wher": "tail 4"},
        {"where": "tail"},
        {"where": "tail 0"},
        {"kind": "rubbish"},
        {"strips": []},
        {"spares": "Saved."},
        {"keep": {"line": {"equals": "Save"}}},
        {"drop": {"line": {"equals": "Save"}, "span": {"equals": "Save"}}},
        {"drop": {"line": {}}},
        {"drop": {"line": {"equals": []}}},
        {"drop": {"line": {"equals": "  "}}},
        {"drop": {"line": {"max_chars": 0, "equals": "Save"}}},
        {"drop": {"block": {"from": {"equals": "Save"}}}},
        {"drop": {"block": {"from": {"equals": "Save"}, "to": {"equals": "x"}, "while": {"equals": "x"}}}},
        {"drop": {"block": {"to": {"equals": "Save"}}}},
        {"lift": {"author": "text"}},
        {"lift": {"authors": {"grop": "text"}}},
        {"strips": [{"leaves": "x"}]},
        {"standalone": "yes please"},
    ],
    ids=str,
)
def test_what_breaks_the_schema_does_not_load(keys: dict[str, Any]) -> None:
    text = rule(**keys)
    assert not VALIDATOR.is_valid(plain(text))
    assert parse("publishers/hp.example", text)[1] != []


@pytest.mark.parametrize(
    "entry", [{"body": "p"}, {"drop": ["a"]}, {"drop": ["a"], "title": "b"}, {"title": "b"}, {}], ids=str
)
def test_an_entry_without_a_body_has_only_a_drop(entry: dict[str, Any]) -> None:
    text = yaml.safe_dump({"grammar": 1, "publisher": "P", "domains": ["p.example"], "html": [entry]})
    good = "body" in entry or [*entry] == ["drop"]
    assert VALIDATOR.is_valid(plain(text)) is good
    assert (parse("publishers/p.example", text)[1] == []) is good


def test_every_key_has_a_type_that_the_schema_knows() -> None:
    assert {key.type for keys in CONSTRUCTS.values() for key in keys} == set(SCHEMA_OF_TYPE)


def test_every_key_is_explained_to_whoever_edits_a_pack() -> None:
    schema = rules_schema()
    for name, keys in CONSTRUCTS.items():
        properties = (schema if name == "pack" else schema["definitions"][name])["properties"]
        assert list(properties) == [key.name for key in keys]
        assert all(len(one["description"]) > 10 for one in properties.values())


def test_every_field_that_a_rule_can_lift_into_is_a_key_of_the_schema() -> None:
    keys = rules_schema()["definitions"]["rule"]["properties"]["lift"]["properties"]
    assert list(keys) == list(LIFTABLE)


def test_what_editors_propose_for_a_key_is_valid_for_it() -> None:
    schema = rules_schema()
    for name in CONSTRUCTS:
        properties = (schema if name == "pack" else schema["definitions"][name])["properties"]
        for key, one in properties.items():
            validator = Draft7Validator({**one, "definitions": schema["definitions"]})
            assert [value for value in one["examples"] if not validator.is_valid(value)] == [], key
