"""
The sorts of values that a slot of a template can take.

Each has a wide and cheap expression, which finds where the value could be, and a meaning, which `match/slots` tests on what
was found. Expressions exclude characters instead of naming letters: one `\\p{Lu}` in a repetition costs 2,123 instructions.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import NamedTuple


class SlotKind(NamedTuple):
    """
    What a slot takes, in words, an example of it, and the RE2 expression that finds it: a last `+` or `*` may be made lazy.
    `counts` says that a number may follow, the most words that it takes; `split` what stands between the values of a list;
    `alone` that a template may have no words besides it. `most` is how many code points it takes at most: lines that are too long
    for a template are not looked at.
    """

    meaning: str
    example: str
    expression: str
    counts: bool = False
    split: tuple[str, ...] = ()
    alone: bool = False
    most: int = sys.maxsize


AGENCY_JOINTS = (
    "and", "und", "et", "y", "e", "en", "og", "och", "ja", "ve", "i", "oraz", "a", "și", "и", "та", "і", "και",
)  # fmt: skip
"""Words between the last two agencies of a list, of any language: no agency is called so."""

AGENCY_MARKS = ("/", ",", ";", "&", "+", "、", "，", " - ")
"""Marks between agencies in a list."""


WIDE_MARKS = "。：；！？（）【】｜\\[\\]"
"""Marks of Chinese and Japanese, and brackets, that no name has."""

DATE_EXPRESSION = """[^0-9٠-٩۰-۹०-९:;!?()"|@<>]*[0-9٠-٩۰-۹०-९][^:;!?()"|@<>]*"""
"""Where a date could be: no day is written without a digit."""

TIME_EXPRESSION = """(?:[^0-9 ,;:!?()"|@<>日号號]+ ?)?[0-9][0-9]?[ap :.h時时点點시][^,;!?()"|@<>]*"""
"""Where a time could be: an hour, with a word before it. So `{:date}, {:time}` is divided where the hour begins, and so is
`{:date}{:time}` after the last character of a Chinese date."""

SLOTS: Mapping[str, SlotKind] = {
    "name": SlotKind("One person's name.", "Ada Lindqvist", '[^0-9,;:!?()"|@<>' + WIDE_MARKS + "]+", most=60),
    "names": SlotKind(
        "Names of persons, in a list as their language has it.",
        "Ada Lindqvist and Bo Ek", '[^0-9;:!?()"|@<>' + WIDE_MARKS + "]+", most=240,
    ),
    "number": SlotKind("A whole number, also in groups.", "1,200", "[0-9]+(?:[.,' ][0-9]{3})*", most=20),
    "count": SlotKind("How many, as counters have it.", "3.4K", '[0-9][^;:!?()"|@<>]*', most=30),
    "date": SlotKind("A day, with or without its year and weekday.", "Jan 3", DATE_EXPRESSION, alone=True, most=60),
    "time": SlotKind("A time of day, with or without a zone.", "10:15 GMT", TIME_EXPRESSION, alone=True, most=60),
    "weekday": SlotKind("A day of the week, in full or short.", "Tuesday", '[^ 0-9,;:!?()"|@<>]+', most=20),
    "place": SlotKind(
        "A place, or several: each word begins with a capital.",
        "RIO DE JANEIRO/LIMA", '[^0-9;:!?"|@<>]+', most=60,
    ),
    "agency": SlotKind(
        "A news agency that is known by name.", "Reuters", '[^0-9,;:!?()"|@<>' + WIDE_MARKS + "]+", alone=True, most=40,
    ),
    "agencies": SlotKind(
        "News agencies, in a list.",
        "dpa/AFP", '[^!?:()"|@<>' + WIDE_MARKS + "]+", split=(*(f" {word} " for word in AGENCY_JOINTS), *AGENCY_MARKS), most=200,
    ),
    "credit": SlotKind(
        "Whom a picture or text is credited to: persons, agencies, papers, handles.",
        "Ada Lindqvist/AFP via Getty Images", "[^!?;:|<>]+", most=100,
    ),
    "brand": SlotKind(
        "What the publisher of the text is called, as far as it is known.",
        "The Morning Bell", '[^;:?()"|<>]+',
    ),
    "email": SlotKind("An address for mail.", "desk@news.example", '[^ ,;:!?()"|@<>]+@[^ ,;:!?()"|@<>]+', alone=True, most=100),
    "url": SlotKind("An address on the web, or a domain.", "www.news.example/a", '[^ ,;"|<>]+', alone=True, most=300),
    "handle": SlotKind("A name on a network.", "@ada_l", "@[A-Za-z0-9_.]+", alone=True, most=40),
    "words": SlotKind("At most five words, or as many as the number says.", "The Morning Bell", ".+", counts=True),
    "phrase": SlotKind(
        "Text without a mark that ends or splits a sentence: `.!?;:` and their like.",
        "a tower in fog", "[^.!?;:。！？；：｡．…]+", counts=True,
    ),
    "text": SlotKind("Anything.", "A tower: who built it?", ".+"),
}  # fmt: skip
"""Each kind of slot by its name."""
