"""What a run wrote, read again: records and their ledgers, line by line beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from ..errors import RunError
from ..record import JsonLine, Ledger, Record

T = TypeVar("T", bound=JsonLine)


def results(out: Path) -> Iterator[tuple[Record, Ledger]]:
    """Every record of a run with its ledger, in order. Raises RunError where they do not keep step."""
    documents = sorted((out / "documents").glob("part-*.jsonl"))
    if not documents:
        raise RunError(f"{out}: no run wrote here; name the folder that `cleaner run` was given with -o")
    for path in documents:
        ledger = out / "ledger" / path.name
        yield from _beside(path, ledger)


def _beside(documents: Path, ledgers: Path) -> Iterator[tuple[Record, Ledger]]:
    try:
        with open(documents, "rb") as texts, open(ledgers, "rb") as accounts:
            for number, line in enumerate(texts, 1):
                record = _read(Record, line, documents, number)
                ledger = _read(Ledger, accounts.readline(), ledgers, number)
                if record.id != ledger.id:
                    raise RunError(
                        f"{ledgers}:{number}: the ledger of {ledger.id!r} stands beside the record {record.id!r}"
                    )
                yield record, ledger
            if accounts.readline():
                raise RunError(f"{documents} ends before {ledgers}: records are missing from it")
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}") from error


def _read(kind: type[T], line: bytes, path: Path, number: int) -> T:
    """The record or ledger that a line holds."""
    try:
        return kind.from_json(line)
    except msgspec.ValidationError as error:
        raise RunError(f"{path}:{number}: not as a run writes it: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{path}:{number}: not JSON: {error}") from None
