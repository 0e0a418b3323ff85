"""The types of a class's fields, in the few shapes that tables have: from these the schema of every tool is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Struct

from ..record_fields import bare_type

SINGLES = (str, int, float, bool)
"""The types of single values."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of items of one type."""

    item: FieldType


@dataclass(frozen=True, slots=True)
class ObjectOf:
    """An object: its fields by name, in order."""

    fields: tuple[tuple[str, FieldType], ...]


FieldType = type | ListOf | ObjectOf
"""`str`, `int`, `float` or `bool`, a list, or an object. Every value may be null."""


def object_of(struct: type[Struct]) -> ObjectOf:
    """
    The fields of a class.

    >>> from cleaner.record import Dateline
    >>> object_of(Dateline).fields[0]
    ('place', <class 'str'>)
    """
    return ObjectOf(tuple((name, _type_of(hint)) for name, hint in get_type_hints(struct, include_extras=True).items()))


def _type_of(hint: Any) -> FieldType:
    bare = bare_type(hint)
    if get_origin(bare) is list or (get_origin(bare) is tuple and get_args(bare)[1:] == (...,)):
        return ListOf(_type_of(get_args(bare)[0]))
    if isinstance(bare, type) and issubclass(bare, Struct):
        return object_of(bare)
    if bare not in SINGLES:
        raise TypeError(
            f"a table has no column for {hint}: use a text, a number, a list of one type, or a class of fields"
        )
    assert isinstance(bare, type)
    return bare
