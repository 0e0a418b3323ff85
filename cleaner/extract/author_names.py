"""Names of authors from bylines, and from fields that should hold one name but hold anything."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEAD = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|article)\s+)?"
    r"(?:by|von|par|por|di|door|av|af|od|autor(?:in|ka)?|author|text|foto)(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:[,;|/•·\n\t]|\s(?:and|und|et|y|e|en|och|og|i|a|&|with|mit)\s)\s*")
_NO_NAME = re.compile(r"https?:|www\.|@|[0-9<>{}\[\]=]|\.(?:com|org|net|de|co|uk|fr)\b", re.IGNORECASE)

_BRACKETS = re.compile(r"\([^()]*\)|https?://\S+")

MAX_LIST_CHARS = 1000
"""Characters of a list of names that are looked at; never varied."""

MIN_NAME_CHARS, MAX_NAME_CHARS, MAX_NAME_WORDS = 3, 60, 6
"""What is longer is a sentence; never varied."""


def names_in(texts: Iterable[str], not_names: Iterable[str] = ()) -> tuple[str, ...]:
    """
    The distinct names in these texts, in order, without `not_names` (the site's own name).

    >>> names_in(["By Ann Lee and Bo Ek", "https://facebook.com/daily", "Ann Lee"])
    ('Ann Lee', 'Bo Ek')
    """
    excluded = {_key(name) for name in not_names}
    names: dict[str, str] = {}
    for text in texts:
        plain = " ".join(_BRACKETS.sub(" ", text[:MAX_LIST_CHARS]).split())
        for part in _SPLIT.split(_LEAD.sub("", plain, count=1)):
            name = _LEAD.sub("", part.strip(" .-–—:*\"'"), count=1)
            if _is_name(name) and _key(name) not in excluded:
                names.setdefault(_key(name), name)
    return tuple(names.values())


def _is_name(text: str) -> bool:
    if not MIN_NAME_CHARS <= len(text) <= MAX_NAME_CHARS or text.count(" ") >= MAX_NAME_WORDS or _NO_NAME.search(text):
        return False
    return text[0].isalpha()


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))
