"""
A whole run: inputs in, shards, rejections, counts and a dataset card out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson

from ..clean import Cleaned, Settings
from ..errors import RunError
from ..formats.inputs import Input
from ..formats.work_items import Parcel, parcels
from ..match.rulebook import Rulebook
from ..prepare import engines
from ..record import Ledger, Record
from ..version import __version__
from .dataset_card import card
from .local import clean_all
from .shards import SHARD, Shards, make_room, write_whole
from .tally import Tally
from .worker import Line, lines_of, reject_parcel

STOP_AFTER = 1_000
"""So many documents must have been seen before a high share of rejections stops a run."""


@dataclass(frozen=True, slots=True)
class Job:
    """Where results go, and how: workers, documents in a shard, and the share of rejections that stops the run."""

    out: Path
    workers: int = 1
    shard: int = SHARD
    force: bool = False
    abort_over: float = 0.1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: its counts, and whether too many rejections stopped it."""

    tally: Tally
    stopped: bool = False


class Ids:
    """Ids that came with rows and have been seen, as 8-byte digests: 100 bytes of memory a row, whatever the id."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()

    def is_new(self, id_: str) -> bool:
        """Whether the id was not asked for before."""
        digest = hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if digest in self.seen:
            return False
        self.seen.add(digest)
        return True


def read_all(sources: Iterable[Input]) -> Iterator[Parcel]:
    """Every document of every input, in order."""
    for source in sources:
        yield from parcels(source)


def run(
    sources: Iterable[Input], rulebook: Rulebook, settings: Settings, job: Job, advance: Callable[[int], None]
) -> Outcome:
    """
    Clean everything. `advance` is told how many documents were finished, for a progress bar.

    Raises RunError where the results cannot be written. (An input that cannot be read is a rejection instead.)
    """
    sources = list(sources)
    make_room(job.out, job.force, (source.path for source in sources))
    try:
        return _run(sources, rulebook, settings, job, advance)
    except OSError as error:
        raise RunError(f"{error.filename or job.out} cannot be written: {error.strerror or error}") from error


def _run(
    sources: Iterable[Input], rulebook: Rulebook, settings: Settings, job: Job, advance: Callable[[int], None]
) -> Outcome:
    total = Tally()
    ids = Ids()
    number = 0
    stopped = False
    with (
        Shards(job.out / "documents", job.shard) as documents,
        Shards(job.out / "ledger", job.shard) as ledgers,
        Shards(job.out / "rejected", job.shard, always=False) as rejections,
    ):
        for batch, lines, tally in clean_all(read_all(sources), rulebook, settings, job.workers):
            for parcel, line in zip(batch, lines, strict=True):
                if line.own_id and not ids.is_new(line.id):
                    line = _repeated(parcel, line, tally)
                if line.document:
                    documents.write(number, line.document)
                    ledgers.write(number, line.ledger)
                else:
                    rejections.write(number, line.rejection)
                number += 1
            total.merge(tally)
            advance(len(batch))
            if number >= STOP_AFTER and total.rejected > job.abort_over * number:
                stopped = True
                break
        if not number:
            for empty in (documents, ledgers):
                empty.turn_to(0)
    _report(job.out, rulebook, settings, total, stopped)
    return Outcome(total, stopped)


def _repeated(parcel: Parcel, line: Line, tally: Tally) -> Line:
    """A row whose id an earlier row had: it is rejected and counted so. One that is rejected already keeps its reason."""
    if not line.document:
        return line
    record, ledger = Record.from_json(line.document), Ledger.from_json(line.ledger)
    rejection = reject_parcel(parcel, "duplicate-id", f"an earlier row has the id {line.id!r}", line.id)
    tally.add(Cleaned(record, ledger), -1)
    tally.add(rejection)
    return lines_of(rejection, parcel)


def _report(out: Path, rulebook: Rulebook, settings: Settings, tally: Tally, stopped: bool) -> None:
    """`run.json` and the dataset card, last of all: a folder without them is of a run that did not end."""
    report = {
        "cleaner": __version__,
        "engines": engines(),
        "packs": {name: pack.digest for name, pack in rulebook.packs.items()},
        "added": settings.added,
        "whole_page": settings.whole_page,
        "stopped": stopped,
        **tally.as_json(),
    }
    write_whole(out / "README.md", card(tally).encode())
    write_whole(out / "run.json", orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
