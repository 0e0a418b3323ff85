"""Rows of JSONL files as `eval` reads them: plain or compressed, a file, a folder, or what a run wrote."""

from __future__ import annotations

import lzma
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from ..errors import RunError
from ..formats.work_items import opened


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSONL file in order; blank lines are passed over."""
    try:
        with opened(str(path), path.suffix) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(line, f"{path}:{number}")
    except (OSError, EOFError, lzma.LZMAError) as error:
        raise RunError(f"{path} cannot be read: {error}") from error


def read_documents(outs: Iterable[Path], ids: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """
    Records and ledgers by id, of the given ids only: a run may be far larger than its gold.

    A run's folder holds `documents` and `ledger`; any other folder, or a file, holds records alone. Where an id comes
    twice, the last one stands.
    """
    records: dict[str, Any] = {}
    ledgers: dict[str, Any] = {}
    for out in outs:
        is_run = (out / "documents").is_dir()
        records |= _by_id(out / "documents" if is_run else out, ids)
        if is_run:
            ledgers |= _by_id(out / "ledger", ids)
    return records, ledgers


def _by_id(path: Path, ids: Collection[str]) -> dict[str, Any]:
    files = sorted(path.rglob("*.jsonl*")) if path.is_dir() else [path] if path.is_file() else []
    rows = (row for file in files for row in read_rows(file))
    return {str(row["id"]): row for row in rows if str(row.get("id")) in ids}


def _row(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise RunError(f"{place} is no JSON: {error}") from error
    if not isinstance(row, dict):
        raise RunError(f"{place} is no JSON object")
    return row
