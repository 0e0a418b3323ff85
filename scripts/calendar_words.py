"""
Makes `cleaner/match/slots/calendar_words.py`, the names of months and weekdays, from the tables of CLDR that Babel has:

    pip install babel && python -m scripts.calendar_words
"""

from __future__ import annotations

import re
import textwrap
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from cleaner.fold import fold

LANGUAGES = (
    "ar", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "lt", "lv",
    "mk", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
)  # fmt: skip
"""Languages that write months in words; Chinese, Japanese, Korean and Vietnamese count them."""

HERE = Path(__file__).resolve().parent.parent
HEAD = '''"""
The names of months and weekdays by language, in lower case and without a last full stop. Made by
`scripts/calendar_words.py` from CLDR's tables in Babel {version}; do not change it by hand.
"""

from __future__ import annotations

from collections.abc import Mapping


def _sets(words: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    return {{language: frozenset(text.split()) for language, text in words.items()}}


'''


JOINED = re.compile("^(?:de |d['’])")
"""What Catalan puts before a month; it is no part of the word."""


MORE = {
    ("en", "months"): "sept",
    ("de", "months"): "jänner jän feber mrz",
    ("ar", "months"): "شباط آذار نيسان أيار حزيران تموز آب أيلول جانفي فيفري أفريل جوان جويلية أوت",
    ("ru", "days"): "среду пятницу субботу",
    ("uk", "days"): "середу п'ятницю суботу неділю",
    ("pl", "days"): "środę sobotę niedzielę",
}
"""
What CLDR lacks: `Sept` is British usage, `Jänner` Austrian; the Levant and the Maghreb have months of their own; and days of
the week as they are after *on* in Slavic languages.
"""


def words(names: Any) -> set[str]:
    """All forms of some names, in full and short, as they stand in a date and alone."""
    found = {
        JOINED.sub("", fold(text.casefold().rstrip(".").replace("\u200f", "")))
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for text in names[form][width].values()
    }
    return {word for word in found if not any(char.isdecimal() for char in word)}


def tables(language: str) -> dict[str, list[str]]:
    """The names of a language's months and days."""
    from babel import Locale

    locale = Locale.parse(language)
    return {
        kind: sorted(words(getattr(locale, kind)).union(MORE.get((language, kind), "").split()))
        for kind in ("months", "days")
    }


def main() -> None:
    """Write the file."""
    import babel

    # Babel resolves what a language leaves to the root in one table that all languages share: after Hebrew, Italian had
    # Hebrew months. So each language has a process of its own.
    with Pool(1, maxtasksperchild=1) as pool:
        found = dict(zip(LANGUAGES, pool.map(tables, LANGUAGES, chunksize=1), strict=True))
    lines = [HEAD.format(version=babel.__version__)]
    for title, kind in (("MONTH_WORDS", "months"), ("WEEKDAY_WORDS", "days")):
        lines.append(f"{title}: Mapping[str, frozenset[str]] = _sets(\n    {{\n")
        for language in LANGUAGES:
            text = textwrap.wrap(" ".join(found[language][kind]), 100, drop_whitespace=False)
            quoted = [f'"{part}"' for part in text]
            lines.append(f'        "{language}": ' + "\n        ".join(quoted) + ",\n")
        lines.append("    }\n)\n\n")
    path = HERE / "cleaner/match/slots/calendar_words.py"
    path.write_text("".join(lines).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
