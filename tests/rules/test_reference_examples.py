"""Every example in the table of the grammar loads, and the key that it explains is not ignored."""

from typing import Any

import pytest
import yaml

from cleaner.rule.grammar import CONSTRUCTS, LIFT_FIELDS, Key
from cleaner.rule.parse_pack import parse

CLOSING = {
    "id": "closing", "kind": "share", "drop": {"line": {"equals": "Follow us"}}, "strips": ["Follow us"],
    "spares": ["Follow us there, she said."],
}  # fmt: skip
CASES = [(construct, key) for construct, keys in CONSTRUCTS.items() for key in keys]


def pack_with(construct: str, key: Key) -> dict[str, Any]:
    """A pack that uses a key as its example shows it."""
    value = str(yaml.safe_load(key.example)) if key.type == "date" else yaml.safe_load(key.example)
    rule: dict[str, Any] = {
        "id": "save", "kind": "share", "drop": {"line": {"equals": "Save"}}, "strips": ["Save"], "spares": ["Saved."],
    }  # fmt: skip
    pack: dict[str, Any] = {
        "grammar": 1, "publisher": "The Harbour Post", "domains": ["hp.example"], "lists": {"buttons": ["Save"]},
    }  # fmt: skip
    block = {"block": {"from": {"equals": "Save"}, "while": {"headline": True}}}
    name = key.name
    if construct == "pack":
        return {**pack, "rules": [rule, CLOSING], name: value}
    if construct == "fingerprint":
        return {**pack, "fingerprints": [{"line": {"equals": "HP"}, name: value}]}
    if construct == "html":
        return {**pack, "html": [{"body": "main", name: value}]}
    if construct == "rule":
        rule = {key: value for key, value in rule.items() if not (name in ("keep", "find") and key == "drop")} | {
            name: value
        }
        rule |= {"where": "head 2"} if name == "alone" else {}
    elif construct == "unit":
        rule["drop"] = {name: value}
    elif construct == "block":
        rule["drop"] = {
            "block": {key: one for key, one in block["block"].items() if (name, key) != ("to", "while")} | {name: value}
        }
    elif (construct, name) == ("condition", "prose"):
        rule["unless"] = {name: value}
    elif construct == "condition":
        rule["drop"] = {"block": {**block["block"], "while": {name: value}}}
    elif construct == "lift":
        rule |= {"drop": block, "lift": {"captions": {name: value}}}
    elif construct == "seen":
        rule["seen"] = {"pages": 1, "last": "2025-11", name: value}
    else:
        rule["strips"] = [{"text": "Save", name: value}]
    return {**pack, "rules": [rule, CLOSING]}


def faults(pack: dict[str, Any], name: str = "publishers/hp.example") -> list[str]:
    text = yaml.safe_dump(pack, allow_unicode=True, sort_keys=False)
    return [fault.problem for fault in parse(name, text)[1]]


@pytest.mark.parametrize(("construct", "key"), CASES, ids=[f"{construct}-{key.name}" for construct, key in CASES])
def test_the_example_of_a_key_loads(construct: str, key: Key) -> None:
    pack = pack_with(construct, key)
    name = "agencies/hp" if key.name == "standalone" else "publishers/hp.example"
    assert faults(pack, name) == []


@pytest.mark.parametrize(("construct", "key"), CASES, ids=[f"{construct}-{key.name}" for construct, key in CASES])
def test_a_key_that_holds_nonsense_does_not_load(construct: str, key: Key) -> None:
    pack = pack_with(construct, Key(key.name, key.type, key.meaning, "[[]]"))
    assert faults(pack) != []


@pytest.mark.parametrize("field", LIFT_FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_that_can_be_lifted_loads(field: Key) -> None:
    pattern = "^(?P<names>.)(?P<agencies>.)(?P<credit>.)(?P<minutes>.)(?P<date>.)(?P<place>.)(?P<agency>.)$"
    drop = {"block": {"from": {"matches": pattern}, "while": {"starts": "•"}}}
    rule = {**CLOSING, "drop": drop, "lift": {field.name: yaml.safe_load(field.example)}}
    pack = {"grammar": 1, "publisher": "HP", "domains": ["hp.example"], "languages": "en", "rules": [rule]}
    assert faults(pack) == []
