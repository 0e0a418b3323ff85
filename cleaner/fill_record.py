"""
Fills a record: for each field the row is trusted first, then the page, then what rules lifted out of the text.

A list or a text that all three can give needs no line here, only its own in `record.py`: it is filled under the same name
from the row, from `PageFields` (if that has it) and from lifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import orjson

from .document import Document
from .edit import Applied, Decision
from .json_text import json_text
from .match.route import Route
from .record import Dateline, Metadata, Record
from .record_fields import LIFTABLE, LIST_FIELDS, ROW_TEXTS, TEXT_FIELDS

ISO_DATE = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[T ][0-2][0-9]:?[0-5][0-9](?::?[0-6][0-9](?:[.,][0-9]+)?)? ?(?:Z|[+-][0-2][0-9](?::?[0-5][0-9])?)?)?"
)
NO_DATELINE = Dateline()

MINUTES_MAX_DIGITS = 9
"""A longer number is not a reading time, and dataset cards promise 64 bits. Never varied."""


def fill(
    document: Document,
    applied: Applied,
    decision: Decision,
    route: Route,
    publisher: str,
    stamp: str,
    added: str,
) -> Record:
    """The record of a cleaned document."""
    row, page = document.raw.given, document.fields
    texts, lists = collect_lifts(decision) if decision.lifts else ({}, {})
    named: dict[str, Any] = {
        **{name: _text(row.get(name)) or getattr(page, name, "") or texts.get(name) for name in TEXT_FIELDS},
        **{name: _texts(row.get(name)) or [*getattr(page, name, ())] or lists.get(name, []) for name in LIST_FIELDS},
    }
    metadata = Metadata(
        url=_text(row.get("url")) or page.url or None,
        dateline=_dateline(row.get("dateline"), texts),
        reading_minutes=_minutes(row.get("reading_minutes"), texts.get("reading_minutes")),
        publisher=_text(row.get("publisher")) or publisher or page.site or None,
        language=document.language,
        language_score=document.language_score,
        routing=route.by,
        encoding=document.decoded.encoding,
        verdicts=verdicts(document, applied, decision),
        chars_in=len(document.decoded.text),
        chars_out=len(applied.text),
        cleaner=stamp,
        extra=extra(row),
        **named,
    )
    given = iso_date(row.get("created")) or iso_date(row.get("date"))
    created = given or page.created or iso_date(texts.get("created")) or None
    return Record(document.id, applied.text, route.source, created, _text(row.get("added")) or added, metadata)


def _dateline(given: object, lifted: Mapping[str, str]) -> Dateline:
    """The dateline, part by part: the row's, then the lifted one."""
    row = given if isinstance(given, Mapping) else {}
    if not row and not lifted:
        return NO_DATELINE
    return Dateline(*(_text(row.get(name)) or lifted.get(f"dateline.{name}") for name in Dateline.__struct_fields__))


def collect_lifts(decision: Decision) -> tuple[dict[str, str], dict[str, list[str]]]:
    """
    Lifted values by field: single values and lists. Of several single values the earliest wins, then the longest, then
    that of the rule whose name sorts first. Lists are in the order of the text, without duplicates.
    """
    singles: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    ordered = sorted(decision.lifts, key=lambda item: (item[1].span.start, -item[1].span.end, item[0], item[1].value))
    for _, lift in ordered:
        if LIFTABLE[lift.field].is_list:
            values = lists.setdefault(lift.field, [])
            if lift.value not in values:
                values.append(lift.value)
        else:
            singles.setdefault(lift.field, lift.value)
    return singles, lists


def verdicts(document: Document, applied: Applied, decision: Decision) -> list[str]:
    """The words of `record.VERDICTS` that are true of a document, sorted; `ok` if none is."""
    facts = {
        "unchanged": not applied.edits,
        "suspect": bool(decision.suspects),
        "fallback": document.fallback,
        "hard-wrapped": hard_wrapped(document),
        "residual-mojibake": document.mojibake,
        "decode-loss": bool(document.decoded.undecoded),
        "empty": not applied.text,
    }
    return sorted(name for name, holds in facts.items() if holds) or ["ok"]


HARD_WRAPPED_MIN_LINES = 6
HARD_WRAPPED_MIN_SHARE = 0.4
"""Of the real pages that we measure with, these take none for hard-wrapped by mistake."""


def hard_wrapped(document: Document) -> bool:
    """
    Whether sentences run over line ends: at least 6 lines, and 40 % of all, end in a letter or a comma and are followed by
    a line that begins in lower case.
    """
    lines, text = document.lines, document.text
    # The cheap test first: few texts have that many lines that begin in lower case.
    lower = sum(map(str.islower, document.firsts))
    if lower < HARD_WRAPPED_MIN_LINES or lower < HARD_WRAPPED_MIN_SHARE * len(lines):
        return False
    broken = sum(
        text[after.start].islower() and (text[line.end - 1].isalpha() or text[line.end - 1] == ",")
        for line, after in pairwise(lines)
    )
    return broken >= HARD_WRAPPED_MIN_LINES and broken >= HARD_WRAPPED_MIN_SHARE * len(lines)


def iso_date(value: object) -> str:
    """
    A date as a record holds it, or "" if the value is not a date in ISO 8601.

    >>> iso_date("2025-12-02"), iso_date("2 December"), iso_date(None)
    ('2025-12-02', '', '')
    """
    return value.strip() if isinstance(value, str) and ISO_DATE.fullmatch(value.strip()) else ""


def extra(row: Mapping[str, Any]) -> str:
    """
    The rest of a row, as a JSON object with sorted keys: keys that no field is named after, and values that do not fit
    into their field.

    >>> extra({"title": "Snow", "topic": 3, "created": "yesterday", "extra": '{"section": "world"}'})
    '{"created":"yesterday","section":"world","topic":3}'
    """
    rest = {key: value for key, value in row.items() if key != "extra" and not _fits_a_field(key, value)}
    if "date" in row and iso_date(row.get("created")) not in ("", iso_date(row["date"])):
        rest["date"] = row["date"]  # `created` took the field that both would fill
    before = row.get("extra")
    if before in (None, "{}"):
        return json_text(rest) if rest else "{}"
    earlier = _object(before)
    return json_text({"extra": before, **rest} if earlier is None else {**earlier, **rest})


def _fits_a_field(key: str, value: object) -> bool:
    """Whether a field of the record takes a value of a row, or would if there were one."""
    if key in ("created", "date"):
        return value in (None, "") or bool(iso_date(value))
    if key in ROW_TEXTS:
        return isinstance(value, str | None)
    if key in LIST_FIELDS:
        return isinstance(value, str | None) or (isinstance(value, list | tuple) and _all_texts(value))
    if key == "dateline":
        return value is None or (isinstance(value, Mapping) and _all_texts(value.values()))
    return key == "reading_minutes" and (value is None or _minutes(value) is not None)


def _all_texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str | None) for value in values)


def _object(text: object) -> dict[str, Any] | None:
    """The JSON object that a text holds, as the `extra` of an earlier record does; None if it holds none."""
    try:
        value = orjson.loads(text) if isinstance(text, str) else None
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def _minutes(*values: object) -> int | None:
    """The first of the values that is a whole number of minutes."""
    texts = [str(value) for value in values]
    return next(
        (int(text) for text in texts if text.isdecimal() and text.isascii() and len(text) <= MINUTES_MAX_DIGITS), None
    )


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        value = [value]
    if isinstance(value, Mapping) or not isinstance(value, Iterable):
        return []
    return [text.strip() for text in value if isinstance(text, str) and text.strip()]
