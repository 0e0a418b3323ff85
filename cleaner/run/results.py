"""What a run wrote, read again: records and their ledgers, line by line beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import orjson

from ..errors import RunError
from ..record import Ledger, Record, ledger_from_json, record_from_json

T = TypeVar("T")


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
                record = _read(record_from_json, line, documents, number)
                ledger = _read(ledger_from_json, accounts.readline(), ledgers, number)
                if record.id != ledger.id:
                    raise RunError(
                        f"{ledgers}:{number}: the ledger of {ledger.id!r} stands beside the record {record.id!r}"
                    )
                yield record, ledger
            if accounts.readline():
                raise RunError(f"{documents} ends before {ledgers}: records are missing from it")
    except OSError as error:
        raise RunError(f"{error.filename}: {error.strerror}") from error


def _read(read: Callable[[dict[str, Any]], T], line: bytes, path: Path, number: int) -> T:
    """A line as `read` makes it of its JSON object."""
    try:
        return read(orjson.loads(line))
    except orjson.JSONDecodeError as error:
        raise RunError(f"{path}:{number}: no JSON: {error}") from None
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RunError(f"{path}:{number}: not as a run writes it: {error}") from None
