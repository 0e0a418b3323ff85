"""What children do: clean a piece, try some of its documents alone, and read a stream in blocks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from ..formats.work_item import InputFile, WorkItem
from ..match.rulebook import Rulebook
from ..settings import Settings
from .batches import batches
from .child import Tell, Working
from .cut_inputs import PieceSize
from .lease import Mark
from .part_files import PartFiles
from .piece import Piece
from .read_piece import read_piece, store_block, stream_blocks
from .state import Completion, State, write_whole
from .tally import Tally
from .worker import BATCH_IN_CACHE, OutputLines, lines_of, reject_item, work

DIGEST_BYTES = 16
ROW_BYTES = 4
"""An entry in a file of ids: the digest of an id, and the row of its document in the piece."""


class Shared(NamedTuple):
    """What all calls of a run share: where results go and how they are made."""

    out: Path
    to: tuple[str, ...]
    rulebook: Rulebook
    settings: Settings
    size: PieceSize
    mark: Mark


class PieceTask(NamedTuple):
    """
    A piece to clean into a part. `refused` are rows that are rejected unseen, with the reason in words; with them, documents
    must be cleaned `one_by_one`. `token` tells apart who writes, where two might write the same part.
    """

    part: str
    piece: Piece
    refused: Mapping[int, str] = {}
    one_by_one: bool = False
    token: str = ""


def clean_piece(shared: Shared, task: PieceTask, tell: Tell) -> Completion:
    """Clean a piece, and publish its part. Raises RunError or OSError if that is impossible."""
    began = monotonic()
    state = State(shared.out)
    total = Tally()
    ids: list[bytes] = []
    row = 0
    with PartFiles(shared.out, task.part, shared.to, shared.mark, token=task.token) as files:
        for batch in batches(read_piece(task.piece), 1 if task.one_by_one else BATCH_IN_CACHE):
            tell(Working(row, len(batch)))
            lines, tally = _clean(batch, row, task, shared)
            tell(Working())
            for line in lines:
                files.write(line)
                if line.document:
                    ids.append(id_digest(line.id) + row.to_bytes(ROW_BYTES))
                row += 1
            total.merge(tally)
        files.publish()
    write_whole(state.ids_path(task.part), b"".join(sorted(ids)))
    completion = Completion(
        total.documents, total.rejected, total.to_json(), state.ids_digest(task.part), monotonic() - began
    )
    state.complete(task.part, completion)
    return completion


def id_digest(id_: str) -> bytes:
    """A short digest of an id, by which duplicates are found: two ids in 10^19 share one."""
    return hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).digest()


def _clean(batch: list[WorkItem], first: int, task: PieceTask, shared: Shared) -> tuple[list[OutputLines], Tally]:
    """The lines and counts of a batch whose first document is in row `first`."""
    if first not in task.refused:  # a refused row is a batch by itself
        return work(batch, shared.rulebook, shared.settings)
    rejected = reject_item(batch[0], "limit", task.refused[first])
    tally = Tally()
    tally.add(rejected)
    return [lines_of(rejected)], tally


class Trial(NamedTuple):
    """Rows of a piece, from `first` up to `end`, that are cleaned one by one, only to see whether that is possible."""

    piece: Piece
    first: int
    end: int


def try_rows(shared: Shared, trial: Trial, tell: Tell) -> None:
    """Clean some rows of a piece one by one, and write nothing."""
    for row, item in enumerate(islice(read_piece(trial.piece), trial.first, trial.end), trial.first):
        tell(Working(row, 1))
        work([item], shared.rulebook, shared.settings)
        tell(Working())


class BlockTask(NamedTuple):
    """A block of a stream to be stored at `path`."""

    file: InputFile
    number: int
    path: str


_open_streams: dict[InputFile, Iterator[tuple[int, Iterator[WorkItem]]]] = {}
"""The stream that this child reads, placed behind the block that it stored last. A new child starts at the beginning."""


def store_next_block(shared: Shared, task: BlockTask, tell: Tell) -> int:  # noqa: ARG001 - all calls have the same arguments
    """Store a block of a stream, and return its size in bytes; 0 if the stream has no such block."""
    if task.file not in _open_streams:
        _open_streams.clear()
        _open_streams[task.file] = stream_blocks(task.file, shared.size)
    for number, items in _open_streams[task.file]:
        if number == task.number:
            return store_block(items, Path(task.path))
    return 0
