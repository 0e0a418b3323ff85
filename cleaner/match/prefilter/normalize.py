"""
What the scan sees: a text in UTF-8 without case, and without spaces and the signs that lines open with.

Clues and texts are blurred alike, so whatever stands in a line stands in the blurred line as well. The other way round does
not hold, and need not: what the scan finds is asked of the tests. There are two ways to blur. `thin` keeps nothing but ASCII, and
takes the text as it is, before it is folded (one `bytes.translate`, 12-20 µs for 7 kB); nearly all clues can do with what it
leaves of them. `wide` is for clues in other scripts; of texts that hold none of their letters it is never made.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...fold import lower

DROPPED = " |(*>\"-['`\t\v\f"
DIGITS = "0123456789"
MARKS = "•▪※・．◎■●★·（【"
"""
Spaces and signs that open lines, in ASCII and beyond it, and digits, one of which stands for all. (Curly quotes, long dashes and
odd spaces are folded to these.)
"""

FORMS = {
    "ſ": "s", "\u212a": "k", "\u212b": "å", "ẞ": "ß", "ẛ": "ṡ", "ﬅ": "ﬆ", "İ": "i", "\u00b5": "μ", "\u2126": "ω", "ς": "σ",
    "ϐ": "β", "ϑ": "θ", "ϴ": "θ", "ϕ": "φ", "ϖ": "π", "ϰ": "κ", "ϱ": "ρ", "ϵ": "ε", "\u0345": "ι", "\u1fbe": "ι",
    "\u1fd3": "\u0390", "\u1fe3": "\u03b0", "ᲀ": "в", "ᲁ": "д", "ᲂ": "о", "ᲃ": "с", "ᲄ": "т", "ᲅ": "т", "ᲆ": "ъ",
    "ᲇ": "ѣ", "ᲈ": "ꙋ",
}  # fmt: skip
"""Letters that are another letter's third form: RE2 and the fold take them for it without case (a test tries all letters)."""

THIRD_FORMS = tuple((odd, plain) for odd, plain in FORMS.items() if plain.isascii())
"""Of these the ones of ASCII's letters: all that lies beyond ASCII and yet is no other letter."""

SMALL = bytes(range(256)).lower().translate(bytes.maketrans(b"123456789qzxj,;]?!", b"000000000kssi.:).."))
"""
ASCII without case, one digit for all, and some rare letters and signs as others: with 32 different bytes an automaton takes half
the memory that it takes with 33, and so is more often where the processor is quick to find it.
"""

THIN_GONE = DROPPED.encode() + bytes(range(0x80, 0x100))


def thin(text: str, data: bytes) -> bytes:
    """
    Of a text, `data` in UTF-8, the small letters, digits and signs of ASCII.

    >>> thin(text := "• READ more: naïve café", text.encode()).decode()
    'readmore:navecaf'
    """
    before = text
    for odd, plain in THIRD_FORMS:
        if odd in text:  # a search for one character; for its bytes it takes ten times as long
            text = text.replace(odd, plain)
    return (data if text is before else text.encode()).translate(SMALL, THIN_GONE)


def _table() -> bytes:
    """
    ASCII made small; of other letters the five low bits of each byte after the first. Capitals of Cyrillic, Greek and of
    Western Europe differ from small letters only above these, and in the first byte.
    """
    table = bytearray(SMALL)
    for byte in range(0x80, 0xC0):
        table[byte] = 0x80 | (byte & 0x1F)
    table[0xD1], table[0xCF] = 0xD0, 0xCE
    return bytes(table)


TABLE = _table()
GONE = DROPPED.encode()
Forms = tuple[tuple[bytes, tuple[tuple[str, str], ...]], ...]
"""What is replaced and by what, by the first byte in UTF-8: most texts hold few of these bytes, and looking for one is cheap."""


def small(letter: str) -> str:
    """
    The one letter that stands for all forms of a letter.

    >>> [small(letter) for letter in "AİςÉ"]
    ['a', 'i', 'σ', 'é']
    """
    letter = lower(letter)
    return FORMS.get(letter, letter)


def wide(text: str, data: bytes, forms: Forms) -> bytes:
    """
    A folded text as the scan sees other scripts. `data` is the text in UTF-8, `forms` are to be replaced first, as `forms_of`
    gives them.

    >>> forms = forms_of(["ещё"])
    >>> [wide(text, text.encode(), forms).decode() for text in ("• READ more.", "Ещё - ЕЩЁ")]
    ['readmore.', 'ЕЉБЕЉБ']
    """
    before = text
    for first, some in forms:
        if first in data:
            for form, plain in some:
                if form in text:
                    text = text.replace(form, plain)
    return (data if text is before else text.encode()).translate(TABLE, GONE)


def forms_of(texts: Iterable[str]) -> Forms:
    """
    The marks that are dropped; and of the letters in some texts, which are small, the other forms that the table does not make
    the same, each with its letter.

    >>> [pair for _, some in forms_of(["żss"]) for pair in some if pair[1]]
    [('Ż', 'ż'), ('ſ', 's')]
    """
    letters = set().union(*texts)
    pairs = {(form, letter) for letter in letters for form in other_forms(letter)}
    odd = {pair for pair in pairs if len({one.encode().translate(TABLE) for one in pair}) > 1}
    found: dict[bytes, list[tuple[str, str]]] = {}
    for form, plain in sorted({*odd, *((mark, "") for mark in MARKS)}):
        found.setdefault(form.encode()[:1], []).append((form, plain))
    return tuple((first, tuple(some)) for first, some in found.items())


def other_forms(letter: str) -> set[str]:
    """
    The forms of a small letter that are one code point each.

    >>> sorted(other_forms("s")), sorted(other_forms("д"))
    (['S', 'ſ'], ['Д', 'ᲁ'])
    """
    forms = {form for form in (letter.upper(), letter.title()) if len(form) == 1}
    return (forms | {form for form, plain in FORMS.items() if plain == letter}) - {letter}
