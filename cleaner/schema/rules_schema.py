"""
The JSON Schema of a pack, made from the grammar, so that editors complete and explain each key.

Draft 07, which every editor's YAML support reads. It says what can be said of a file's shape; what only the whole pack
tells (that `needs` names a rule, that an expression compiles) is for the loader.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

from ..rule.grammar import CONSTRUCTS, GRAMMAR, LIFT_FIELDS, Key
from ..rule.parse_seen import MAX_PAGES
from ..rule.slots import SLOTS

Schema = dict[str, Any]

SLOT_EXAMPLES = [f"{{:{name}}}" for name in SLOTS]
"""A slot of each kind, which editors propose inside `like`."""

TEXT: Schema = {"type": "string", "pattern": r"\S"}
TEXTS: Schema = {"oneOf": [TEXT, {"type": "array", "items": TEXT, "minItems": 1}]}
COUNT = "[1-9][0-9]{0,3}"


def rules_schema() -> Schema:
    """
    The schema of a pack.

    >>> rules_schema()["definitions"]["rule"]["properties"]["where"]["default"]
    'anywhere'
    """
    made = {name: _construct(name, keys) for name, keys in CONSTRUCTS.items()}
    pack = made.pop("pack")
    pack["properties"]["grammar"] = {**pack["properties"]["grammar"], "const": GRAMMAR}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A pack of cleaning rules",
        **pack,
        "definitions": {**made, "texts": TEXTS, "test": _test(), "value": _value()},
    }


def _construct(name: str, keys: tuple[Key, ...]) -> Schema:
    made: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": {key.name: _key(key) for key in keys},
    }
    required = [key.name for key in keys if key.required]
    if required:
        made["required"] = required
    return {**made, **LIMITS.get(name, {})}


LIMITS: Mapping[str, Schema] = {
    "html": {"anyOf": [{"required": ["body"]}, {"required": ["drop"], "maxProperties": 1}]},
    "rule": {"oneOf": [{"required": [verb]} for verb in ("drop", "keep", "find")]},
    "unit": {"minProperties": 1, "maxProperties": 1},
    "block": {"oneOf": [{"required": ["to"]}, {"required": ["while"]}]},
    "condition": {"minProperties": 1},
}
"""What a construct asks for besides its keys."""


def _key(key: Key) -> Schema:
    """
    One key: its type, and what editors show of it and propose as its value.

    `$ref` goes into an `allOf`, because draft 07 ignores everything beside a `$ref`.
    """
    made: Schema = {**SCHEMA_OF_TYPE[key.type]}
    if "$ref" in made:
        made = {"allOf": [made]}
    if key.choices:
        one: Schema = {"enum": list(key.choices)}
        made = {"oneOf": [one, {"type": "array", "items": one, "minItems": 1}]} if key.type == "texts" else one
    made["description"] = key.meaning
    made["examples"] = [_example(key)] + (SLOT_EXAMPLES if key.name == "like" else [])
    if key.default:
        made["default"] = _default(key)
    return made


def _example(key: Key) -> Any:
    """A key's example as JSON has it: dates are texts."""
    return json.loads(json.dumps(yaml.safe_load(key.example), default=str))


def _default(key: Key) -> Any:
    if key.type == "flag":
        return key.default == "true"
    if key.type == "int":
        return int(key.default)
    return float(key.default) if key.type == "number" else key.default


def _list(name: str) -> Schema:
    return {"type": "array", "items": _ref(name)}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def _test() -> Schema:
    """A condition, or a reference to one that has a name."""
    return {"oneOf": [{"type": "string", "pattern": "^@[a-z0-9][a-z0-9/-]*$"}, _ref("condition")]}


def _value() -> Schema:
    """What an example expects of a field."""
    return {"oneOf": [{"type": ["string", "integer"]}, {"type": "array", "items": TEXT}]}


def _per_field(value: Schema) -> Schema:
    """A mapping from fields of the record."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: {"allOf": [value], "description": field.meaning} for field in LIFT_FIELDS},
    }


SCHEMA_OF_TYPE: Mapping[str, Schema] = {
    "text": TEXT,
    "texts": _ref("texts"),
    "int": {"type": "integer", "minimum": 1, "maximum": 10_000},
    "number": {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    "flag": {"type": "boolean"},
    "date": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "where": {"type": "string", "pattern": f"^((head|tail|nth) {COUNT}|anywhere)$"},
    "from": {"oneOf": [{"const": "start"}, _ref("test")]},
    "to": {"oneOf": [{"const": "end"}, _ref("test")]},
    "condition": _ref("test"),
    "conditions": {**_list("test"), "minItems": 1},
    "unit": _ref("unit"),
    "block": _ref("block"),
    "fingerprints": _list("fingerprint"),
    "html": _list("html"),
    "rules": _list("rule"),
    "lists": {"type": "object", "additionalProperties": _ref("texts")},
    "tests": {"type": "object", "additionalProperties": _ref("test")},
    "lift": _per_field({"oneOf": [TEXT, _ref("lift")]}),
    "fields": _per_field(_ref("value")),
    "count": {"type": "integer", "minimum": 1, "maximum": MAX_PAGES},
    "month": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$"},
    "seen": _ref("seen"),
    "examples": {"type": "array", "minItems": 1, "items": {"oneOf": [TEXT, _ref("example")]}},
}
"""What each type of the grammar is in JSON Schema."""
