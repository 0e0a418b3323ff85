"""What a run wrote, read again: records, and their ledgers beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import RunError
from ..formats.json_file import read_objects
from ..record import JsonLine, Ledger, Record

_T = TypeVar("_T", bound=JsonLine)


def results(out: Path) -> Iterator[tuple[Record, Ledger]]:
    """Every record of a run with its ledger, in order. Raises RunError if they do not belong together."""
    shards = sorted((out / "documents").glob("part-*.jsonl"))
    if not shards:
        raise RunError(f"{out} holds no results; name the folder that `cleaner run` got with -o")
    for documents in shards:
        yield from _pairs(documents, out / "ledger" / documents.name)


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


def _pairs(documents: Path, ledgers: Path) -> Iterator[tuple[Record, Ledger]]:
    try:
        with open(documents, "rb") as record_lines, open(ledgers, "rb") as ledger_lines:
            for number, line in enumerate(record_lines, 1):
                record = _decoded(Record, line, f"{documents}:{number}")
                ledger = _decoded(Ledger, ledger_lines.readline(), f"{ledgers}:{number}")
                if record.id != ledger.id:
                    raise RunError(f"{ledgers}:{number}: this is the ledger of {ledger.id!r}, not of {record.id!r}")
                yield record, ledger
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
