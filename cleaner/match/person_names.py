"""Lists of persons' names, split at commas and at the word for *and* in their language."""

from __future__ import annotations

import re
from functools import lru_cache

AND_WORDS = {
    "en": "and", "de": "und", "fr": "et", "es": "y|e", "it": "e", "pt": "e", "ca": "i", "nl": "en", "da": "og", "no": "og",
    "sv": "och", "fi": "ja", "et": "ja", "tr": "ve", "pl": "i|oraz", "cs": "a", "sk": "a", "sl": "in", "hr": "i", "sr": "i|и",
    "bs": "i", "ro": "și|şi", "hu": "és", "ru": "и", "uk": "і|та|й", "bg": "и", "mk": "и", "el": "και", "lt": "ir", "lv": "un",
    "sq": "dhe", "id": "dan", "ms": "dan", "vi": "và", "ar": "و", "fa": "و", "he": "ו", "hi": "और",
}  # fmt: skip
"""
The word between the last two names of a list. Each agrees with CLDR 47 (`listPattern type="standard"`, part `end`), except
for what we added: *e* before *i* (es), *oraz* (pl), Latin *i* (sr), *ş* with a cedilla (ro), *та* and *й* (uk). In other
languages English is used, in which most of their bylines are written.
"""

NAME_EDGES = " \t,;:&.\u00a0"
PLACE_AFTER_NAME = re.compile(" (?:in|at|from) [A-ZÀ-ÖØ-ÞĆČĐĘŁŚŠŹŻŽİŞ].*")
SUFFIX = r"(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D)\b"
"""What a comma does not divide from its name: `Tom Marsh, Jr.`"""


@lru_cache(maxsize=64)
def _separator(language: str, all_caps: bool) -> re.Pattern[str]:
    if language == "zh":
        return re.compile(r"\s*[;,&；，、和与與]\s*|(?<=[一-鿿]) +(?=[一-鿿])")
    word = AND_WORDS.get(language, AND_WORDS["en"])
    # Case is ignored only in capitals: elsewhere a single capital, where *and* is one letter, is an initial.
    flags = re.IGNORECASE if all_caps else re.RegexFlag(0)
    return re.compile(rf"\s*[;,&،、](?!\s*{SUFFIX})\s*(?:(?:{word})\s+)?|\s+(?:{word})\s+", flags)


def split_person_names(value: str, language: str = "en") -> list[str]:
    """
    The names in a list, without the places that some credits add.

    >>> split_person_names("Ann Lee, Bo Ek and Cy Dow in Oslo")
    ['Ann Lee', 'Bo Ek', 'Cy Dow']
    """
    parts = _separator(language, value.isupper()).split(value)
    return [name for part in parts if (name := PLACE_AFTER_NAME.sub("", part).strip(NAME_EDGES))]
