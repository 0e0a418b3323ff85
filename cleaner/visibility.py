"""Which characters of a text a reader can see."""

from __future__ import annotations

INVISIBLE_CATEGORIES = frozenset(["Cc", "Cf", "Zs", "Zl", "Zp"])
"""General categories of invisible characters. White space is checked separately, by `str.isspace`."""


def has_visible(text: str) -> bool:
    """
    Whether a text has a visible character, which is neither white space nor a control or format character.

    >>> has_visible(" \\u200b\\n"), has_visible(" .")
    (False, True)
    """
    if text.isspace() or not text:
        return False
    if text.isascii():
        return any(char > " " and char != "\x7f" for char in text)
    from unicodedata import category

    return any(category(char) not in INVISIBLE_CATEGORIES and not char.isspace() for char in text)


def count_visible(text: str) -> int:
    """
    The number of characters other than white space, which shares are measured in. (Format characters count; leaving them
    out costs more than it gives.)
    """
    return sum(map(len, text.split()))
