"""Other fields of an input as JSON in a string: tables can hold them whatever they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from .errors import DocumentError


def json_text(values: Mapping[str, Any]) -> str:
    """
    Values as a JSON object with sorted keys. Raises DocumentError if orjson refuses them: it nests 254 levels and takes
    integers of 64 bits.

    >>> json_text({"b": 1, "a": None})
    '{"a":null,"b":1}'
    """
    try:
        return orjson.dumps(values, default=_as_text, option=orjson.OPT_SORT_KEYS).decode()
    except orjson.JSONEncodeError as error:
        reason = "limit" if "recursion" in str(error).lower() else "bad-row"
        raise DocumentError(reason, f"the other fields of the row cannot be written as JSON: {error}") from None


def _as_text(value: object) -> str:
    """A text for a value that JSON cannot hold: a row may come from Python code."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)
