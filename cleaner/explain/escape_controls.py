"""
Text from strangers made harmless for a terminal or a page: whatever would act instead of being seen is shown by its number.
"""

from __future__ import annotations

import re
from unicodedata import category

JOINERS = frozenset("\u200c\u200d")
"""Format characters that are orthography and change nothing but the letters beside them."""

ACTING = frozenset(["Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"])
"""General categories that can move a cursor, turn a text round, or hide."""

PLAIN = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u02ff]*")


def safe(text: str) -> str:
    """
    One line without anything that acts: controls, escape sequences, direction overrides, line separators.

    >>> safe("a\\x1b[31mb\\u202ec\\td")
    'a‹U+001B›[31mb‹U+202E›c d'
    """
    if PLAIN.fullmatch(text):
        return text
    return "".join([_shown(char) for char in text])


def _shown(char: str) -> str:
    if char == "\t":
        return " "
    if category(char) in ACTING and char not in JOINERS:
        return f"‹U+{ord(char):04X}›"
    return char


def yaml_text(text: str) -> str:
    r"""
    A text as YAML in double quotes, which gives exactly this text again and holds nothing that acts.

    >>> print(yaml_text('He said "no"\n\x1b\u202e'))
    "He said \"no\"\n\x1b\u202e"
    """
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char == "\n":
        return "\\n"
    if category(char) in ACTING and char not in JOINERS:
        code = ord(char)
        return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return char
