"""Two wordings of the same thing, and how sentences end."""

from __future__ import annotations

import re

SENTENCE_END_CHARS = 12
"""Characters at the end of a line that are looked at for the end of a sentence; never varied."""

_NOT_WORD = re.compile(r"[\W_]+")
_SENTENCE_END = re.compile(
    r"(?:[.!?…。！？؟।॥።၊။][”\"'»«)\]’“*]*|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?|[:;=]-?[()])\s*$"
)
_PUNCTUATED_END = re.compile(r"[.!?…。！？:：;,，、؛،][”\"'»)\]’“*]*\s*$")


def comparison_key(text: str) -> str:
    """
    The letters and digits of a text in lower case, with single spaces: two wordings with one key are the same.

    >>> comparison_key("“Hello”, she said – again.")
    'hello she said again'
    """
    return _NOT_WORD.sub(" ", text.lower()).strip()


def ends_like_sentence(text: str) -> bool:
    """
    Whether a text ends like a sentence, or with an emoticon.

    >>> [ends_like_sentence(text) for text in ("He said “no.”", "That was fun 😉", "So it was :)", "Read more")]
    [True, True, True, False]
    """
    return _SENTENCE_END.search(text[-SENTENCE_END_CHARS:]) is not None


def ends_with_punctuation(text: str) -> bool:
    """
    Whether a text ends like a sentence or goes on in the next line: a label has no punctuation at its end.

    >>> ends_with_punctuation("The council says:"), ends_with_punctuation("Show all")
    (True, False)
    """
    return _PUNCTUATED_END.search(text[-SENTENCE_END_CHARS:]) is not None
