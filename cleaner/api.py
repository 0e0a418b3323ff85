"""
The Python API: `Cleaner` cleans one document or many, in this process.

Packs are read when a `Cleaner` is made, and compiled when a document first needs them. Nothing that a `Cleaner` keeps
depends on the documents it has seen. It can be shared between threads and pickled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .clean import Cleaned, process
from .document import Raw
from .errors import DocumentError
from .formats.row import raw_of_row
from .packs.load import load
from .record import Rejected, reject
from .settings import Settings

Cleanable = str | bytes | Mapping[str, Any]
"""What `Cleaner.clean_many` takes as a document: a text, its bytes, or a row with `text` or `html`."""


class Cleaner:
    """
    Cleans documents with the bundled rule packs and those in the folders `rules`.

    `bundled=False` leaves the bundled packs out, `drafts` adds packs with the status draft. `keep_kinds` are kinds of
    boilerplate that stay in the text, `keep_rules` the full names of rules that take nothing. With `whole_page`, rules may
    remove any share of a text. `added` becomes the field of that name in every record.

    >>> cleaner = Cleaner()
    >>> cleaner.clean("OSLO (Reuters) - Snow fell on the hills above the town.").record.text
    'Snow fell on the hills above the town.'
    """

    def __init__(
        self,
        rules: Iterable[str | Path] = (),
        *,
        bundled: bool = True,
        drafts: bool = False,
        keep_kinds: Iterable[str] = (),
        keep_rules: Iterable[str] = (),
        whole_page: bool = False,
        added: str = "",
    ):
        folders = [Path(folder) for folder in rules]
        self.rulebook = load(folders, drafts=drafts, keep_kinds=keep_kinds, keep_rules=keep_rules, own=bundled)
        self.settings = Settings(added=added, whole_page=whole_page)

    def clean(self, text: str | bytes, *, id: str = "document", **fields: Any) -> Cleaned:  # noqa: A002 - the record's name
        """
        Clean a text. `fields` is what is known about it: `url`, `source`, `title`, `authors`, `created`, `language` …

        Raises:
            DocumentError: it is not text, is empty, or is over a limit.
        """
        return self._or_raise(Raw(id, text, given=fields))

    def clean_page(self, html: str | bytes, *, id: str = "document", **fields: Any) -> Cleaned:  # noqa: A002 - as above
        """
        Extract the article of an HTML page and clean it. `fields` as for `clean`; the `url` decides whose pack is used.

        Raises:
            DocumentError: it is not text, has no article in it, or is over a limit.

        >>> Cleaner().clean_page("<h1>Rain in May</h1><p>" + "It rained and rained. " * 9).record.metadata.title
        'Rain in May'
        """
        return self._or_raise(Raw(id, html, kind="html", given=fields))

    def _or_raise(self, raw: Raw) -> Cleaned:
        result = process(raw, self.rulebook, self.settings)
        if isinstance(result, Rejected):
            raise DocumentError(result.reason, result.detail, result.place)
        return result

    def clean_many(self, documents: Iterable[Cleanable]) -> Iterator[Cleaned | Rejected]:
        """
        Clean many documents; gives one result for each, in order.

        A document is a text, bytes, or a mapping with `text` (or `html`) and other fields: a row of a dataset, or a record
        that was cleaned before. A document that cannot be cleaned gives a `Rejected`.
        """
        for number, document in enumerate(documents, 1):
            yield self._cleaned(document, str(number))

    def _cleaned(self, document: Cleanable, id_: str) -> Cleaned | Rejected:
        if not isinstance(document, str | bytes | Mapping):  # the type checker rules this out, columns with gaps do not
            detail = f"a document is a text, bytes or a mapping, not {type(document).__name__}"
            return reject(id_, "", b"", DocumentError("bad-row", detail))
        if not isinstance(document, Mapping):
            return process(Raw(id_, document), self.rulebook, self.settings)
        # numpy and the like have number types of their own, which raw_of_row would refuse.
        id_ = str(document.get("id") or id_)
        try:
            raw = raw_of_row({**document, "id": id_}, id_)
        except DocumentError as error:
            return reject(id_, "", str(dict(document)).encode("utf-8", "surrogatepass"), error)
        return process(raw, self.rulebook, self.settings)
