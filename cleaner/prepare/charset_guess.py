"""
Recognise encodings that a general detector gets wrong.

It takes Western text for cp1250, or for Japanese if the text is short, and misses UTF-16 without a byte order mark unless
the script is Latin.
"""

from __future__ import annotations

import re
from unicodedata import category

from .language import detect

NON_ASCII_RUN = re.compile(rb"[\x80-\xff]{4}")
NON_ASCII = re.compile(rb"[\x80-\xff]")
ASCII_LETTER = re.compile(rb"[A-Za-z]")
MAX_NON_ASCII_SHARE = 1 / 3
"""
In any language in Latin script, Vietnamese included, fewer than a third of the letters are non-ASCII; in other scripts
nearly all are.
"""

LANGUAGES_OF_CODEC = {
    "cp1250": ("pl", "cs", "sk", "hu", "ro", "sl", "hr", "bs", "sr", "sq"),
    "cp1254": ("tr", "az"),
    "cp1257": ("lt", "lv"),
    "cp1258": ("vi",),
}
"""Languages with letters that windows-1252 lacks, by their code page. All others in Latin script fit in windows-1252."""

CODEC_OF = {language: codec for codec, languages in LANGUAGES_OF_CODEC.items() for language in languages}


def is_latin(data: bytes) -> bool:
    """
    Whether bytes other than UTF-8 are text in Latin script: most letters are ASCII, the rest come one to three in a row.

    >>> is_latin("Café, déjà vu".encode("cp1252")), is_latin("Привет всем".encode("cp1251"))
    (True, False)
    """
    others = len(NON_ASCII.findall(data))
    return not NON_ASCII_RUN.search(data) and others < MAX_NON_ASCII_SHARE * (others + len(ASCII_LETTER.findall(data)))


def latin_codec(data: bytes) -> str:
    """
    The code page of text in Latin script: windows-1252, unless the language has letters that it lacks. (Decoding with the
    wrong code page does not hide the language, since most letters are ASCII.)

    >>> latin_codec("It’s £5".encode("cp1252"))
    'cp1252'
    """
    return CODEC_OF.get(detect(data.decode("cp1252", "ignore"))[0], "cp1252")


def wide_codec(data: bytes) -> str | None:
    """
    The byte order of UTF-16 without a byte order mark, or None if these bytes are something else. Decoded in the right
    order they hold only characters that occur in texts.

    >>> wide_codec("Вчера".encode("utf-16-be")), wide_codec("Вчера, да".encode("utf-16-be")), wide_codec(bytes(8))
    (None, 'utf-16-be', None)
    """
    candidates = []
    for codec in ("utf-16-le", "utf-16-be"):
        text = data[: len(data) // 2 * 2].decode(codec, "ignore")
        odd = sum(category(char) in ("Cc", "Cn", "Co") and not char.isspace() for char in set(text))
        if text and not odd:
            # Both orders can give letters, but only the right one gives the spaces and line ends that every text has.
            candidates.append((sum(char < "\x80" for char in text), codec))
    plain, codec = max(candidates, default=(0, ""))
    return codec if plain else None
