"""
The last step of a run: an id that an earlier document has makes a rejection of a later one.

Each part has a sorted file of the digests of its ids. Merging these files finds duplicates without holding them in memory.
Parts that lose documents are written anew. A part is filtered by ids, not by rows, so doing that twice changes nothing:
after a crash it is simply done again.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from ..clean import Cleaned
from ..errors import DocumentError, RunError
from ..formats.registry import parse_item
from ..formats.work_item import WorkItem
from ..ledger import Ledger
from ..outputs.output_format import SET_APART
from ..outputs.registry import OUTPUT_FORMATS, STAND_OFF_FORMATS
from ..outputs.stand_off_files import read_set_apart
from ..record import Record, Rejected
from ..settings import RowKeys
from .clean_piece import DIGEST_BYTES, ROW_BYTES, Shared, id_digest
from .part_files import PartFiles
from .piece import Stream, files_of
from .plan import Plan
from .read_piece import read_piece, stream_blocks
from .schedule import numbers_of
from .state import Completion, State
from .tally import Tally
from .worker import reject_item

ENTRY_BYTES = DIGEST_BYTES + ROW_BYTES
ENTRIES_AT_ONCE = 400_000
"""How many ids of all parts together are in memory while they are merged: some 30 MB."""


class _HasId(msgspec.Struct):
    id: str


_ID = msgspec.json.Decoder(_HasId)


class Duplicates(NamedTuple):
    """
    The duplicates in one part: `kept` says of the digest of each duplicated id whether its first document in this part
    stays, and `rows` are the rows whose documents go.
    """

    kept: dict[bytes, bool]
    rows: set[int]


def find_duplicates(id_paths: Iterable[Path]) -> dict[int, Duplicates]:
    """The duplicates in each part that has any, by the part's number. The parts come in the order of the plan."""
    found: dict[int, Duplicates] = defaultdict(lambda: Duplicates({}, set()))
    paths = list(id_paths)
    at_once = max(ENTRIES_AT_ONCE // max(len(paths), 1), 1)
    merged = heapq.merge(*(_entries(path, number, at_once) for number, path in enumerate(paths)))
    before, winner = b"", 0
    for digest, number, row in merged:
        if digest != before:
            before, winner = digest, number
        else:
            found[number].kept.setdefault(digest, number == winner)
            found[number].rows.add(row)
    return dict(found)


def _entries(path: Path, number: int, at_once: int = ENTRIES_AT_ONCE) -> Iterator[tuple[bytes, int, int]]:
    """The ids of a part, sorted: digest, number of the part, row. The file is not kept open: there may be thousands."""
    offset = 0
    while True:
        with path.open("rb") as file:
            file.seek(offset)
            data = file.read(ENTRY_BYTES * at_once)
        for start in range(0, len(data), ENTRY_BYTES):
            digest = data[start : start + DIGEST_BYTES]
            yield digest, number, int.from_bytes(data[start + DIGEST_BYTES : start + ENTRY_BYTES])
        if len(data) < ENTRY_BYTES * at_once:
            return
        offset += len(data)


def reject_duplicates(parts: list[str], plan: Plan, shared: Shared, state: State) -> None:
    """Reject duplicates in all parts, and record the new counts of each part that is written anew."""
    found = find_duplicates(state.ids_path(part) for part in parts)
    changed = {parts[number]: duplicates for number, duplicates in found.items()}
    for part, items in _items_of(changed, plan, shared):
        rejections = {
            row: _rejection(item, shared.settings.keys) for row, item in enumerate(items) if row in changed[part].rows
        }
        if rejections.keys() != changed[part].rows:
            names = ", ".join(file.path for file in files_of(plan.pieces[numbers_of(part)[0]])[:3])
            raise RunError(f"{names} cannot be read again, but holds duplicates of {part}; bring back what was cleaned")
        before = state.completion(part)
        assert before is not None
        state.complete(part, _rewrite(part, changed[part], rejections, shared, state, before))


def _items_of(
    changed: Mapping[str, Duplicates], plan: Plan, shared: Shared
) -> Iterator[tuple[str, Iterable[WorkItem]]]:
    """The changed parts, each with what it was made of. A stream is read once for all of its parts."""
    for number, parts in groupby(sorted(changed), lambda part: numbers_of(part)[0]):
        piece = plan.pieces[number]
        if isinstance(piece, Stream):
            by_block = {numbers_of(part)[1]: part for part in parts}
            for block, items in stream_blocks(piece.file, shared.size):
                if block in by_block:
                    yield by_block.pop(block), items
                if not by_block:
                    break
        else:
            yield next(parts), read_piece(piece)


def _rejection(item: WorkItem, keys: RowKeys) -> Rejected:
    try:
        id_ = parse_item(item, keys).id
    except DocumentError:  # the input has changed since; what is in the results still counts
        id_ = item.id
    return reject_item(item, "duplicate-id", f"an earlier row has the id {id_!r}", id_)


def _rewrite(
    part: str,
    duplicates: Duplicates,
    rejections: Mapping[int, Rejected],
    shared: Shared,
    state: State,
    before: Completion,
) -> Completion:
    """Write a part without its duplicates."""
    tally = Tally()
    document_rows = {row for _, _, row in _entries(state.ids_path(part), 0)}
    rejected_before = [
        line for line in _lines(shared, part, "rejected") if Rejected.from_json(line).reason != "duplicate-id"
    ]
    with PartFiles(shared.out, part, shared.to, shared.mark) as files:
        ledgers = _without(_lines(shared, part, "ledger"), duplicates.kept)
        for line in _without(_lines(shared, part, "documents"), duplicates.kept):
            ledger = next(ledgers)
            tally.add(Cleaned(Record.from_json(line), Ledger.from_json(ledger)))
            files.write_line("documents", line)
            files.write_line("ledger", ledger)
        for line in _without(_set_apart_lines(shared, part), duplicates.kept):
            files.write_line(SET_APART, line)
        for line in _in_order(rejected_before, rejections, document_rows):
            tally.add(Rejected.from_json(line))
            files.write_line("rejected", line)
        files.publish()
    return replace(before, tally=tally.to_json())


def _in_order(before: Iterable[bytes], rejections: Mapping[int, Rejected], document_rows: set[int]) -> Iterator[bytes]:
    """The rejections of a part by row: those from before are of the rows that never had a document, in their order."""
    row = 0
    waiting = dict(rejections)
    for line in before:
        while row in document_rows:
            if row in waiting:
                yield waiting.pop(row).to_json()
            row += 1
        yield line
        row += 1
    yield from (waiting[row].to_json() for row in sorted(waiting))


def _lines(shared: Shared, part: str, table: str) -> Iterator[bytes]:
    """The lines of a part as they are now, from the first of its formats."""
    form = OUTPUT_FORMATS[shared.to[0]]
    return form.read_lines(shared.out / form.folder / table / f"{part}{form.suffix}")


def _set_apart_lines(shared: Shared, part: str) -> Iterator[bytes]:
    """What was set apart of a part's documents; nothing if the run has no stand-off tables."""
    tables = STAND_OFF_FORMATS.get(shared.settings.stand_off)
    if tables is None:
        return iter(())
    texts, spans, ties = (shared.out / tables.folder / table / f"{part}{tables.suffix}" for table in tables.tables)
    return read_set_apart(texts, spans, ties, with_text=shared.settings.stand_off == "texts")


def _without(lines: Iterable[bytes], kept: Mapping[bytes, bool]) -> Iterator[bytes]:
    """The lines without those of duplicates; the first with an id stays if `kept` says so."""
    seen = set()
    for line in lines:
        digest = id_digest(_ID.decode(line).id)
        if digest in kept:
            if digest in seen or not kept[digest]:
                continue
            seen.add(digest)
        yield line
