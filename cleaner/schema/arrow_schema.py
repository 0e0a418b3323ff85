"""The Arrow schemas of what a run writes: one for each table, whatever the values are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..extras import need
from .tables import TABLE_CLASSES
from .type_tree import FieldType, ListOf, ObjectOf, object_of

if TYPE_CHECKING:
    import pyarrow as pa


@cache
def arrow_schema(table: str) -> pa.Schema:
    """
    The schema of a table: `documents`, `ledger`, `rejected` or `edits`. Raises RunError if pyarrow is not installed.

    >>> print(arrow_schema("edits").field("start"))
    pyarrow.Field<start: int64>
    """
    need("pyarrow", "a schema of Arrow")
    import pyarrow as pa

    return pa.schema(list(_arrow_type(object_of(TABLE_CLASSES[table]))))


def _arrow_type(kind: FieldType) -> pa.DataType:
    import pyarrow as pa

    if isinstance(kind, ListOf):
        return pa.list_(_arrow_type(kind.item))
    if isinstance(kind, ObjectOf):
        return pa.struct([pa.field(name, _arrow_type(inner)) for name, inner in kind.fields])
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]
