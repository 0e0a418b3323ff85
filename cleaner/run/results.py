"""What a run wrote, read again: records, and their ledgers beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from ..errors import RunError
from ..formats.json_file import read_objects
from ..json_line import JsonLine
from ..ledger import Ledger
from ..record import Record, Rejected

_T = TypeVar("_T", bound=JsonLine)


class Place(NamedTuple):
    """Where a result is: its files, and the offsets of its two lines in bytes."""

    documents: Path
    ledgers: Path
    record_offset: int
    ledger_offset: int


class PlacedResult(NamedTuple):
    """A record, its ledger, and where they are."""

    record: Record
    ledger: Ledger
    place: Place


def results(out: Path) -> Iterator[tuple[Record, Ledger]]:
    """Every record of a run with its ledger, in order. Raises RunError if they do not belong together."""
    return ((record, ledger) for record, ledger, _ in placed_results(out))


def placed_results(out: Path) -> Iterator[PlacedResult]:
    """As `results`, with the place of each, from which `result_at` reads it again."""
    shards = sorted((out / "documents").glob("part-*.jsonl"))
    if not shards:
        raise RunError(f"{out} holds no results; name the folder that `cleaner run` got with -o")
    for documents in shards:
        yield from _pairs(documents, out / "ledger" / documents.name)


def result_at(place: Place) -> tuple[Record, Ledger]:
    """The record and the ledger at a place. Raises RunError."""
    try:
        with open(place.documents, "rb") as record_lines, open(place.ledgers, "rb") as ledger_lines:
            record_lines.seek(place.record_offset)
            ledger_lines.seek(place.ledger_offset)
            record = _decoded(Record, record_lines.readline(), str(place.documents))
            return record, _decoded(Ledger, ledger_lines.readline(), str(place.ledgers))
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}") from error


def rejections(out: Path) -> Iterator[Rejected]:
    """Every rejection of a run, in order. Raises RunError."""
    for shard in sorted((out / "rejected").glob("part-*.jsonl")):
        try:
            with open(shard, "rb") as lines:
                for number, line in enumerate(lines, 1):
                    yield _decoded(Rejected, line, f"{shard}:{number}")
        except OSError as error:
            raise RunError(f"{error.filename}: {error.strerror}") from error


def results_by_id(
    outs: Iterable[Path], ids: Collection[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """
    The records and the ledgers of some ids, as JSON objects: a run may be far larger than what is asked for.

    Each of `outs` is a run's folder, which has both, or another folder or file of JSONL with records only. If an id comes
    twice, the last one counts.
    """
    records: dict[str, Any] = {}
    ledgers: dict[str, Any] = {}
    for out in outs:
        is_run = (out / "documents").is_dir()
        records |= _by_id(out / "documents" if is_run else out, ids)
        if is_run:
            ledgers |= _by_id(out / "ledger", ids)
    return records, ledgers


def _by_id(path: Path, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    files = sorted(path.rglob("*.jsonl*")) if path.is_dir() else [path] if path.is_file() else []
    rows = (row for file in files for row in read_objects(file))
    return {str(row["id"]): row for row in rows if str(row.get("id")) in ids}


def _pairs(documents: Path, ledgers: Path) -> Iterator[PlacedResult]:
    record_offset = ledger_offset = 0
    try:
        with open(documents, "rb") as record_lines, open(ledgers, "rb") as ledger_lines:
            for number, line in enumerate(record_lines, 1):
                record = _decoded(Record, line, f"{documents}:{number}")
                ledger_line = ledger_lines.readline()
                ledger = _decoded(Ledger, ledger_line, f"{ledgers}:{number}")
                if record.id != ledger.id:
                    raise RunError(f"{ledgers}:{number}: this is the ledger of {ledger.id!r}, not of {record.id!r}")
                yield PlacedResult(record, ledger, Place(documents, ledgers, record_offset, ledger_offset))
                record_offset += len(line)
                ledger_offset += len(ledger_line)
            if ledger_lines.readline():
                raise RunError(f"{documents} has fewer lines than {ledgers}: records are missing")
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}") from error


def _decoded(kind: type[_T], line: bytes, place: str) -> _T:
    try:
        return kind.from_json(line)
    except msgspec.ValidationError as error:
        raise RunError(f"{place}: not as a run writes it: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{place}: not JSON: {error}") from None
