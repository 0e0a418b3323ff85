"""
The dataset card of a run: with it `load_dataset("out")` knows the types of all fields, which it would otherwise guess
from nulls and empty lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from .tally import Tally

TEXT, WHOLE, NUMBER = "string", "int64", "float64"
METADATA = {
    "url": TEXT, "title": TEXT, "standfirst": TEXT, "authors": [TEXT], "contributors": [TEXT],
    "dateline": {"place": TEXT, "date": TEXT, "agency": TEXT}, "agencies": [TEXT], "image_credits": [TEXT],
    "captions": [TEXT], "key_points": [TEXT], "reading_minutes": WHOLE, "language": TEXT, "language_score": NUMBER,
    "publisher": TEXT, "routing": TEXT, "encoding": TEXT, "verdicts": [TEXT], "chars_in": WHOLE, "chars_out": WHOLE,
    "cleaner": TEXT, "extra": TEXT,
}  # fmt: skip
RECORD = {"id": TEXT, "text": TEXT, "source": TEXT, "created": TEXT, "added": TEXT, "metadata": METADATA}
"""The record's fields and their types; a test holds them equal to `record.Record`."""


def features(fields: Mapping[str, object], indent: int) -> list[str]:
    """
    Fields as lines of YAML, as dataset cards write features.

    >>> print("\\n".join(features({"id": "string", "names": ["string"]}, 0)))
    - name: id
      dtype: string
    - name: names
      sequence: string
    """
    pad = " " * indent
    lines = []
    for name, kind in fields.items():
        lines.append(f"{pad}- name: {name}")
        if isinstance(kind, dict):
            lines += [f"{pad}  struct:", *features(kind, indent + 2)]
        elif isinstance(kind, list):
            lines.append(f"{pad}  sequence: {kind[0]}")
        else:
            lines.append(f"{pad}  dtype: {kind}")
    return lines


def card(tally: Tally) -> str:
    """The card of a run with these counts."""
    head = [
        "---", "configs:", "- config_name: default", "  data_files: documents/*.jsonl", "dataset_info:", "  features:",
        *features(RECORD, 2), "---",
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
