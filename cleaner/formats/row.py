"""A row of a table, or an object of JSON, as a raw document: `text` or `html`, its `id`, and its other fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from ..document import Raw
from ..errors import DocumentError
from ..record import is_record
from ..record_fields import DERIVED_METADATA
from ..settings import USUAL_KEYS, RowKeys

_JSON_TYPES = {
    dict: "an object",
    list: "an array",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def json_type(value: object) -> str:
    """
    What JSON calls the type of a value, for messages.

    >>> json_type([]), json_type(None)
    ('an array', 'null')
    """
    return _JSON_TYPES.get(type(value), "null")


def with_usual_names(row: Mapping[str, Any], keys: RowKeys) -> dict[str, Any]:
    """
    A row with the fields that `keys` names under their usual names. If a usual name is taken by another field, that one
    becomes `row.NAME`, so that it is not lost.

    >>> with_usual_names({"body": "a", "link": {"to": "u", "n": 1}, "text": "b"}, RowKeys(text="body", url="link.to"))
    {'text': 'a', 'url': 'u', 'link': {'n': 1}, 'row.text': 'b'}
    """
    renamed = {field.name: key for field in fields(keys) if (key := getattr(keys, field.name)) != field.name}
    values = {name: _find(row, key) for name, key in renamed.items()}
    rest = dict(row)
    for key in renamed.values():
        rest = _without(rest, key)
    others = {f"row.{key}" if key in renamed else key: value for key, value in rest.items()}
    return {**{name: value for name, value in values.items() if value is not _MISSING}, **others}


_MISSING = object()


def _find(row: object, key: str) -> Any:
    """The value of a key, or of a path into objects."""
    if not isinstance(row, Mapping):
        return _MISSING
    if key in row:
        return row[key]
    first, dot, rest = key.partition(".")
    return _find(row.get(first), rest) if dot else _MISSING


def value_at(row: Mapping[str, Any], key: str) -> Any:
    """
    The value of a key of a row, or at the end of a path into its objects; None if there is none.

    >>> value_at({"meta": {"id": 7}}, "meta.id")
    7
    """
    found = _find(row, key)
    return None if found is _MISSING else found


def _without(row: dict[str, Any], key: str) -> dict[str, Any]:
    """A copy of a row without a key, or without what is at the end of a path; objects that this empties go too."""
    if key in row:
        return {other: value for other, value in row.items() if other != key}
    first, _, rest = key.partition(".")
    if _find(row, key) is _MISSING:
        return row
    inner = _without(row[first], rest)
    return {**row, first: inner} if inner else _without(row, first)


def _kind(row: Mapping[str, Any]) -> str:
    """Which field holds the document. In a table whose rows are of both kinds, the other one is there too, and null."""
    if "html" in row and row.get("text") is None and (row["html"] is not None or "text" not in row):
        return "html"
    return "text"


def raw_of_row(row: Mapping[str, Any], id_: str, path: str = "", keys: RowKeys = USUAL_KEYS) -> Raw:
    """
    The document of a row. The row's own `id` wins over `id_`. `keys` says which fields hold what.

    A row that is one of our own records keeps its metadata: it comes back as if it had been given with the row.
    Raises DocumentError (`bad-row`) if the row is not a document.

    >>> raw_of_row({"text": "a", "url": "u"}, "f#1").given
    {'url': 'u'}
    """
    if keys != USUAL_KEYS:
        row = with_usual_names(row, keys)
    own = row.get("id")
    if own is not None and (isinstance(own, bool) or not isinstance(own, str | int)):
        raise DocumentError("bad-row", f"`{keys.id}` is {json_type(own)}, not a string or a whole number")
    id_ = str(own) if own not in (None, "") else id_
    kind = _kind(row)
    if kind not in row:
        raise DocumentError("bad-row", f"the row has neither `{keys.text}` nor `{keys.html}`", id_=id_)
    data = row[kind]
    if not isinstance(data, str | bytes):  # JSON has only strings; a row that comes from Python may hold bytes
        raise DocumentError("bad-row", f"`{getattr(keys, kind)}` is {json_type(data)}, not a string", id_=id_)
    given = {
        key: value for key, value in row.items() if key not in ("id", kind) and (key != "text" or value is not None)
    }
    if is_record(row):
        kept = {key: value for key, value in given.pop("metadata").items() if key not in DERIVED_METADATA}
        given = {**kept, **given}
    return Raw(id_, data, path, kind, given=given)
