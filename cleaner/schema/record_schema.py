"""The JSON Schemas of records, ledgers and rejections, made from their classes (draft 2020-12)."""

from __future__ import annotations

from typing import Any

import msgspec


def schema_of(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """
    The schema of a class of `record.py` as it is written: every key is there, and no other.

    >>> from cleaner.ledger import EditRow
    >>> schema_of(EditRow)["required"]
    ['id', 'start', 'end', 'at', 'kind', 'rule', 'text']
    """
    _, definitions = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    for definition in definitions.values():
        # For msgspec a key with a default may be missing; what is written has all of them.
        definition |= {"required": list(definition["properties"]), "additionalProperties": False}
        for value in definition["properties"].values():
            value.pop("default", None)
    whole = definitions.pop(kind.__name__)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **whole, "$defs": definitions}
