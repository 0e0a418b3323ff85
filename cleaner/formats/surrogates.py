"""Texts that UTF-8 cannot hold, as texts that it can: file names that are none, and lone surrogates in fields of rows."""

from __future__ import annotations

from typing import Any


def written(text: str) -> str:
    r"""
    The text with what UTF-8 cannot hold as escapes, the way Python shows it.

    >>> written("a\udcff"), written("é")
    ('a\\udcff', 'é')
    """
    return text.encode("utf-8", "backslashreplace").decode()


def all_written(value: Any) -> Any:
    r"""
    The same for every text in a value out of JSON; whole numbers of more than 64 bits become texts.

    >>> all_written({"\ud800": ["a", 1]})
    {'\\ud800': ['a', 1]}
    """
    if isinstance(value, str):
        return written(value)
    if isinstance(value, list):
        return [all_written(one) for one in value]
    if isinstance(value, dict):
        return {written(key): all_written(one) for key, one in value.items()}
    return str(value) if isinstance(value, int) and value.bit_length() > 63 else value
