"""The tables of `docs/record.md`: each stands between a mark that names it and a mark that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from cleaner.edit import Edit
from cleaner.record import Dateline, Ledger, Metadata, Provenance, Record, Rejected
from cleaner.schema.field_docs import REASON_MEANINGS, ROUTING_MEANINGS, VERDICT_MEANINGS
from cleaner.schema.record_schema import schema_of
from cleaner.schema.rule_reference import table

MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
CLASSES = {
    "record": Record, "metadata": Metadata, "dateline": Dateline, "ledger": Ledger, "edit": Edit, "provenance": Provenance,
    "rejected": Rejected,
}  # fmt: skip
WORDS: Mapping[str, Mapping[str, str]] = {
    "verdicts": VERDICT_MEANINGS,
    "routing": ROUTING_MEANINGS,
    "reasons": REASON_MEANINGS,
}


def filled(page: str) -> str:
    """The page with each of its tables made anew."""
    return MARKED.sub(lambda found: found[1] + "\n".join(_table(found[2])) + "\n" + found[3], page)


def _table(name: str) -> Iterator[str]:
    if name in WORDS:
        return table((name, "meaning"), [[f"`{word}`", meaning] for word, meaning in WORDS[name].items()])
    properties = schema_of(CLASSES[name], name)["properties"]
    rows = [[f"`{key}`", _type(value), value["description"]] for key, value in properties.items()]
    return table(("field", "type", "meaning"), rows)


def _type(value: dict[str, object]) -> str:
    kind = value["type"]
    if kind == "array":
        items = value["items"]
        assert isinstance(items, dict)
        inner = items.get("type", "string")
        if "prefixItems" in items:
            inner = "[" + ", ".join(str(one["type"]) for one in items["prefixItems"]) + "]"
        return f"list of {inner}"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)
