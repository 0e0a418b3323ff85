"""
Make text from outside harmless for a terminal or a page: characters that would act instead of being seen are shown by number.
"""

from __future__ import annotations

import json
import re
from unicodedata import category

HARMLESS_FORMATS = frozenset("\u200c\u200d")
"""Joiners: format characters of orthography, which change only the letters next to them."""

ACTIVE_CATEGORIES = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
"""General categories of characters that can move a cursor, reverse a text, or hide."""

HARMLESS = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff]*")


def safe(text: str) -> str:
    """
    One line without active characters: controls, escape sequences, direction overrides, line separators.

    >>> safe("a\\x1b[31mb\\u202ec\\td")
    'a‹U+001B›[31mb‹U+202E›c d'
    """
    if HARMLESS.fullmatch(text):
        return text
    return "".join([_shown(char) for char in text])


def _is_active(char: str) -> bool:
    return category(char) in ACTIVE_CATEGORIES and char not in HARMLESS_FORMATS


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if _is_active(char):
        return f"‹U+{ord(char):04X}›"
    return char


def safe_json(text: str) -> str:
    r"""
    The same JSON without active characters: inside its strings they are escaped.

    >>> print(safe_json('["a\x9bb\u202e", "é"]\n'), end="")
    ["a\u009bb\u202e", "é"]
    """
    return "".join([json.dumps(char)[1:-1] if char != "\n" and _is_active(char) else char for char in text])


def yaml_text(text: str) -> str:
    r"""
    A text as YAML in double quotes, which reads as exactly this text and has no active characters.

    >>> print(yaml_text('He said "no"\n\x1b\u202e'))
    "He said \"no\"\n\x1b\u202e"
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if _is_active(char):
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char
