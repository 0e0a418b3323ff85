"""
The Python API: `Cleaner` cleans one document or many.

Packs are read when a `Cleaner` is made, and compiled when a document first needs them. Nothing that a `Cleaner` keeps
depends on the documents it has seen. It can be shared between threads, inherited by forked processes, and pickled.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Unpack

from .clean import Cleaned, process, trace
from .document import Raw
from .errors import DocumentError
from .extras import need
from .formats.python_row import json_fields, plain_id
from .formats.row import raw_of_row
from .formats.surrogates import escape_surrogates
from .packs.load import load
from .record import Rejected, reject
from .record_fields import METADATA_FIELDS
from .rule.kinds import checked_kinds, list_of_names
from .settings import DEFAULTS, Settings, SettingsChanges, settings_with

if TYPE_CHECKING:
    from .explain.explanation import Explanation

_Result = TypeVar("_Result")

Cleanable = str | bytes | Mapping[str, Any]
"""What `Cleaner.clean_many` takes as a document: a text, its bytes, or a row with `text` or `html`."""

FolderNames = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A folder, or several."""

KNOWN_FIELDS = ("source", "created", "date", "added", *(field.name for field in METADATA_FIELDS if not field.derived))
"""What can be known about a document beforehand, and given by name."""


class Cleaner:
    """
    Cleans documents with the bundled rule packs and those in the folders `rules`.

    `settings` says how; each of its fields can also be given by name, as `whole_page=True` or `text_key="body"`.
    `bundled=False` leaves the bundled packs out, `drafts` adds packs with the status draft. `keep_kinds` are kinds of
    boilerplate that stay in the text, `keep_rules` the full names of rules that take nothing.

    Raises:
        RuleError: a pack has faults; all of them are named.
        RunError: a folder holds no packs, no rule has a name in `keep_rules`, or the extractor is not installed.
        TypeError, ValueError: there is no such setting, kind or extractor.

    >>> cleaner = Cleaner()
    >>> cleaner.clean("OSLO (Reuters) - Snow fell on the hills above the town.").record.text
    'Snow fell on the hills above the town.'
    """

    def __init__(
        self,
        settings: Settings = DEFAULTS,
        *,
        rules: FolderNames = (),
        bundled: bool = True,
        drafts: bool = False,
        keep_kinds: str | Iterable[str] = (),
        keep_rules: str | Iterable[str] = (),
        **changes: Unpack[SettingsChanges],
    ):
        if not isinstance(settings, Settings):
            raise TypeError(f"settings must be Settings, not {type(settings).__name__}; name folders with rules=…")
        self.settings = settings_with(settings, **changes)
        if self.settings.extractor == "resiliparse":
            need("resiliparse", "the extractor resiliparse")
        folders = [rules] if isinstance(rules, str | os.PathLike) else rules
        kinds = checked_kinds(keep_kinds)
        self.rulebook = load(
            [Path(folder) for folder in folders],
            drafts=drafts,
            keep_kinds=kinds,
            keep_rules=list_of_names(keep_rules),
            own=bundled,
        )

    def clean(self, text: str | bytes, *, id: str | int = "document", **fields: Any) -> Cleaned:  # noqa: A002 - the record's name
        """
        Clean a text. `fields` is what is known about it: `url`, `source`, `title`, `authors`, `created`, `language` …;
        what no field of a record is named after goes into `extra`, a mapping.

        Raises:
            DocumentError: it is not text, is empty, or is over a limit.
            TypeError: there is no such field, the id is no id, or it is a row.
        """
        return _or_raise(process(_raw_of(text, "text", id, fields), self.rulebook, self.settings))

    def clean_page(self, html: str | bytes, *, id: str | int = "document", **fields: Any) -> Cleaned:  # noqa: A002 - as above
        """
        Extract the article of an HTML page and clean it. `fields` as for `clean`; the `url` decides whose pack is used.

        Raises:
            DocumentError: it is not text, has no article in it, or is over a limit.
            RunError: a package that reads pages is not installed.
            TypeError: there is no such field, or the id is no id.

        >>> Cleaner().clean_page("<h1>Rain in May</h1><p>" + "It rained and rained. " * 9).record.metadata.title
        'Rain in May'
        """
        return _or_raise(process(_raw_of(html, "html", id, fields), self.rulebook, self.settings))

    def clean_many(self, documents: Iterable[Cleanable], *, workers: int = 1) -> Iterator[Cleaned | Rejected]:
        """
        Clean many documents; gives one result for each, in order.

        A document is a text, bytes, or a mapping with `text` (or `html`) and other fields: a row of a dataset, or a record
        that was cleaned before. Anything else, and what cannot be cleaned, gives a `Rejected`. One without an id gets its
        number, counted from 1.

        With several `workers` that many other processes clean, and a document that a process dies of is rejected. Either way
        documents are read some batches ahead of the results, however many there are: memory does not grow. An error of
        `documents` itself comes out at once, before the results of what was read ahead.

        Raises:
            RunError: a page comes, and a package that reads pages is not installed.
            TypeError, ValueError: `documents` is a single document, or `workers` is not a whole number above 0.
        """
        from .run.in_order import Rules
        from .run.many import clean_raws

        if isinstance(documents, str | bytes | Mapping):
            raise TypeError("clean_many takes many documents; put one into a list: clean_many([document])")
        if not isinstance(workers, int):
            raise TypeError(f"workers must be a whole number, not {workers!r}")
        if workers < 1:
            raise ValueError(f"workers must be at least 1, not {workers}")
        raws = (self._read(document, str(number)) for number, document in enumerate(documents, 1))
        return clean_raws(raws, Rules(self.rulebook, self.settings), workers)

    def explain(self, document: Cleanable, *, id: str | int = "document") -> Explanation:  # noqa: A002 - as above
        """
        Clean a document as `clean_many` does, and say what went and why: print what this returns, or show it in a notebook.

        Raises:
            DocumentError: it cannot be cleaned.
        """
        from .explain.explanation import Explanation

        raw = self._read(document, _checked_id(id))
        return Explanation(_or_raise(raw if isinstance(raw, Rejected) else trace(raw, self.rulebook, self.settings)))

    def _read(self, document: Cleanable, id_: str) -> Raw | Rejected:
        """The input that a document is, or why it is none."""
        if not isinstance(document, Mapping):
            try:
                return _raw_of(document, "text", id_, {})
            except DocumentError as error:
                return reject(id_, "", b"", error)
        keys = self.settings.keys
        row = dict(document)
        if keys.id in row:
            row[keys.id] = plain_id(row[keys.id])
        try:
            raw = raw_of_row(row, id_, keys=keys)
        except DocumentError as error:
            return reject(escape_surrogates(error.id or id_), "", repr(row).encode("utf-8", "surrogatepass"), error)
        own = escape_surrogates(raw.id)
        try:
            return replace(raw, id=own, given=json_fields(raw.given))
        except DocumentError as error:
            return reject(own, "", raw.encoded, error)


def _or_raise(result: _Result | Rejected) -> _Result:
    if isinstance(result, Rejected):
        raise DocumentError(result.reason, result.detail, result.place)
    return result


def _checked_id(id_: object) -> str:
    if isinstance(id_, bool) or not isinstance(id_, str | int):
        raise TypeError(f"an id is a text or a whole number, not {id_!r}")
    return str(id_)


def _raw_of(data: str | bytes, kind: str, id_: str | int, fields: Mapping[str, Any]) -> Raw:
    """A text or a page as an input. Raises DocumentError for other values: columns have gaps."""
    unknown = [name for name in fields if name not in KNOWN_FIELDS]
    if unknown:
        raise TypeError(
            f"a document has no field {', '.join(map(repr, unknown))}; it has {', '.join(KNOWN_FIELDS)}. "
            "Put others into a mapping: extra={…}"
        )
    if isinstance(data, Mapping):
        raise TypeError("a row is for clean_many and explain; clean takes a text or bytes, and clean_page a page")
    if not isinstance(data, str | bytes):
        detail = f"a document is a text, bytes or a mapping, not {type(data).__name__}"
        raise DocumentError("bad-row", detail)
    given = dict(fields)
    others = given.get("extra")
    if isinstance(others, Mapping):
        given = {**others, **{name: value for name, value in given.items() if name != "extra"}}
    return Raw(escape_surrogates(_checked_id(id_)), data, kind=kind, given=json_fields(given))
