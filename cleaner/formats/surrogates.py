"""Strings that UTF-8 cannot hold (lone surrogates, in file names and in JSON) as strings that it can."""

from __future__ import annotations

from typing import Any


def escape_surrogates(text: str) -> str:
    r"""
    The text with lone surrogates escaped, the way Python shows them.

    >>> escape_surrogates("a\udcff"), escape_surrogates("é")
    ('a\\udcff', 'é')
    """
    return text.encode("utf-8", "backslashreplace").decode()


def escape_all(value: Any) -> Any:
    r"""
    A JSON value with all its strings escaped. Whole numbers of more than 64 bits become strings.

    >>> escape_all({"\ud800": ["a", 1]})
    {'\\ud800': ['a', 1]}
    """
    if isinstance(value, str):
        return escape_surrogates(value)
    if isinstance(value, list):
        return [escape_all(item) for item in value]
    if isinstance(value, dict):
        return {escape_surrogates(key): escape_all(item) for key, item in value.items()}
    return str(value) if isinstance(value, int) and value.bit_length() > 63 else value
