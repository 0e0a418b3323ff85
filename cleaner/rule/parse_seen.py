"""Evidence, read from YAML nodes: on how many pages something was seen, and when last."""

from __future__ import annotations

import re
from calendar import monthrange

from .grammar import SEEN_KEYS
from .model import Seen
from .yaml_reader import Node, NodeReader

MONTH_OR_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12][0-9]|3[01]))?")
MAX_PAGES = 999_999_999
"""The most pages: what fits in the digits of a whole number. Never varied."""


def read_seen(reader: NodeReader, node: Node) -> Seen | None:
    """The value of `seen`; None if it has a fault. A date to come is none: nothing here knows what day it is."""
    keys = reader.mapping(node, SEEN_KEYS, "`seen`")
    if keys is None or keys.keys() != {"pages", "last"}:
        return None
    pages = reader.whole(keys["pages"], "`pages`", 1, MAX_PAGES)
    last = reader.text(keys["last"], "`last`")
    if last is not None and not is_month_or_day(last):
        reader.fault(keys["last"], f"`last` must be a month like 2025-11 or a day like 2025-11-03, not `{last}`")
        return None
    return Seen(pages, last) if pages is not None and last is not None else None


def is_month_or_day(text: str) -> bool:
    """
    Whether a text is a month or a day of the calendar.

    >>> [text for text in ("2025-11", "2025-11-03", "2025-13", "2025-02-30", "2025") if is_month_or_day(text)]
    ['2025-11', '2025-11-03']
    """
    found = MONTH_OR_DAY.fullmatch(text)
    return found is not None and int(found["day"] or 1) <= monthrange(int(found["year"]), int(found["month"]))[1]
