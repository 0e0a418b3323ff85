"""Rows that are spread over many processes need ids of their own: nobody there can number them."""

from __future__ import annotations

from collections.abc import Collection

from ..errors import RunError


def check_id_column(columns: Collection[str], key: str) -> None:
    """
    Raise RunError if there is no column of ids.

    >>> check_id_column(["id", "text"], "id")
    >>> check_id_column(["text", "url"], "id")
    Traceback (most recent call last):
    cleaner.errors.RunError: there is no column `id`, only text, url: give each row an id, or name another column with id_key
    """
    if key not in columns:
        found = ", ".join(columns) or "none"
        raise RunError(
            f"there is no column `{key}`, only {found}: give each row an id, or name another column with id_key"
        )
