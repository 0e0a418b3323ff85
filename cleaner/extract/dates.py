"""Dates as pages write them, as `YYYY-MM-DD`. Nothing is guessed: `03/04/2023` could be two days, so it is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.]?(0[1-9]|1[0-2])[-/.]?(0[1-9]|[12]\d|3[01])(?!\d(?!\d{3}))")
_DOTTED = re.compile(r"(?<!\d)(0?[1-9]|[12]\d|3[01])\.\s?(0?[1-9]|1[0-2])\.\s?((?:19|20)\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)\d\d)(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:de\s+)?([^\W\d]{3,12})\.?,?\s+(?:de\s+)?((?:19|20)\d\d)"
)
_MONTH_FIRST = re.compile(r"([^\W\d]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)")

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier enero janeiro gennaio januari stycznia",
            "feb february februar feber février febrero fevereiro febbraio februari lutego",
            "mar march märz mars marzo março maart marts marca",
            "apr april avril abril aprile kwietnia",
            "may mai mayo maio maggio mei maj maja",
            "jun june juni juin junio junho giugno czerwca",
            "jul july juli juillet julio julho luglio lipca",
            "aug august août agosto augustus augusti sierpnia",
            "sep sept september septembre septiembre setembro settembre września",
            "oct okt october oktober octobre octubre outubro ottobre października",
            "nov november novembre noviembre novembro listopada",
            "dec dez december dezember décembre diciembre dezembro dicembre grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months in the languages of most pages measured. Pages in others declare their date, or have none."""

MAX_MONTH, MAX_DAY = 12, 31

MAX_DATE_CHARS = 200
"""Characters of a text in which a date is looked for; never varied."""


def first_date(texts: Iterable[str]) -> str:
    """
    The first date in these texts, "" if there is none.

    >>> first_date(["today", "2024-03-01T23:15:00+02:00"]), first_date(["01/03/2024"])
    ('2024-03-01', '')
    """
    return next((date for date in map(date_in, texts) if date), "")


def date_in(text: str) -> str:
    """
    The date in a text, "" if there is none or if day and month could be swapped.

    >>> date_in("20240301"), date_in("Mar 1st, 2024"), date_in("25/12/2023"), date_in("1. 3. 2024")
    ('2024-03-01', '2024-03-01', '2023-12-25', '2024-03-01')
    """
    text = text[:MAX_DATE_CHARS]
    if match := _ISO.search(text):
        return "-".join(match.groups())
    if match := _DOTTED.search(text):
        return _iso(match[3], int(match[2]), int(match[1]))
    if match := _SLASHED.search(text):
        day, month = _day_and_month(int(match[1]), int(match[2]))
        return _iso(match[3], month, day)
    for pattern, month_group, day_group in ((_DAY_FIRST, 2, 1), (_MONTH_FIRST, 1, 2)):
        for match in pattern.finditer(text):
            if number := MONTHS.get(match[month_group].lower()):
                return _iso(match[3], number, int(match[day_group]))
    return ""


def _day_and_month(first: int, second: int) -> tuple[int, int]:
    """Day and month of two numbers in unknown order, (0, 0) if they could be swapped."""
    if first > MAX_MONTH:
        return first, second
    return (second, first) if second > MAX_MONTH or first == second else (0, 0)


def _iso(year: str, month: int, day: int) -> str:
    """The date, "" if there is no such day."""
    return f"{year}-{month:02}-{day:02}" if 1 <= month <= MAX_MONTH and 1 <= day <= MAX_DAY else ""
