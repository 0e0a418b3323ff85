"""
The folded view of a text: what tests see. Quotes, dashes and spaces are unified one to one, so that offsets in the fold
are offsets in the text.

Chained `str.replace` takes 12 µs for 7 kB, `str.translate` 330 µs.
"""

from __future__ import annotations

FOLDS = {
    "'": "‘’‚‛′`´ʼ＇",
    '"': "“”„‟″«»＂",
    "-": "‐‑‒–—―−﹣－",
    " ": "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000",
}
"""The plain character, and all that become it."""

PAIRS = tuple((odd, plain) for plain, odds in FOLDS.items() for odd in odds)
FOLDED = frozenset(odd for odd, _ in PAIRS)


def fold(text: str) -> str:
    """
    The text with plain quotes, dashes and spaces; as long as the text.

    >>> fold("“Yes” – she’s in")
    '"Yes" - she\\'s in'
    """
    if text.isascii() and "\t" not in text and "`" not in text:
        return text
    for odd, plain in PAIRS:
        if odd in text:
            text = text.replace(odd, plain)
    return text


def lower(folded: str) -> str:
    """
    Without case, and as long as before, for literals. (`casefold` makes `ß` two letters, `lower` makes `İ` two.)

    >>> lower("İSTANBUL ΟΔΟΣ")
    'istanbul οδοσ'
    """
    return folded.replace("İ", "i").lower().replace("ς", "σ")
