"""A whole run: inputs in; shards, rejections, counts and a dataset card out."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import orjson

from ..clean import Cleaned
from ..errors import RunError
from ..formats.work_item import InputFile, WorkItem
from ..match.rulebook import Rulebook
from ..provenance import libraries
from ..record import Ledger, Record
from ..settings import Settings
from ..version import __version__
from .dataset_card import card
from .local import clean_all
from .output_folder import clear_results
from .reader import read_all
from .run_progress import Advance, RunProgress
from .run_report import RunFacts, run_report
from .shard_writer import SHARD_DOCUMENTS, ShardWriter, write_whole
from .tally import Tally, publishers_of, total_of
from .worker import OutputLines, lines_of, reject_item

MIN_DOCUMENTS_TO_STOP = 1_000
"""A high share of rejections stops a run only after this many documents. Never varied."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where results go, and how: workers, documents in a shard, and the share of rejections that stops the run."""

    out: Path
    workers: int = 1
    shard: int = SHARD_DOCUMENTS
    force: bool = False
    abort_over: float = 0.1


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The counts of a run, and whether too many rejections stopped it."""

    tally: Tally
    stopped: bool = False


class SeenIds:
    """The ids that came with rows so far, as 8-byte digests: 100 bytes of memory a row, however long the id is."""

    def __init__(self) -> None:
        self.digests: set[bytes] = set()

    def add(self, id_: str) -> bool:
        """Add an id; False if it was there already."""
        digest = hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if digest in self.digests:
            return False
        self.digests.add(digest)
        return True


def run(files: Iterable[InputFile], rulebook: Rulebook, settings: Settings, job: Job, advance: Advance) -> RunSummary:
    """
    Clean everything, and tell `advance` how far it is.

    Raises RunError if the results cannot be written. (An input that cannot be read is only rejected.)
    """
    files = list(files)
    clear_results(job.out, job.force, (file.path for file in files))
    try:
        return _run(files, rulebook, settings, job, advance)
    except OSError as error:
        raise RunError(f"{error.filename or job.out} cannot be written: {error.strerror or error}") from error


def _run(
    files: Collection[InputFile], rulebook: Rulebook, settings: Settings, job: Job, advance: Advance
) -> RunSummary:
    total = Tally()
    ids = SeenIds()
    number = 0
    stopped = False
    start = monotonic()
    advance(RunProgress(0, 0.0))
    with (
        ShardWriter(job.out / "documents", job.shard) as documents,
        ShardWriter(job.out / "ledger", job.shard) as ledgers,
        ShardWriter(job.out / "rejected", job.shard, keep_empty=False) as rejections,
    ):
        for batch, lines, tally in clean_all(read_all(files), rulebook, settings, job.workers):
            for item, line in zip(batch, lines, strict=True):
                if line.own_id and not ids.add(line.id):
                    line = _duplicate(item, line, tally)
                if line.document:
                    documents.write(number, line.document)
                    ledgers.write(number, line.ledger)
                else:
                    rejections.write(number, line.rejection)
                number += 1
            total.merge(tally)
            advance(RunProgress(number, 0.0))
            if number >= MIN_DOCUMENTS_TO_STOP and total.rejected > job.abort_over * number:
                stopped = True
                break
        if not number:
            for writer in (documents, ledgers):
                writer.turn_to(0)
    publishers = publishers_of(rulebook)
    facts = RunFacts(
        cleaner=__version__,
        libraries=libraries(),
        packs={name: pack.digest for name, pack in rulebook.packs.items()},
        publishers=publishers,
        settings=settings,
        seconds=monotonic() - start,
        inputs=len(files),
        keep_kinds=rulebook.keep_kinds,
        stopped=stopped,
    )
    _write_reports(job.out, total_of([total], publishers), facts)
    return RunSummary(total, stopped)


def _duplicate(item: WorkItem, line: OutputLines, tally: Tally) -> OutputLines:
    """Reject a row whose id an earlier row has, and correct the counts. A row that is rejected already keeps its reason."""
    if not line.document:
        return line
    record, ledger = Record.from_json(line.document), Ledger.from_json(line.ledger)
    rejection = reject_item(item, "duplicate-id", f"an earlier row has the id {line.id!r}", line.id)
    tally.add(Cleaned(record, ledger), -1)
    tally.add(rejection)
    return lines_of(rejection, item)


def _write_reports(out: Path, tally: Tally, facts: RunFacts) -> None:
    """Write the dataset card and, last of all, `run.json`: a folder without it means that the run did not end."""
    write_whole(out / "README.md", card(tally).encode())
    report = orjson.dumps(run_report(tally, facts), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    write_whole(out / "run.json", report)
