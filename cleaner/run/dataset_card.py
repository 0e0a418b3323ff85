"""
The dataset card of a run: with it `load_dataset("out")` knows the types of all fields, which it would otherwise guess
from nulls and empty lists.
"""

from __future__ import annotations

from typing import Any, get_args, get_origin

from msgspec import Struct

from ..record import Record
from ..record_fields import bare_type, fields_of
from .tally import Tally

DTYPES = {str: "string", int: "int64", float: "float64"}
"""What a dataset card calls the types of single values."""


def features(struct: type[Struct], indent: int) -> list[str]:
    """
    The fields of a class as lines of YAML, as dataset cards write features.

    >>> print("\\n".join(features(Record, 0)[:4]))
    - name: id
      dtype: string
    - name: text
      dtype: string
    """
    pad = " " * indent
    lines = []
    for field in fields_of(struct):
        lines.append(f"{pad}- name: {field.name}")
        lines += _feature(field.type, pad, indent)
    return lines


def _feature(kind: Any, pad: str, indent: int) -> list[str]:
    if get_origin(kind) is list:
        return [f"{pad}  sequence: {DTYPES[bare_type(get_args(kind)[0])]}"]
    if kind in DTYPES:
        return [f"{pad}  dtype: {DTYPES[kind]}"]
    return [f"{pad}  struct:", *features(kind, indent + 2)]


def card(tally: Tally) -> str:
    """The card of a run with these counts."""
    head = [
        "---", "configs:", "- config_name: default", "  data_files: documents/*.jsonl", "dataset_info:", "  features:",
        *features(Record, 2), "---",
    ]  # fmt: skip
    body = f"""
# Cleaned documents

{tally.documents} documents, {tally.rejected} rejected; {tally.chars_in} characters in, {tally.chars_out} out.

- `documents/`: one record a line. `text` is the article, everything else that was worth keeping is in `metadata`.
- `ledger/`: for each record, in the same order, what was removed and by which rule. `cleaner restore` needs both.
- `rejected/`: what could not be cleaned, with the reason.
- `run.json`: counts by rule, source, kind, verdict and reason; versions.
"""
    return "\n".join(head) + body
