"""`cleaner apply`: the records of a finished run again, with other kinds or rules left in the texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from ..errors import RunError, UnfinishedRunError
from ..extras import need
from ..formats.compression import read_errors
from ..outputs.output_format import OutputFormat
from ..outputs.registry import STAND_OFF_FORMATS
from ..provenance import settings_digest
from ..settings import Settings
from ..stand_off import TIES, Taken, Tie
from ..version import __version__
from .applied_lines import Stamps, applied_lines
from .apply_folder import MARK, REPORT, TABLES, UNCERTAIN, check_apply_folder, clear_apply_folder
from .begin import report_in
from .lease import Mark, take_lease
from .part_files import PartFiles, table_folders
from .results import lines_of_file, part_paths, run_format
from .stand_off_part import Kept, StandOffPart, tables_of
from .state import write_whole


@dataclass(frozen=True, slots=True)
class AppliedRun:
    """
    A finished run with stand-off tables: its folder, its settings, what it kept, its rules, how many documents it has, and how
    its tables are written.
    """

    out: Path
    settings: Settings
    kept: Kept
    rules: frozenset[str]
    documents: int
    tables: OutputFormat


def apply_kept(out: Path, new: Path, kept: Kept, to: tuple[str, ...]) -> dict[str, Any]:
    """
    Write the records of the run in `out` into the folder `new`, as a run that keeps these kinds and rules would. Returns the
    report.

    Raises RunError if pyarrow is missing, if the run has not ended, has no stand-off tables or kept something else, and if `new`
    holds other things.
    """
    need("pyarrow", "reading stand-off tables")
    run = finished_run(out)
    check_apply_folder(new, out)
    _check_kept(run, kept)
    try:
        (new / MARK).mkdir(parents=True, exist_ok=True)
        with take_lease(new / MARK) as lease:
            clear_apply_folder(new)
            for _, _, folder in table_folders(new, to, TABLES):
                folder.mkdir(parents=True, exist_ok=True)
            return _apply(run, new, kept, to, lease.mark)
    except OSError as error:
        raise RunError(f"{error.filename or new} cannot be written: {error.strerror or error}") from error


def finished_run(out: Path) -> AppliedRun:
    """The run in a folder. Raises UnfinishedRunError or RunError if it cannot be applied."""
    run_format(out)
    report = report_in(out)
    if report is None:
        raise RunError(f"{out} holds no run.json of a run; name the folder that `cleaner run` wrote with -o")
    if report["stopped"]:
        raise UnfinishedRunError(f"{out}: the run stopped early; run the same command again with a higher --abort-over")
    values = report["settings"]
    tables = STAND_OFF_FORMATS.get(values.get("stand_off", ""))
    if tables is None:
        raise RunError(f"{out} has no stand-off tables; run `cleaner run` again with --stand-off texts, or ids")
    settings = Settings(
        whole_page=values["whole_page"], extractor=values["extractor"], straight_quotes=values["straight_quotes"],
        stand_off=values["stand_off"],
    )  # fmt: skip
    before = Kept(frozenset(values["keep_kinds"]), frozenset(values["keep_rules"]))
    return AppliedRun(out, settings, before, frozenset(report["rules"]), report["documents"], tables)


def _check_kept(run: AppliedRun, kept: Kept) -> None:
    """Raise RunError if the run kept what is not kept any more, or if a rule is kept that the run knows nothing of."""
    for option, before, now in (
        ("--keep-kinds", run.kept.kinds, kept.kinds),
        ("--keep-rules", run.kept.rules, kept.rules),
    ):
        if missing := sorted(before - now):
            raise RunError(
                f"{run.out}: the run had {option} {','.join(missing)}, so what they would take was never told apart; add them to "
                f"{option}, or clean the inputs again"
            )
    known = run.rules | run.kept.rules
    unknown = kept.rules - known
    if unknown and (unknown := unknown - _tied_rules(run) - _bundled_rules()):
        import difflib

        name = min(unknown)
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise RunError(f"{run.out}: no rule {name!r} took anything in this run, so there is nothing to leave in{hint}")


def _bundled_rules() -> set[str]:
    """Rules that may well have taken nothing: a script names the same ones for every run."""
    from ..packs.load import load

    return {str(rule.name) for pack in load().packs.values() for rule in pack.rules}


def _tied_rules(run: AppliedRun) -> set[str]:
    """The rules on which something hangs, though they may have taken nothing."""
    import pyarrow.parquet

    found: set[str] = set()
    for path in sorted((run.out / run.tables.folder / "ties").glob(f"part-*{run.tables.suffix}")):
        found.update(pyarrow.parquet.read_table(path, columns=["rule"]).column("rule").unique().to_pylist())
    return found


def _apply(run: AppliedRun, new: Path, kept: Kept, to: tuple[str, ...], mark: Mark) -> dict[str, Any]:
    before, now = (settings_digest(run.settings, *kinds_and_rules) for kinds_and_rules in (run.kept, kept))
    stamps = Stamps(before, now)
    counts, reasons = Counter(documents=0, changed=0, uncertain=0), Counter[str]()
    form = run_format(run.out)
    unpublished = new / f".{UNCERTAIN}.{mark.token}"
    with unpublished.open("wb") as uncertain:
        for documents in part_paths(run.out, form, "documents"):
            name = documents.name.removesuffix(form.suffix)
            part = _tables(run, name)
            changed, tied = part.changed(kept), part.tied(kept)
            with PartFiles(new, name, to, mark, TABLES) as files:
                for line in _lines(run, form, name, part, changed, stamps):
                    files.write_line("documents", line)
                files.publish()
            for row, ties in sorted(tied.items()):
                uncertain.write(uncertain_line(part.ids[row], ties))
                reasons.update({tie.reason for tie in ties})
            counts.update(documents=len(part.ids), changed=len(changed), uncertain=len(tied))
    if counts["documents"] != run.documents:
        raise RunError(
            f"{run.out} has {counts['documents']:,} documents, but its run.json says {run.documents:,}; bring back the parts "
            "that are missing, or run again with --fresh"
        )
    mark.check()
    unpublished.replace(new / UNCERTAIN)
    report = {
        "cleaner": __version__, "keep_kinds": sorted(kept.kinds), "keep_rules": sorted(kept.rules), **counts,
        "reasons": dict(sorted(reasons.items())),
    }  # fmt: skip
    write_whole(new / REPORT, orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return report


def _lines(
    run: AppliedRun,
    form: OutputFormat,
    name: str,
    part: StandOffPart,
    changed: Mapping[int, list[Taken]],
    stamps: Stamps,
) -> Iterator[bytes]:
    """The lines of a part's documents as they are written. Raises RunError if a file cannot be read."""
    documents, ledgers = (
        lines_of_file(run.out / form.folder / table / f"{name}{form.suffix}", form) for table in ("documents", "ledger")
    )
    try:
        yield from applied_lines(documents, part, changed, ledgers, stamps, run.settings.straight_quotes)
    except RunError as error:
        raise RunError(f"{run.out / form.folder}: {name}: {error}") from None
    except (ValueError, LookupError, OverflowError) as error:
        raise RunError(f"{run.out / form.folder}: {name}: a record or its ledger was changed since: {error}") from None


def _tables(run: AppliedRun, name: str) -> StandOffPart:
    """The stand-off tables of a part. Raises RunError if a file cannot be read, or they do not belong together."""
    try:
        return tables_of(run.out, run.tables, name)
    except read_errors() as error:
        raise RunError(
            f"{run.out / run.tables.folder}: {name} cannot be read: {error}; run again with --fresh"
        ) from error


def uncertain_line(id_: str, ties: Iterable[Tie]) -> bytes:
    """
    What is said of a document whose record a fresh run might make otherwise.

    >>> uncertain_line("a", [Tie("share", "hp.example/share", "suspect")])
    b'{"id":"a","reasons":["hp.example/share: Nothing was cut, because the rules of its pack asked for too much."]}\\n'
    """
    return orjson.dumps({"id": id_, "reasons": [f"{tie.rule}: {TIES[tie.reason]}" for tie in ties]}) + b"\n"
