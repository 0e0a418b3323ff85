"""Days and times, as datelines, bylines and notes of changes have them."""

from __future__ import annotations

import re
from functools import cache

from .calendar_words import MONTH_WORDS, WEEKDAY_WORDS

_YEAR, _SHORT, _MARK = "(?:19|20)[0-9]{2}", "[0-9]{1,2}", "[-/.]"
NUMERIC = re.compile(
    rf"(?:{_YEAR}{_MARK} ?{_SHORT}{_MARK} ?{_SHORT}|{_SHORT}{_MARK} ?{_SHORT}{_MARK} ?(?:{_YEAR}|[0-9]{{2}})"
    rf"|(?:{_YEAR} ?年 ?)?{_SHORT} ?月 ?{_SHORT} ?[日号號]|(?:{_YEAR}년 ?)?{_SHORT}월 ?{_SHORT}일"
    rf"|(?:ngày )?{_SHORT} tháng {_SHORT}(?:,? năm {_YEAR})?|ngày {_SHORT}/{_SHORT}(?:/{_YEAR})?)\.?",
    re.IGNORECASE,
)
COUNTED_WEEKDAY = re.compile(
    "(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일"
    "|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật",
    re.IGNORECASE,
)
"""Days of the week of the languages that count their months."""

DATE_TOKEN = re.compile(r"\d+|[^\W\d_](?:[^\s\d,.;/()-]|-(?=[^\W\d_]))*|\S")
DAY_MARKS = frozenset(("st", "nd", "rd", "th", "er", "º", "ª", "°", "o", "a", "án", "én", "jén", "ης"))
_JOINTS = ", . - / de del do of the di da le el г р r m d року года роки рік roku gada den d i lea w v в у"
JOINTS = frozenset(_JOINTS.split())
"""What stands between the parts of a date."""

PREFIXES = re.compile("^(?:ב|d')(?=..)")
"""What a month has before it in one word, in Hebrew and in Catalan."""

_CLOCK = r"(?:[01]?[0-9]|2[0-4])(?: ?[:.h] ?[0-5][0-9](?:[:.][0-5][0-9])?(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?| ?h| ?Uhr)"
_ZONE = (
    r"(?:(?:Uhr|hrs|hours|horas|h|ч|год|н|GMT|UTC|Z|[BWCE]?EST|[BWCE]?ET|BST|IST|[WCE]ES?T|EDT|MESZ|MEZ|[CMP][SD]?T|JST|KST|HKT"
    r"|SGT|PKT|GST|SAST|WIB|WITA|WIT|BRT|ART|TRT|TSİ|NZ[SD]T|A[CEW][SD]T|МСК|MSK|[πμ]\.?μ)\.?)(?:[+-][0-9:]{1,5})?"
)
_WORD = r"(?:at|um|gegen|à|às|a las|a|alle|alle ore|ore|ob|o|om|kl|klo|klokken|saat|ора|в|у|о|στις|la|pukul|lúc)"
_COUNTED = (
    r"(?:上午|下午|晚上|凌晨|中午|早上|午前|午後|오전|오후) ?[0-9]{1,2}[:：][0-5][0-9](?:[:：][0-5][0-9])?"
    r"|(?:上午|下午|晚上|凌晨|中午|早上|午前|午後|오전|오후)? ?[0-9]{1,2} ?[時时点點시](?: ?[0-5]?[0-9][分분])?"
)
TIME = re.compile(rf"(?:{_WORD}\.? )?{_CLOCK}(?: ?{_ZONE})?|{_COUNTED}", re.IGNORECASE)
MAX_DAY_CHARS, LAST_DAY, FIRST_YEAR, LAST_YEAR = 50, 31, 1900, 2099


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Months and weekdays of a language and of English; of all languages where it is not known."""
    known = [language, "en"] if language in MONTH_WORDS else list(MONTH_WORDS)
    return frozenset().union(*(MONTH_WORDS[one] for one in known)), frozenset().union(
        *(WEEKDAY_WORDS[one] for one in known)
    )


def is_weekday(value: str, language: str) -> bool:
    """
    Whether a value is a day of the week.

    >>> is_weekday("Tuesday", "en"), is_weekday("mardi", "fr"), is_weekday("星期六", "zh"), is_weekday("today", "en")
    (True, True, True, False)
    """
    return value.rstrip(".").casefold() in _words(language)[1] or bool(COUNTED_WEEKDAY.fullmatch(value))


def is_calendar_word(word: str, language: str) -> bool:
    """
    Whether a word in lower case is a month or a day of the week, in a language or in English.

    >>> is_calendar_word("mardi", "fr"), is_calendar_word("march", "fr"), is_calendar_word("mardi", "en")
    (True, True, False)
    """
    months, weekdays = _words(language if language in MONTH_WORDS else "en")
    return word in months or word in weekdays


def is_time(value: str, language: str) -> bool:  # noqa: ARG001 - as the other tests
    """
    Whether a value is a time of day.

    >>> [is_time(time, "en") for time in ("10:15 GMT", "5.30 pm", "14h05", "25:10", "noon")]
    [True, True, True, False, False]
    """
    return bool(TIME.fullmatch(value))


def is_date(value: str, language: str) -> bool:
    """
    Whether a value is a day: in numbers, or with its month in words and each part at most once. A month alone is none.

    >>> [is_date(date, "en") for date in ("Jan 3", "Tuesday, 3rd March 2026", "2026-01-03", "March", "May the 4th be with you")]
    [True, True, True, False, False]
    >>> is_date("12 Mart 2024", "tr"), is_date("2 de marzo de 2024", "es"), is_date("Пятница, 03.01.2026", "ru")
    (True, True, True)
    >>> is_date("3 mar", "es"), is_date("mar 3 mar", "it"), is_date("3 dom", "es")
    (True, True, False)
    """
    if len(value) > MAX_DAY_CHARS or value[-1:] in ",-/":
        return False
    # As it is first: where `mar` is March and Tuesday, `3 mar` has lost its month without it.
    return any(_is_day(day, language) for day in dict.fromkeys((value, _without_weekday(value, language))))


def _is_day(value: str, language: str) -> bool:
    """Whether a value is a day of the year, each part of which stands at most once."""
    if NUMERIC.fullmatch(value):
        return True
    months, weekdays = _words(language)
    seen: list[str] = []
    before = " "
    for token in DATE_TOKEN.findall(value):
        part = _part(token.casefold().rstrip("."), before, months, weekdays)
        if not part:
            return False
        if part not in ("joint", "weekday"):
            seen.append(part)
        before = token
    return len(set(seen)) == len(seen) and {"month", "day"} <= set(seen)


def _without_weekday(value: str, language: str) -> str:
    """A date without the day of the week that stands before or after it."""
    first, _, rest = value.partition(" ")
    if rest and is_weekday(first.rstrip(","), language):
        return rest
    rest, _, last = value.rpartition(" ")
    if rest and is_weekday(last, language):
        return rest.rstrip(",")
    counted = COUNTED_WEEKDAY.search(value)
    return value[: counted.start()].rstrip(" ,") + value[counted.end() :].lstrip(" ,") if counted else value


def _part(token: str, before: str, months: frozenset[str], weekdays: frozenset[str]) -> str:
    """What a token of a date is: its month, weekday, day, year, or what only joins them; "" for anything else."""
    if token.isdecimal():
        if 1 <= int(token) <= LAST_DAY:
            return "day"
        return "year" if FIRST_YEAR <= int(token) <= LAST_YEAR else ""
    if token in months or PREFIXES.sub("", token) in months:
        return "month"
    if token in weekdays:
        return "weekday"
    joint = token in JOINTS or token == "" or (token in DAY_MARKS and (before.isdecimal() or before == "-"))
    return "joint" if joint else ""
