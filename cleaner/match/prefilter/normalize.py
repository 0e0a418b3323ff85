"""
How texts and literals are reduced before one is searched for the other: without case, spaces and bullets, one digit for all.

Both are reduced alike, so a literal of a line is also in the line's key. The reverse is not true and need not be: what the
scan finds is checked by the conditions. There are two keys. `ascii_key` keeps nothing but ASCII and takes the text before it
is folded (one `bytes.translate`, 12-20 µs for 7 kB); that is enough for nearly all literals. `utf8_key` is for literals in other
scripts; it is made only of texts that have some of their letters.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...fold import lower

IGNORED_ASCII = " |(*>\"-['`\t\v\f"
IGNORED_BULLETS = "•▪※・．◎■●★·›→（【"
"""
Spaces and what lines often open with, the marks of bare lines among them. (Curly quotes, long dashes and odd spaces are folded
to characters of the first.)
"""

ASCII_DIGITS = "0123456789"

BASE_LETTERS = {
    "ſ": "s", "\u212a": "k", "\u212b": "å", "ẞ": "ß", "ẛ": "ṡ", "ﬅ": "ﬆ", "İ": "i", "\u00b5": "μ", "\u2126": "ω", "ς": "σ",
    "ϐ": "β", "ϑ": "θ", "ϴ": "θ", "ϕ": "φ", "ϖ": "π", "ϰ": "κ", "ϱ": "ρ", "ϵ": "ε", "\u0345": "ι", "\u1fbe": "ι",
    "\u1fd3": "\u0390", "\u1fe3": "\u03b0", "ᲀ": "в", "ᲁ": "д", "ᲂ": "о", "ᲃ": "с", "ᲄ": "т", "ᲅ": "т", "ᲆ": "ъ",
    "ᲇ": "ѣ", "ᲈ": "ꙋ",
}  # fmt: skip
"""
Letters that are a third case variant of another: RE2 and `fold.lower` equate them when case is ignored. A test tries all
letters.
"""

VARIANTS_OF_ASCII = tuple((variant, base) for variant, base in BASE_LETTERS.items() if base.isascii())

ASCII_TABLE = bytes(range(256)).lower().translate(bytes.maketrans(b"123456789qzxj,;]?!", b"000000000kssi.:).."))
"""
Lower-case ASCII with one digit for all. Some rare letters and punctuation marks share a byte with others, so that 32 byte values
suffice: with 33 an automaton takes twice the memory, and less of it stays in the processor's cache.
"""

DELETED_FROM_ASCII_KEY = IGNORED_ASCII.encode() + bytes(range(0x80, 0x100))


def ascii_key(text: str, data: bytes) -> bytes:
    """
    The ASCII of a text, reduced. `data` is the text in UTF-8.

    >>> ascii_key(text := "• READ more: naïve café", text.encode()).decode()
    'readmore:navecaf'
    """
    before = text
    for variant, base in VARIANTS_OF_ASCII:
        if variant in text:  # searching for its bytes in `data` takes ten times as long
            text = text.replace(variant, base)
    return (data if text is before else text.encode()).translate(ASCII_TABLE, DELETED_FROM_ASCII_KEY)


def _utf8_table() -> bytes:
    """
    Lower-case ASCII; of other letters, the five low bits of each byte after the first. In Cyrillic, Greek and the Latin of
    Western Europe capitals differ from small letters only in the other bits and in the first byte.
    """
    table = bytearray(ASCII_TABLE)
    for byte in range(0x80, 0xC0):
        table[byte] = 0x80 | (byte & 0x1F)
    table[0xD1], table[0xCF] = 0xD0, 0xCE
    return bytes(table)


UTF8_TABLE = _utf8_table()
DELETED_FROM_UTF8_KEY = IGNORED_ASCII.encode()

Replacements = tuple[tuple[bytes, tuple[tuple[str, str], ...]], ...]
"""What is replaced and by what, by the first byte in UTF-8. Most texts have few of these bytes, and one is quick to look for."""


def base_letter(letter: str) -> str:
    """
    The letter that all case variants of a letter are reduced to.

    >>> [base_letter(letter) for letter in "AİςÉ"]
    ['a', 'i', 'σ', 'é']
    """
    letter = lower(letter)
    return BASE_LETTERS.get(letter, letter)


def utf8_key(text: str, data: bytes, replacements: Replacements) -> bytes:
    """
    A folded text, reduced, for literals in other scripts. `data` is the text in UTF-8; `replacements_for` the literals are made
    first.

    >>> replacements = replacements_for(["ещё"])
    >>> [utf8_key(text, text.encode(), replacements).decode() for text in ("• READ more.", "Ещё - ЕЩЁ")]
    ['readmore.', 'ЕЉБЕЉБ']
    """
    before = text
    for first_byte, pairs in replacements:
        if first_byte in data:
            for variant, base in pairs:
                if variant in text:
                    text = text.replace(variant, base)
    return (data if text is before else text.encode()).translate(UTF8_TABLE, DELETED_FROM_UTF8_KEY)


def replacements_for(literals: Iterable[str]) -> Replacements:
    """
    What `UTF8_TABLE` alone does not reduce: bullets, and those case variants of the literals' letters that it keeps apart.

    >>> [pair for _, pairs in replacements_for(["żss"]) for pair in pairs if pair[1]]
    [('Ż', 'ż'), ('ſ', 's')]
    """
    letters = set().union(*literals)
    pairs = {(variant, letter) for letter in letters for variant in case_variants(letter)}
    unequal = {pair for pair in pairs if len({char.encode().translate(UTF8_TABLE) for char in pair}) > 1}
    by_first_byte: dict[bytes, list[tuple[str, str]]] = {}
    for variant, base in sorted({*unequal, *((bullet, "") for bullet in IGNORED_BULLETS)}):
        by_first_byte.setdefault(variant.encode()[:1], []).append((variant, base))
    return tuple((first_byte, tuple(pairs)) for first_byte, pairs in by_first_byte.items())


def case_variants(letter: str) -> set[str]:
    """
    The other case variants of a small letter, as far as they are one code point each.

    >>> sorted(case_variants("s")), sorted(case_variants("д"))
    (['S', 'ſ'], ['Д', 'ᲁ'])
    """
    variants = {variant for variant in (letter.upper(), letter.title()) if len(variant) == 1}
    return (variants | {variant for variant, base in BASE_LETTERS.items() if base == letter}) - {letter}
