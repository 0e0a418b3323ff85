"""
What counts as a word when two texts are compared.

Case and invisible characters are ignored, so that a soft hyphen or a direction mark does not make a sentence wrong. In
scripts without spaces every character is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

Gram = tuple[str, ...]

_UNSPACED = (
    "\u0e00-\u0e7f"  # Thai
    "\u3040-\u30ff"  # Hiragana and Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Han
)
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_UNSEEN = {ord(character): None for character in "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"}


def tokens(text: str) -> Gram:
    """
    The words of a text in order, in lower case; characters of Chinese, Japanese and Thai are words.

    >>> tokens("The Mayor's caf\\u00adé, 東京")
    ('the', 'mayor', 's', 'café', '東', '京')
    """
    return tuple(_WORD.findall(unicodedata.normalize("NFC", text).translate(_UNSEEN).lower()))


def ngrams(words: Sequence[str], size: int) -> Iterable[Gram]:
    """
    All runs of `size` words. Fewer words are one short run, so that short texts can still be compared.

    >>> list(ngrams(("a", "b", "c"), 2)), list(ngrams(("a",), 2)), list(ngrams((), 2))
    ([('a', 'b'), ('b', 'c')], [('a',)], [])
    """
    if len(words) < size:
        return [tuple(words)] if words else []
    return zip(*(islice(words, at, None) for at in range(size)), strict=False)
