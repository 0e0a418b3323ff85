"""What a run wrote, read again, whatever its format: records with their ledgers beside them, and rejections."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from ..errors import RunError, UnfinishedRunError
from ..formats.compression import read_errors
from ..formats.json_file import json_object, read_objects
from ..json_line import JsonLine
from ..ledger import Ledger
from ..outputs.output_format import OutputFormat
from ..outputs.registry import OUTPUT_FORMATS
from ..record import Record, Rejected

_T = TypeVar("_T", bound=JsonLine)
PlacedLine = tuple[str, bytes]
"""A line, and where it is: its file and its number from 1."""


def results(out: Path) -> Iterator[tuple[Record, Ledger]]:
    """
    Every record of a run with its ledger, in the order of the inputs.

    Raises UnfinishedRunError if the run did not end, and RunError if there is none or its files do not belong together.
    """
    form = run_format(out)
    documents, ledgers = part_paths(out, form, "documents"), part_paths(out, form, "ledger")
    if not ledgers and (out / "apply.json").exists():
        raise RunError(f"{out} holds the records of `cleaner apply`, without ledgers; name the folder of its run")
    for odd in sorted({part.name for part in documents} ^ {part.name for part in ledgers}):
        raise RunError(f"{out / form.folder}: only one of documents/{odd} and ledger/{odd} is there")
    for document_part, ledger_part in zip(documents, ledgers, strict=True):
        yield from _pairs(document_part, ledger_part, form)


def rejections(out: Path) -> Iterator[Rejected]:
    """Every rejection of a run, in order. Raises RunError as `results` does."""
    return (_decoded(Rejected, *line) for line in _table_lines(out, "rejected"))


def results_by_id(
    outs: Iterable[Path], ids: Collection[str]
) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """
    The records and the ledgers of some ids, as JSON objects: a run may be far larger than what is asked for.

    Each of `outs` is a run's folder, which has both, or another folder or file of JSONL with records only. If an id comes
    twice, the last one counts. Raises RunError as `results` does.
    """
    records: dict[str, Any] = {}
    ledgers: dict[str, Any] = {}
    for out in outs:
        if (out / "run.json").exists() or _format_in(out):
            records |= _by_id((json_object(line, place) for place, line in _table_lines(out, "documents")), ids)
            ledgers |= _by_id((json_object(line, place) for place, line in _table_lines(out, "ledger")), ids)
        else:
            files = sorted(out.rglob("*.jsonl*")) if out.is_dir() else [out] if out.is_file() else []
            records |= _by_id((row for file in files for row in read_objects(file)), ids)
    return records, ledgers


def run_format(out: Path) -> OutputFormat:
    """A format that the run wrote: the quickest to read. Raises UnfinishedRunError, or RunError if there is no run."""
    form = _format_in(out)
    ended = any((out / report).exists() for report in ("run.json", "apply.json"))
    if (out / ".apply").exists() and not ended:
        raise UnfinishedRunError(f"{out}: `cleaner apply` did not finish; run the same command again")
    if (form or (out / ".run").exists()) and not ended:
        raise UnfinishedRunError(f"{out}: the run did not finish; run the same `cleaner run` command again to continue")
    if not form:
        raise RunError(f"{out} holds no results; name a folder that `cleaner run` wrote with -o")
    return form


def _format_in(out: Path) -> OutputFormat | None:
    """The first format of which there are documents: they are sorted by how quickly they are read."""
    return next((form for form in OUTPUT_FORMATS.values() if part_paths(out, form, "documents")), None)


def part_paths(out: Path, form: OutputFormat, table: str) -> list[Path]:
    """The files of a table. Their names sort in the order of the inputs."""
    return sorted((out / form.folder / table).glob(f"part-*{form.suffix}"))


def _table_lines(out: Path, table: str) -> Iterator[PlacedLine]:
    form = run_format(out)
    for part in part_paths(out, form, table):
        yield from _lines(part, form)


def _lines(part: Path, form: OutputFormat) -> Iterator[PlacedLine]:
    """The lines of a file, each with its place. Raises RunError if it cannot be read, or is broken."""
    return ((f"{part}:{number}", line) for number, line in enumerate(lines_of_file(part, form), 1))


def lines_of_file(part: Path, form: OutputFormat) -> Iterator[bytes]:
    """The lines of a file. Raises RunError if it cannot be read, or is broken."""
    try:
        yield from form.read_lines(part)
    except read_errors() as error:
        raise RunError(f"{part} cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _pairs(documents: Path, ledgers: Path, form: OutputFormat) -> Iterator[tuple[Record, Ledger]]:
    for record_line, ledger_line in zip_longest(_lines(documents, form), _lines(ledgers, form)):
        if not record_line:
            raise RunError(f"{documents} has fewer lines than {ledgers}: records are missing")
        if not ledger_line:
            raise RunError(f"{ledgers} has fewer lines than {documents}: ledgers are missing")
        record, ledger = _decoded(Record, *record_line), _decoded(Ledger, *ledger_line)
        if record.id != ledger.id:
            raise RunError(f"{ledger_line[0]}: this is the ledger of {ledger.id!r}, not of {record.id!r}")
        yield record, ledger


def _by_id(rows: Iterable[dict[str, Any]], ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in rows if str(row.get("id")) in ids}


def _decoded(kind: type[_T], place: str, line: bytes) -> _T:
    try:
        return kind.from_json(line)
    except msgspec.ValidationError as error:
        raise RunError(f"{place}: not as a run writes it: {error}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RunError(f"{place}: not JSON: {error}") from None
