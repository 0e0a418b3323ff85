"""
The fields of a record as other parts need them: which hold lists or texts, which rules can lift into, which are derived.

Nothing is defined here. All of it is read off the classes of `record.py`, so that a field is added in one place.
"""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

from .record import DERIVED, Dateline, Liftable, Metadata, Record


class Field(NamedTuple):
    """One field: its name, its type without null and limits, its meaning, how rules lift it, whether it is derived."""

    name: str
    type: Any
    meaning: str
    lift: Liftable | None
    derived: bool


def fields_of(struct: type[Struct]) -> list[Field]:
    """
    The fields of a class of `record.py`, in order.

    >>> [(field.name, field.type) for field in fields_of(Dateline)]
    [('place', <class 'str'>), ('date', <class 'str'>), ('agency', <class 'str'>)]
    """
    return [_field(name, hint) for name, hint in get_type_hints(struct, include_extras=True).items()]


def _field(name: str, hint: Any) -> Field:
    marks = hint.__metadata__
    meaning = next(mark.description for mark in marks if isinstance(mark, Meta) and mark.description)
    lift = next((mark for mark in marks if isinstance(mark, Liftable)), None)
    return Field(name, bare_type(hint), meaning, lift, DERIVED in marks)


def bare_type(hint: Any) -> Any:
    """
    A type without its annotations and without null.

    >>> bare_type(Annotated[str, "a note"] | None)
    <class 'str'>
    """
    if get_origin(hint) is Annotated:
        return bare_type(hint.__origin__)
    if get_origin(hint) in (Union, UnionType):
        return bare_type(get_args(hint)[0])
    return hint


METADATA_FIELDS = fields_of(Metadata)
_DATELINE_FIELDS = [field._replace(name=f"dateline.{field.name}") for field in fields_of(Dateline)]
RECORD_FIELDS = (*fields_of(Record), *METADATA_FIELDS, *_DATELINE_FIELDS)
"""Every field of a record, those of its metadata and of its dateline as well."""

LIFTABLE = {field.name: field.lift for field in RECORD_FIELDS if field.lift}
"""The fields that rules can lift into, by name."""

LIST_FIELDS = tuple(field.name for field in METADATA_FIELDS if field.lift and field.lift.is_list)
TEXT_FIELDS = tuple(field.name for field in METADATA_FIELDS if field.lift and field.lift.kind == "text")
"""The lists and the texts of the metadata that a row, a page and rules can all give."""

ROW_TEXTS = frozenset(field.name for field in RECORD_FIELDS if field.type is str and not field.derived)
"""The fields that a row can give as a text."""

DERIVED_METADATA = frozenset(field.name for field in METADATA_FIELDS if field.derived)
"""The metadata that is worked out each time, so that an earlier record's is not carried over."""
