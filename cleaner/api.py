"""
The library's front door: `Cleaner` cleans one document or many, in this process.

Packs are read when a `Cleaner` is made and compiled when a document first needs them. A `Cleaner` holds no state that
one document could leave for the next, is safe to share between threads once made, and pickles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .clean import Cleaned, process
from .document import Raw
from .errors import DocumentError
from .formats.jsonl import raw_of_row
from .packs.load import load
from .record import Rejected, reject
from .settings import Settings

Input = str | bytes | Mapping[str, Any]


class Cleaner:
    """
    Cleans documents by the bundled packs and those of `rules`.

    `keep_kinds` are kinds of cruft that stay in the text. `added` stands in every record's field of that name.

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
        whole_page: bool = False,
        added: str = "",
    ):
        folders = [Path(folder) for folder in rules]
        self.rulebook = load(folders, drafts=drafts, keep_kinds=keep_kinds, own=bundled)
        self.settings = Settings(added=added, whole_page=whole_page)

    def clean(self, text: str | bytes, *, id: str = "document", **fields: Any) -> Cleaned:  # noqa: A002 - the record's name
        """
        One document. `fields` are what is known of it: `url`, `source`, `title`, `authors`, `created`, `language` …

        Raises:
            DocumentError: it is no text, is empty, or is over a limit.
        """
        return self._or_raise(Raw(id, text, given=fields))

    def clean_page(self, html: str | bytes, *, id: str = "document", **fields: Any) -> Cleaned:  # noqa: A002 - as above
        """
        The article of a page of HTML. `fields` are what is known of it; its `url` tells whose pack reads it.

        Raises:
            DocumentError: it is no text, has no article in it, or is over a limit.

        >>> Cleaner().clean_page("<h1>Rain in May</h1><p>" + "It rained and rained. " * 9).record.metadata.title
        'Rain in May'
        """
        return self._or_raise(Raw(id, html, kind="html", given=fields))

    def _or_raise(self, raw: Raw) -> Cleaned:
        result = process(raw, self.rulebook, self.settings)
        if isinstance(result, Rejected):
            raise DocumentError(result.reason, result.detail, result.place)
        return result

    def clean_many(self, documents: Iterable[Input]) -> Iterator[Cleaned | Rejected]:
        """
        Many documents, one result for each, in order. A document is a text, bytes, or a mapping with `text` (or `html`)
        and whatever else is known of it: a row of a dataset, or a record that was cleaned before.
        """
        for number, document in enumerate(documents, 1):
            yield self._cleaned(document, str(number))

    def _cleaned(self, document: Input, id_: str) -> Cleaned | Rejected:
        if not isinstance(document, Mapping):
            return process(Raw(id_, document), self.rulebook, self.settings)
        id_ = str(document.get("id") or id_)  # a number of any library's will do, which in JSON there is not
        try:
            raw = raw_of_row({**document, "id": id_}, id_)
        except DocumentError as error:
            return reject(id_, "", str(dict(document)).encode("utf-8", "surrogatepass"), error)
        return process(raw, self.rulebook, self.settings)
