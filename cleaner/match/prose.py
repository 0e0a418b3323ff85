"""Prose: a line that ends as a sentence and is long enough for a paragraph."""

from __future__ import annotations

SENTENCE_ENDS = tuple(".!?…。！？．؟۔।॥։")
"""What ends a sentence, in all scripts that have such a sign."""

CLOSING_MARKS = "\"')]}»›」』）】》 "
"""What may stand after the end of a sentence, folded."""

CJK_RANGES = (("\u1100", "\u11ff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"),
              ("\U00020000", "\U0003ffff"))  # fmt: skip
"""Chinese, Japanese and Korean characters, and their punctuation."""

CJK_WEIGHT = 3
"""How many letters of an alphabet such a character counts for: on mined pages a third of the number guards as well."""


def is_prose(line: str, size: int) -> bool:
    """
    Whether a folded line ends as a sentence and has at least `size` code points, Chinese, Japanese and Korean ones counted three
    times.

    >>> is_prose('It rained, she said. ("Again!")', 30), is_prose("It rained, she said, and rained", 30)
    (True, False)
    >>> is_prose("昨天夜里港口关闭了。", 30), is_prose("昨天夜里港口关闭了。", 31)
    (True, False)
    """
    count = len(line)
    if CJK_WEIGHT * count < size or not line.rstrip(CLOSING_MARKS).endswith(SENTENCE_ENDS):
        return False
    return count >= size or (not line.isascii() and count + (CJK_WEIGHT - 1) * sum(map(_is_cjk, line)) >= size)


def _is_cjk(char: str) -> bool:
    return any(first <= char <= last for first, last in CJK_RANGES)
