"""What a table of rows must have as columns, whatever the library: a text or a page, names that differ, and perhaps ids."""

from __future__ import annotations

from collections.abc import Sequence

from ..errors import RunError
from ..settings import RowKeys


def check_columns(names: Sequence[str], keys: RowKeys, *, ids: bool = False) -> None:
    """
    Raise RunError if no column is the text or the page, or if `ids` are needed and there are none: a wrong name would reject
    every row. Raise ValueError if two columns have the same name: a row could hold only one of them.

    >>> check_columns(["id", "text"], RowKeys(), ids=True)
    >>> check_columns(["meta", "text"], RowKeys(id="meta.id"), ids=True)
    >>> check_columns(["body", "url"], RowKeys())
    Traceback (most recent call last):
    cleaner.errors.RunError: there is no column `text` or `html`, only body, url: say which it is with text_key or html_key
    """
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"two columns are called {', '.join(map(repr, twice))}; give each a name of its own")
    known = set(names)
    found = ", ".join(names) or "none"
    if not known.intersection(_names(keys.text) | _names(keys.html)):
        raise RunError(
            f"there is no column `{keys.text}` or `{keys.html}`, only {found}: say which it is with text_key or html_key"
        )
    if ids and not known.intersection(_names(keys.id)):
        raise RunError(
            f"there is no column `{keys.id}`, only {found}: give each row an id, or name another column with id_key"
        )


def _names(key: str) -> set[str]:
    """The columns that can hold a key: one of its name, or the first object on the way to it."""
    return {key, key.partition(".")[0]}
