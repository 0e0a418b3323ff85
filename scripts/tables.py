"""The tables of `docs/record.md` and `docs/run-report.md`: each is between a mark that names it and a mark that ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from cleaner.edit import Edit
from cleaner.errors import REASONS
from cleaner.ledger import (
    EditRow,
    InputClaims,
    Ledger,
    LineEnd,
    ParagraphRepairedAgain,
    Provenance,
    RepairedLine,
    UncommonSeparator,
    UndecodedBytes,
    UsedSettings,
)
from cleaner.record import ROUTINGS, VERDICTS, Dateline, Metadata, Record, Rejected
from cleaner.run.run_report import RunReport
from cleaner.schema.record_schema import schema_of
from cleaner.schema.rule_reference import table
from cleaner.stand_off import TIES, SpanRow, TextRow, TieRow

MARKED = re.compile(r"(<!-- table: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
CLASSES: Mapping[str, type[Struct]] = {
    "record": Record, "metadata": Metadata, "dateline": Dateline, "ledger": Ledger, "edit": Edit, "provenance": Provenance,
    "rejected": Rejected, "report": RunReport,
    "claims": InputClaims, "undecoded": UndecodedBytes, "newlines": LineEnd, "repairs": RepairedLine,
    "separators": UncommonSeparator, "repaired_again": ParagraphRepairedAgain, "settings": UsedSettings, "edits": EditRow,
    "texts": TextRow, "spans": SpanRow, "ties": TieRow,
}  # fmt: skip
WORDS: Mapping[str, Mapping[str, str]] = {
    "verdicts": VERDICTS,
    "routing": ROUTINGS,
    "reasons": REASONS,
    "tie_reasons": TIES,
}


def filled(page: str) -> str:
    """The page with each of its tables regenerated."""
    return MARKED.sub(lambda found: found[1] + "\n".join(_table(found[2])) + "\n" + found[3], page)


def _table(name: str) -> Iterator[str]:
    if name in WORDS:
        return table((name, "meaning"), [[f"`{word}`", meaning] for word, meaning in WORDS[name].items()])
    properties = schema_of(CLASSES[name])["properties"]
    rows = [[f"`{key}`", _type(value), value["description"]] for key, value in properties.items()]
    return table(("field", "type", "meaning"), rows)


def _type(value: Mapping[str, Any]) -> str:
    """
    A type as the tables show it.

    >>> _type({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "null"}]}})
    'list of string or null'
    """
    if "anyOf" in value:
        return " or ".join(map(_type, value["anyOf"]))
    if value.get("type") == "array":
        return f"list of {_type(value['items'])}"
    return str(value.get("type", "object"))  # what has no type refers to another object
