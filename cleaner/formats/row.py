"""A row of a table, or an object of JSON, as a raw document: `text` or `html`, its `id`, and its other fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import Raw
from ..errors import DocumentError
from ..record import is_record
from ..record_fields import DERIVED_METADATA

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


def raw_of_row(row: Mapping[str, Any], id_: str, path: str = "") -> Raw:
    """
    The document of a row. The row's own `id` wins over `id_`.

    A row that is one of our own records keeps its metadata: it comes back as if it had been given with the row.
    Raises DocumentError (`bad-row`) if the row is not a document.

    >>> raw_of_row({"text": "a", "url": "u"}, "f#1").given
    {'url': 'u'}
    """
    own = row.get("id")
    if own is not None and (isinstance(own, bool) or not isinstance(own, str | int)):
        raise DocumentError("bad-row", f"`id` is {json_type(own)}, not a string or a whole number")
    kind = "text" if "text" in row or "html" not in row else "html"
    if kind not in row:
        raise DocumentError("bad-row", "the line has neither `text` nor `html`")
    data = row[kind]
    if not isinstance(data, str | bytes):  # JSON has only strings; a row that comes from Python may hold bytes
        raise DocumentError("bad-row", f"`{kind}` is {json_type(data)}, not a string")
    given = {key: value for key, value in row.items() if key not in ("id", kind)}
    if is_record(row):
        kept = {key: value for key, value in given.pop("metadata").items() if key not in DERIVED_METADATA}
        given = {**kept, **given}
    return Raw(str(own) if own not in (None, "") else id_, data, path, kind, given=given)
