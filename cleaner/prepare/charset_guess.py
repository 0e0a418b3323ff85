"""
Encodings told by the bytes where a general detector errs: Western text it calls cp1250 or, where it is short, Japanese;
UTF-16 without a mark it does not see at all where the letters are not Latin.
"""

from __future__ import annotations

import re
from unicodedata import category

from .language import detect

HIGH_RUN = re.compile(rb"[\x80-\xff]{4}")
HIGH = re.compile(rb"[\x80-\xff]")
LETTER = re.compile(rb"[A-Za-z]")
LATIN_SHARE = 1 / 3
"""Of a Latin script's letters fewer than this are no ASCII, in Vietnamese as well; of any other script's nearly all are."""

CODECS = {
    "cp1250": ("pl", "cs", "sk", "hu", "ro", "sl", "hr", "bs", "sr", "sq"),
    "cp1254": ("tr", "az"),
    "cp1257": ("lt", "lv"),
    "cp1258": ("vi",),
}
"""The languages whose letters windows-1252 lacks, and the code page of each. All others that are Latin fit in it."""

CODEC_OF = {language: codec for codec, languages in CODECS.items() for language in languages}


def is_latin(data: bytes) -> bool:
    """
    Whether bytes that are no UTF-8 are a Latin script's: most letters ASCII, others alone or two, three in a row.

    >>> is_latin("Café, déjà vu".encode("cp1252")), is_latin("Привет всем".encode("cp1251"))
    (True, False)
    """
    high = len(HIGH.findall(data))
    return not HIGH_RUN.search(data) and high < LATIN_SHARE * (high + len(LETTER.findall(data)))


def latin_codec(data: bytes) -> str:
    """
    The code page of Latin text: windows-1252, but where the language has letters that it lacks. (The language shows
    through wrong letters too, for most are ASCII.)

    >>> latin_codec("It’s £5".encode("cp1252"))
    'cp1252'
    """
    return CODEC_OF.get(detect(data.decode("cp1252", "ignore"))[0], "cp1252")


def wide_codec(data: bytes) -> str | None:
    """
    UTF-16's byte order where these bytes are UTF-16 without a mark: read so, they hold no character that texts do not.

    >>> wide_codec("Вчера".encode("utf-16-be")), wide_codec("Вчера, да".encode("utf-16-be")), wide_codec(bytes(8))
    (None, 'utf-16-be', None)
    """
    found = []
    for codec in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(codec, "ignore")
        odd = sum(category(char) in ("Cc", "Cn", "Co") and not char.isspace() for char in set(text))
        if text and not odd:
            # Both orders can be letters; only in the right one are the spaces and line ends that every text has.
            found.append((sum(char < "\x80" for char in text), codec))
    plain, codec = max(found, default=(0, ""))
    return codec if plain else None
