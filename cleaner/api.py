"""
The library's front door: `Cleaner` cleans one document or many, in this process.

Packs are read when a `Cleaner` is made and compiled when a document first needs them. A `Cleaner` holds no state that
one document could leave for the next, is safe to share between threads once made, and pickles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .clean import Cleaned, Rejected, Settings, process
from .document import Raw
from .errors import DocumentError
from .io.packs import load

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
        result = process(Raw(id, text, given=fields), self.rulebook, self.settings)
        if isinstance(result, Rejected):
            raise DocumentError(result.reason, result.detail, result.place)
        return result

    def clean_many(self, documents: Iterable[Input]) -> Iterator[Cleaned | Rejected]:
        """
        Many documents, one result for each, in order. A document is a text, bytes, or a mapping with `text` (or `html`)
        and whatever else is known of it.
        """
        for number, document in enumerate(documents, 1):
            yield process(self._raw(document, str(number)), self.rulebook, self.settings)

    @staticmethod
    def _raw(document: Input, id_: str) -> Raw:
        if not isinstance(document, Mapping):
            return Raw(id_, document)
        kind = "text" if "text" in document or "html" not in document else "html"
        given = {key: value for key, value in document.items() if key not in ("id", kind)}
        return Raw(str(document.get("id") or id_), document.get(kind) or "", kind=kind, given=given)
