"""datatrove: a step that cleans the documents of a pipeline."""

from __future__ import annotations

import contextlib
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ..api import KNOWN_FIELDS, Cleaner
from ..clean import Cleaned
from ..errors import RunError
from ..extras import need
from ..record import Rejected
from ..schema.arrow_schema import arrow_schema

need("datatrove", "cleaner.integrations.datatrove")

from datatrove.pipeline.base import PipelineStep  # noqa: E402 - what is missing is said in our words first
from datatrove.utils.batching import batched  # noqa: E402
from datatrove.utils.typeshelper import StatHints  # noqa: E402

if TYPE_CHECKING:
    import pyarrow as pa
    from datatrove.data import Document
    from datatrove.pipeline.writers.disk_base import DiskWriter

BATCH = 100
"""Documents that are cleaned together. Never varied."""


class CleanDocuments(PipelineStep):  # type: ignore[misc]  # datatrove has no types
    """
    Cleans each document: `text` becomes the cleaned text, and `metadata["cleaner"]` what the record knows: `source`, `created`
    and the fields of its metadata. All other metadata stays as it is; those with a field's name (`url`, `title`, `language`,
    `date` …) are taken as known, as in a row. With `ledger` the ledger is in `metadata["cleaner"]["ledger"]`, which can bring
    the text back. `metadata_key` is another key for all of that.

    With `pages` the documents' texts are pages of HTML, as `WarcReader` gives them.

    A document that is rejected, or of which nothing is left, is dropped as a filter drops one: it goes to `exclusion_writer`
    with its own text and its `filter_reason` and `filter_detail`. Only exceptions are guarded: a document that kills its
    process takes its task with it.

    Stats: `total`, `forwarded`, `dropped` and `dropped_REASON`; `doc_len` of what is forwarded, `removed_chars` and
    `removed_chars_KIND` for each kind, and `verdict_VERDICT`.

    `options` are the keyword arguments of `Cleaner`. Packs are read when the step is made and travel with it, so that other
    machines need no folder of them.

    Raises:
        RunError: datatrove is not installed; or, in a task, a document has other things in its metadata at `metadata_key`.
    """

    name = "🧹 cleaner"
    type = "✂️ - FORMAT"

    def __init__(
        self,
        *,
        pages: bool = False,
        ledger: bool = False,
        exclusion_writer: DiskWriter | None = None,
        metadata_key: str = "cleaner",
        **options: Any,
    ):
        super().__init__()
        self.pages, self.ledger, self.metadata_key = pages, ledger, metadata_key
        self.exclusion_writer = exclusion_writer
        self._cleaner = pickle.dumps(Cleaner(**options))

    def run(self, data: Iterator[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG002 - datatrove's
        """Clean the documents of a task."""
        cleaner = _unpickled(self._cleaner)
        with self.exclusion_writer or contextlib.nullcontext() as writer:
            for batch in batched(data, BATCH):
                with self.track_time("batch"):
                    results = list(cleaner.clean_many(self._row(document, cleaner) for document in batch))
                for document, result in zip(batch, results, strict=True):
                    self.stat_update(StatHints.total)
                    if self._update(document, result):
                        yield document
                    elif writer:
                        writer.write(document, rank)

    def _row(self, document: Document, cleaner: Cleaner) -> dict[str, Any]:
        """A document as a row: what is known of it, and of an earlier cleaning all."""
        earlier = document.metadata.get(self.metadata_key, {})
        if self.metadata_key in document.metadata and not (isinstance(earlier, Mapping) and "verdicts" in earlier):
            raise RunError(
                f"document {document.id} has a metadata field {self.metadata_key!r} of its own, which would be lost; "
                "give metadata_key=… another name"
            )
        keys = cleaner.settings.keys
        own = {key.partition(".")[0] for key in (keys.url, keys.source)}
        known = {
            name: value
            for fields in (earlier, document.metadata)
            for name, value in fields.items()
            if (name in KNOWN_FIELDS and name != "extra") or name in own
        }
        return {**known, keys.id: document.id, keys.html if self.pages else keys.text: document.text}

    def _update(self, document: Document, result: Cleaned | Rejected) -> bool:
        """Write a result into its document, and count it. Returns whether the document goes on."""
        if isinstance(result, Rejected) or not result.record.text:
            reason = result.reason if isinstance(result, Rejected) else "empty"
            detail = result.detail if isinstance(result, Rejected) else "nothing is left of the text"
            document.metadata |= {"filter_reason": reason, "filter_detail": detail}
            self.stat_update(StatHints.dropped, f"dropped_{reason}")
            return False
        values = result.record.to_dict()
        known = {"source": values["source"], "created": values["created"], **values["metadata"]}
        del known["extra"]  # a text in JSON of what the document has in its metadata
        if self.ledger:
            known["ledger"] = result.ledger.to_dict()
        document.text, document.metadata[self.metadata_key] = values["text"], known
        self._count(document, result, known["verdicts"])
        return True

    def _count(self, document: Document, result: Cleaned, verdicts: Sequence[str]) -> None:
        self.stat_update(StatHints.forwarded, *(f"verdict_{verdict}" for verdict in verdicts))
        self.update_doc_stats(document)
        removed: Counter[str] = Counter()
        for edit in result.ledger.edits:
            removed[edit.kind] += len(edit.text)
        self.stat_update("removed_chars", value=removed.total())
        for kind, chars in sorted(removed.items()):
            self.stat_update(f"removed_chars_{kind}", value=chars)


def metadata_type(*, ledger: bool = False) -> pa.StructType:
    """
    The Arrow type of what the step adds to a document's metadata. `ParquetWriter` takes its types from the first document,
    which has nulls and empty lists where others have values, unless it is given a `schema` with this in it.
    """
    import pyarrow as pa

    documents = arrow_schema("documents")
    fields = [documents.field("source"), documents.field("created")]
    fields += [field for field in documents.field("metadata").type if field.name != "extra"]
    return pa.struct(fields + [pa.field("ledger", pa.struct(list(arrow_schema("ledger"))))] * ledger)


@lru_cache(maxsize=4)
def _unpickled(cleaner: bytes) -> Cleaner:
    """The cleaner of a step: a process makes it once and has all its tasks use it."""
    made = pickle.loads(cleaner)  # noqa: S301 - the step pickled it
    assert isinstance(made, Cleaner)
    return made
