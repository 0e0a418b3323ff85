"""Rows that Python code hands over, as JSON could hold them: their values go into records, and to other processes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from datetime import date
from typing import Any

import orjson

from ..errors import DocumentError
from .surrogates import escape_all


def json_fields(fields: Mapping[Any, Any]) -> dict[str, Any]:
    r"""
    Fields with plain values. Dates are written in ISO 8601, sets and arrays become lists, bytes and all else that JSON has
    no type for texts; lone surrogates are escaped. Raises DocumentError if a field cannot be written at all.

    >>> json_fields({"created": date(2026, 1, 3), "authors": {"Bo Ek"}, "page": b"<p>", "title": "\ud800"})
    {'created': '2026-01-03', 'authors': ['Bo Ek'], 'page': '<p>', 'title': '\\ud800'}
    """
    try:
        return orjson.loads(orjson.dumps(fields, _in_json, orjson.OPT_NON_STR_KEYS))  # type: ignore[no-any-return]
    except orjson.JSONEncodeError as error:
        if error.__cause__ is not None:  # a value that cannot even be printed
            raise _unwritable(error) from None
    try:  # orjson refuses surrogates and large numbers; Python's own writer takes them
        return escape_all(json.loads(json.dumps(dict(fields), default=_in_json)))  # type: ignore[no-any-return]
    except (TypeError, ValueError, RecursionError) as error:
        raise _unwritable(error) from None


def _unwritable(error: Exception) -> DocumentError:
    reason = "limit" if isinstance(error, RecursionError) else "bad-row"
    return DocumentError(reason, f"the other fields of the row cannot be written as JSON: {error}")


def _in_json(value: object) -> object:
    """What JSON has no type for, as something that it has one for."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Set):
        return sorted(value, key=str)  # the same order in every process
    return value.tolist() if hasattr(value, "tolist") else str(value)  # numpy's arrays and numbers


def plain_id(value: object) -> object:
    """
    A row's id as JSON could hold it: numpy and pandas have numbers, and a nothing, of their own, and make floats of whole
    numbers if there is a gap among them.

    >>> plain_id(7.0), plain_id(float("nan")), plain_id(b"a"), plain_id(7)
    ('7', None, 'a', 7)
    """
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, str | int) or value is None:
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    try:
        is_nan = bool(value != value)  # only NaN is not itself
    except (TypeError, ValueError):  # pandas' NA, or an array
        is_nan = True
    if is_nan:
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
