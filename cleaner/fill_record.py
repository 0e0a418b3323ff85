"""
The fields of a record, in the order of trust: values given with the input win over the page's own, these over lifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import orjson

from .document import Document
from .edit import Applied, Decision
from .match.route import Route
from .record import Dateline, Metadata, Record

ISO_DATE = re.compile(
    r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r"(?:[T ][0-2][0-9]:?[0-5][0-9](?::?[0-6][0-9](?:[.,][0-9]+)?)? ?(?:Z|[+-][0-2][0-9](?::?[0-5][0-9])?)?)?"
)
LISTS = ("authors", "contributors", "agencies", "image_credits", "captions", "key_points")
TEXTS = ("title", "standfirst")
STRINGS = {"url", "source", "added", "language", "publisher", *TEXTS}
DERIVED = {"language_score", "routing", "encoding", "verdicts", "chars_in", "chars_out", "cleaner"}
"""Keys of a record that are found anew each time, and so are not carried over from an earlier record."""

NO_DATELINE = Dateline()


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
    given = document.raw.given
    scalars, lists = lifted(decision) if decision.lifts else ({}, {})
    page = document.fields
    found: dict[str, Any] = {name: _texts(given.get(name)) or lists.get(name, []) for name in LISTS}
    for name in ("authors", "captions", "image_credits"):
        if getattr(page, name) and not _texts(given.get(name)):
            found[name] = list(getattr(page, name))
    for name in TEXTS:
        found[name] = _text(given.get(name)) or getattr(page, name) or scalars.get(name)
    metadata = Metadata(
        url=_text(given.get("url")) or page.url or None,
        **found,
        dateline=_dateline(given.get("dateline"), scalars),
        reading_minutes=_minutes(given.get("reading_minutes"), scalars.get("reading_minutes")),
        language=document.language,
        language_score=document.language_score,
        publisher=_text(given.get("publisher")) or publisher or page.site or None,
        routing=route.by,
        encoding=document.decoded.encoding,
        verdicts=verdicts(document, applied, decision),
        chars_in=len(document.decoded.text),
        chars_out=len(applied.text),
        cleaner=stamp,
        extra=extra(given),
    )
    stated = iso_date(given.get("created")) or iso_date(given.get("date"))
    created = stated or page.created or iso_date(scalars.get("created"))
    return Record(
        document.id, applied.text, route.source, created or None, _text(given.get("added")) or added, metadata
    )


def _dateline(stated: object, scalars: Mapping[str, str]) -> Dateline:
    """What is stated of a dateline, key by key, before what was lifted."""
    given = stated if isinstance(stated, Mapping) else {}
    if not given and not scalars:
        return NO_DATELINE
    keys = ("place", "date", "agency")
    return Dateline(*(_text(given.get(key)) or scalars.get(f"dateline.{key}") for key in keys))


def lifted(decision: Decision) -> tuple[dict[str, str], dict[str, list[str]]]:
    """
    Lifts as fields: of single values the earliest wins, then the longest, then the rule's name; lists are joined in the
    order of the text, without duplicates.
    """
    scalars: dict[str, str] = {}
    lists: dict[str, list[str]] = {}
    ordered = sorted(decision.lifts, key=lambda item: (item[1].span.start, -item[1].span.end, item[0], item[1].value))
    for _, lift in ordered:
        if lift.field in LISTS:
            values = lists.setdefault(lift.field, [])
            if lift.value not in values:
                values.append(lift.value)
        else:
            scalars.setdefault(lift.field, lift.value)
    return scalars, lists


def verdicts(document: Document, applied: Applied, decision: Decision) -> list[str]:
    """What to know of a document at a glance, sorted; `ok` where nothing else is to be said."""
    found = {
        "unchanged": not applied.edits,
        "suspect": bool(decision.suspects),
        "fallback": document.fallback,
        "hard-wrapped": hard_wrapped(document),
        "residual-mojibake": document.mojibake,
        "decode-loss": bool(document.decoded.undecoded),
        "empty": not applied.text,
    }
    return sorted(name for name, so in found.items() if so) or ["ok"]


WRAPPED_LINES = 6
WRAPPED_SHARE = 0.4


def hard_wrapped(document: Document) -> bool:
    """
    Whether sentences run over line ends: at least 6 lines, and 40 %, are followed by one that begins in lower case while
    they do not end as a sentence. (No text of the real pages that are measured with is called so wrongly.)
    """
    lines, text = document.lines, document.text
    # First what is cheap to ask: few texts have so many lines that begin in lower case.
    small = sum(map(str.islower, document.firsts))
    if small < WRAPPED_LINES or small < WRAPPED_SHARE * len(lines):
        return False
    broken = sum(
        text[after.start].islower() and (text[line.end - 1].isalpha() or text[line.end - 1] == ",")
        for line, after in pairwise(lines)
    )
    return broken >= WRAPPED_LINES and broken >= WRAPPED_SHARE * len(lines)


def iso_date(value: object) -> str:
    """
    A date as records hold it, or "" where it is none.

    >>> iso_date("2025-12-02"), iso_date("2 December"), iso_date(None)
    ('2025-12-02', '', '')
    """
    return value.strip() if isinstance(value, str) and ISO_DATE.fullmatch(value.strip()) else ""


def extra(given: Mapping[str, Any]) -> str:
    """
    What else came with a row, as a JSON object with sorted keys: keys without a field of their own, and values that do not
    fit into theirs.

    >>> extra({"title": "Snow", "topic": 3, "created": "yesterday", "extra": '{"section": "world"}'})
    '{"created":"yesterday","section":"world","topic":3}'
    """
    rest = {key: value for key, value in given.items() if key != "extra" and not _placed(key, value)}
    if "date" in given and iso_date(given.get("created")) not in ("", iso_date(given["date"])):
        rest["date"] = given["date"]  # of two dates one has its field
    before = given.get("extra")
    if before in (None, "{}"):
        return _json(rest) if rest else "{}"
    earlier = _object(before)
    return _json({"extra": before, **rest} if earlier is None else {**earlier, **rest})


def _placed(key: str, value: object) -> bool:
    """Whether a value has its place in a field of the record, or is none."""
    if key in STRINGS:
        return value is None or isinstance(value, str)
    if key in LISTS:
        return value is None or isinstance(value, str) or (isinstance(value, list) and _all_texts(value))
    if key in ("created", "date"):
        return value in (None, "") or bool(iso_date(value))
    if key == "dateline":
        return value is None or (isinstance(value, Mapping) and _all_texts(value.values()))
    return key == "reading_minutes" and (value is None or _minutes(value) is not None)


def _all_texts(values: Iterable[object]) -> bool:
    return all(value is None or isinstance(value, str) for value in values)


def _object(text: object) -> dict[str, Any] | None:
    """The JSON object that a text is, as an earlier record's `extra`; None where it is none."""
    try:
        value = orjson.loads(text) if isinstance(text, str) else None
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def _json(values: dict[str, Any]) -> str:
    return orjson.dumps(values, default=_written, option=orjson.OPT_SORT_KEYS).decode()


def _written(value: object) -> str:
    """What JSON has no form for, as a text: rows out of Python may hold anything."""
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else str(value)


def _minutes(*values: object) -> int | None:
    """The first of the values that is a number of minutes."""
    texts = [str(value) for value in values]
    return next((int(text) for text in texts if text.isdecimal() and text.isascii()), None)


def _text(value: object) -> str | None:
    return (value.strip() or None) if isinstance(value, str) else None


def _texts(value: object) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        value = [value]
    return [one.strip() for one in value if isinstance(one, str) and one.strip()] if isinstance(value, Iterable) else []
