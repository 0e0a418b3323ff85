"""A line of JSONL as a `Raw`: `text` or `html`, its `id`, and whatever else it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..document import Raw
from ..errors import DocumentError
from ..record import is_record
from ..record_fields import DERIVED_METADATA
from .surrogates import all_written

JSON_NAMES = {
    dict: "an object",
    list: "an array",
    str: "a text",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def row_of(line: bytes) -> dict[str, Any]:
    """
    The object of a line. Raises DocumentError (`bad-row`) where it is none.

    >>> row_of(b'{"text": "a"}')
    {'text': 'a'}
    """
    import orjson

    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        row = _lenient(line, error)
    if not isinstance(row, dict):
        raise DocumentError("bad-row", f"the line is {JSON_NAMES.get(type(row), 'null')}, not an object with `text`")
    return row


def _lenient(line: bytes, error: Exception) -> Any:
    """
    Python's own reader takes what orjson refuses and others write: lone surrogates, NaN. Anything else is no JSON.

    Surrogates stay in the text alone, where decoding notes them: no other field could be written with them.
    """
    import json

    try:
        row = json.loads(line)
        texts = {key: row[key] for key in ("text", "html") if key in row} if isinstance(row, dict) else {}
        return {**all_written(row), **texts} if texts else all_written(row)
    except (ValueError, RecursionError):
        raise DocumentError("bad-row", f"the line is no JSON: {error}") from None


def raw_of(line: bytes, id_: str, path: str) -> Raw:
    """
    The document of a line. Its own `id` wins over the one that is given.

    A row that is one of our records keeps its metadata: they come back as if they had been given.

    >>> raw_of(b'{"id": 7, "text": "a", "url": "u"}', "f#1", "f").given
    {'url': 'u'}
    """
    return raw_of_row(row_of(line), id_, path)


def raw_of_row(row: Mapping[str, Any], id_: str, path: str = "") -> Raw:
    """The document of a row's object, as `raw_of` gives it. Raises DocumentError (`bad-row`) where it is no document."""
    own = row.get("id")
    if own is not None and (isinstance(own, bool) or not isinstance(own, str | int)):
        raise DocumentError("bad-row", f"`id` is {JSON_NAMES.get(type(own), 'null')}, not a text or a whole number")
    kind = "text" if "text" in row or "html" not in row else "html"
    if kind not in row:
        raise DocumentError("bad-row", "the line has neither `text` nor `html`")
    data = row[kind]
    if not isinstance(data, str | bytes):  # of JSON it is a text; a row out of Python may hold a page as it was fetched
        raise DocumentError("bad-row", f"`{kind}` is {JSON_NAMES.get(type(data), 'null')}, not a text")
    given = {key: value for key, value in row.items() if key not in ("id", kind)}
    if is_record(row):
        kept = {key: value for key, value in given.pop("metadata").items() if key not in DERIVED_METADATA}
        given = {**kept, **given}
    return Raw(str(own) if own not in (None, "") else id_, data, path, kind, given=given)
