"""
The dataset card of a run: with it `load_dataset("out")` finds the documents and knows the types of all fields.

Files of Parquet carry their types. Those of JSONL do not, and readers guess them from nulls and empty lists; so where a run
wrote only JSONL, the card lists them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ..outputs.registry import OUTPUT_FORMATS
from ..schema.table_schema import HF_DTYPES
from ..schema.tables import TABLE_CLASSES
from ..schema.type_tree import FieldType, ListOf, ObjectOf, object_of
from .tally import Tally

CONFIGS = {"default": "documents", "ledger": "ledger", "edits": "edits", "rejected": "rejected"}
"""The tables by the names that `load_dataset` takes: `load_dataset("out", "ledger")`."""


def features(table: ObjectOf, indent: int) -> Iterator[str]:
    """
    The fields of a table as lines of YAML, as dataset cards write features.

    >>> print("\\n".join(list(features(object_of(TABLE_CLASSES["documents"]), 0))[:2]))
    - name: id
      dtype: string
    """
    pad = " " * indent
    for name, kind in table.fields:
        yield f"{pad}- name: {name}"
        yield from _feature(kind, pad, indent)


def _feature(kind: FieldType, pad: str, indent: int) -> Iterator[str]:
    if isinstance(kind, ObjectOf):
        yield f"{pad}  struct:"
        yield from features(kind, indent + 2)
    elif not isinstance(kind, ListOf):
        yield f"{pad}  dtype: {HF_DTYPES[kind]}"
    elif isinstance(kind.item, ObjectOf):
        yield f"{pad}  list:"
        yield from features(kind.item, indent + 2)
    else:
        assert not isinstance(kind.item, ListOf), "no field is a list of lists"
        yield f"{pad}  sequence: {HF_DTYPES[kind.item]}"


def card(tally: Tally, to: Collection[str]) -> str:
    """The card of a run with these counts that wrote these formats."""
    body = f"""
# Cleaned documents

{tally.documents} documents, {tally.rejected} rejected; {tally.chars_in} characters in, {tally.chars_out} out.

- `documents/`: one record a line. `text` is the article, everything else that was worth keeping is in `metadata`.
- `ledger/`: for each record, in the same order, what was removed and by which rule. `cleaner restore` needs both.
- `rejected/`: what could not be cleaned, with the reason.
- `parquet/`: the same as tables, and `edits`: what was removed, a row for each edit. It is there unless `--to` left it out.
- `stand-off/`: what each rule took, as a table beside the uncut texts or their ids. It is there if `--stand-off` asked for it.
- `run.json`: counts by rule, source, kind, verdict and reason; versions.
"""
    return "\n".join(["---", *_front_matter(to), "---"]) + body


def _front_matter(to: Collection[str]) -> Iterator[str]:
    name = "parquet" if "parquet" in to else next(iter(to))
    form = OUTPUT_FORMATS[name]
    yield "configs:"
    tables = {config: table for config, table in CONFIGS.items() if table in form.tables}
    for config, table in tables.items():
        yield f"- config_name: {config}"
        yield f"  data_files: {f'{form.folder}/{table}'.lstrip('/')}/*{form.suffix}"
    if name == "parquet":
        return
    yield "dataset_info:"
    for config, table in tables.items():
        yield f"- config_name: {config}"
        yield "  features:"
        yield from features(object_of(TABLE_CLASSES[table]), 2)
