"""
The sorts of values that a slot of a template can take.

Each has a wide and cheap expression, which finds where the value could be, and a meaning, which `match/slots` tests on what
was found. Expressions exclude characters instead of naming letters: one `\\p{Lu}` in a repetition costs 2,123 instructions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class SlotKind(NamedTuple):
    """
    What a slot takes, in words, an example of it, and the RE2 expression that finds it: `+` may be made lazy. `counts` says
    that a number may follow, the most words that it takes.
    """

    meaning: str
    example: str
    expression: str
    counts: bool = False


SLOTS: Mapping[str, SlotKind] = {
    "name": SlotKind("One person's name.", "Ada Lindqvist", '[^0-9,;:!?()"|@<>]+'),
    "names": SlotKind("Names of persons, in a list as their language has it.", "Ada Lindqvist and Bo Ek", '[^0-9;:!?()"|@<>]+'),
    "number": SlotKind("A whole number, also in groups.", "1,200", "[0-9]+(?:[.,' ][0-9]{3})*"),
    "date": SlotKind("A day, with or without its year and weekday.", "Jan 3", '[^;!?()"|@<>]+'),
    "time": SlotKind("A time of day, with or without a zone.", "10:15 GMT", '[^;!?()"|@<>]+'),
    "weekday": SlotKind("A day of the week, in full or short.", "Tuesday", '[^ 0-9,;:!?()"|@<>]+'),
    "place": SlotKind("A place, or several: each word begins with a capital.", "RIO DE JANEIRO/LIMA", '[^0-9;:!?()"|@<>]+'),
    "agency": SlotKind("A news agency that is known by name.", "Reuters", '[^0-9,;:!?()"|@<>]+'),
    "email": SlotKind("An address for mail.", "desk@news.example", '[^ ,;:!?()"|@<>]+@[^ ,;:!?()"|@<>]+'),
    "url": SlotKind("An address on the web, or a domain.", "www.news.example/a", '[^ ,;"|<>]+'),
    "handle": SlotKind("A name on a network.", "@ada_l", "@[A-Za-z0-9_.]+"),
    "words": SlotKind("At most five words, or as many as the number says.", "The Morning Bell", ".+", counts=True),
    "text": SlotKind("Anything.", "a tower in fog", ".+"),
}  # fmt: skip
"""Each kind of slot by its name."""
