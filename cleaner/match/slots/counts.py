"""How many: what stands beside share buttons and in the heads of comments."""

from __future__ import annotations

import re

COUNT_FORM = re.compile(
    r"(?:[0-9]+|[0-9]{1,3}(?:[.,' ][0-9]{3})+|[0-9]{1,4}[.,][0-9]{1,2}(?= ?[^0-9]))(?P<unit> ?[^\W\d_]{1,4}\.?)?\+?"
)
_UNITS = (
    "k m mn mio mln mil mill tsd tys tis bin b тыс тис хил млн χιλ εκ mi jt rb n ribu juta tn 千 万 萬 億 亿 만 천 ألف"
)
UNITS = frozenset(_UNITS.split())
"""What a count may be in, in lower case: thousands and millions."""


def is_count(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    """
    Whether a value says how many, in full or in thousands and millions.

    >>> [is_count(count, "en") for count in ("12", "1,204", "3.4K", "99+", "12 тыс.", "3 days", "1.5")]
    [True, True, True, True, True, False, False]
    """
    found = COUNT_FORM.fullmatch(value)
    return found is not None and (not found["unit"] or found["unit"].strip(" .").casefold() in UNITS)
