"""The JSON Schema of a record, of its ledger and of a rejection, made from their dataclasses (draft 2020-12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..edit import Edit
from ..errors import REASONS
from ..record import ROUTINGS, VERDICTS, Dateline, Ledger, Metadata, Provenance, Record, Rejected
from .field_docs import DATELINE, EDIT, LEDGER, METADATA, PROVENANCE, RECORD, REJECTED

Schema = dict[str, Any]

MEANINGS: Mapping[type, Mapping[str, str]] = {
    Record: RECORD, Metadata: METADATA, Dateline: DATELINE, Ledger: LEDGER, Edit: EDIT,
    Provenance: PROVENANCE, Rejected: REJECTED,
}  # fmt: skip

LIMITS: Mapping[tuple[type, str], Schema] = {
    (Record, "created"): {"pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}"},
    (Metadata, "routing"): {"enum": list(ROUTINGS)},
    (Metadata, "verdicts"): {"items": {"enum": list(VERDICTS)}, "minItems": 1, "uniqueItems": True},
    (Metadata, "language_score"): {"minimum": 0, "maximum": 1},
    (Rejected, "reason"): {"enum": list(REASONS)},
    (Ledger, "kind"): {"enum": ["file", "row", "file-page", "row-page"]},
    (Ledger, "digest"): {"pattern": "^[0-9a-f]{64}$"},
    (Rejected, "digest"): {"pattern": "^[0-9a-f]{64}$"},
}
"""What a type cannot say of a field."""

PLAIN: Mapping[Any, str] = {str: "string", int: "integer", float: "number", NoneType: "null"}


def schema_of(kind: type, title: str) -> Schema:
    """The schema of what is written for a dataclass: every key always present, no other."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, **_object(kind)}


def record_schema() -> Schema:
    """
    The schema of a record.

    >>> record_schema()["properties"]["created"]["type"]
    ['string', 'null']
    """
    return schema_of(Record, "A cleaned document")


def ledger_schema() -> Schema:
    """
    The schema of a ledger.

    >>> ledger_schema()["properties"]["undecoded"]["items"]["prefixItems"][0]
    {'type': 'integer', 'minimum': 0}
    """
    return schema_of(Ledger, "What was done to a document, and all that undoes it")


def rejected_schema() -> Schema:
    """
    The schema of a rejection.

    >>> rejected_schema()["properties"]["reason"]["enum"][0]
    'unreadable'
    """
    return schema_of(Rejected, "A document that did not come out")


def _object(kind: type) -> Schema:
    hints = get_type_hints(kind)
    assert is_dataclass(kind)
    names = [one.name for one in fields(kind)]
    properties = {
        name: {**_type(hints[name]), **LIMITS.get((kind, name), {}), "description": MEANINGS[kind][name]}
        for name in names
    }
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _type(hint: Any) -> Schema:
    """What JSON has for a type: a tuple of one kind is a list, any other a list of fixed length."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is UnionType:
        return {"type": [PLAIN[one] for one in inner]}
    if origin is list or (origin is tuple and inner[-1] is Ellipsis):
        return {"type": "array", "items": _type(inner[0])}
    if origin is tuple:
        items = [_type(one) for one in inner]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if is_dataclass(hint):
        assert isinstance(hint, type)
        return _object(hint)
    return {"type": PLAIN[hint], "minimum": 0} if hint in (int, float) else {"type": PLAIN[hint]}
