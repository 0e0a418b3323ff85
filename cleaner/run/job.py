"""A whole run: inputs in; parts, counts and a dataset card out. It begins where an earlier start of the same run ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic
from typing import Any

import orjson

from ..errors import RunError
from ..extras import need
from ..formats.inputs import FoundInputs
from ..match.rulebook import Rulebook
from ..outputs.registry import with_stand_off
from ..settings import Settings
from ..version import __version__
from .begin import begin_anew, begun_plan, check_results, make_folders, report_in, store_inputs
from .clean_piece import Shared
from .crew import NO_LIMITS, ChildLimits
from .cut_inputs import PieceSize
from .dataset_card import card
from .duplicates import reject_duplicates
from .engines import RunPieces, engine_named
from .lease import Lease, take_lease
from .output_folder import check_folder
from .part_files import remove_other_parts, whole_parts
from .plan import causes_of
from .run_pieces import BLOCKS_AHEAD
from .run_progress import Advance
from .run_report import RunFacts, run_report
from .schedule import Schedule
from .state import State, write_whole
from .tally import Tally, publishers_of, total_of


@dataclass(frozen=True, slots=True)
class Job:
    """
    Where results go, and how.

    `to` names the formats. `shard` is the number of documents in a part, or None to choose by the size of the input.
    `added` is the time that records get, or None for that of the first start, which is `start` if this is the first.
    `force` leaves files in the folder that no run wrote; `fresh` replaces the results of earlier runs. `abort_over` is the
    share of rejections that ends the run. `limits` are those of one document. `engine` is one of `engines.ENGINES`: who cleans,
    which changes no result.
    """

    out: Path
    start: str = ""
    added: str | None = None
    workers: int = 1
    to: tuple[str, ...] = ("jsonl", "parquet")
    shard: int | None = None
    force: bool = False
    fresh: bool = False
    abort_over: float = 0.1
    limits: ChildLimits = NO_LIMITS
    engine: str = "local"


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What `run.json` says, and whether this start had nothing to do because the run had ended before."""

    report: Mapping[str, Any]
    had_ended: bool = False


def run(found: FoundInputs, rulebook: Rulebook, settings: Settings, job: Job, advance: Advance) -> RunSummary:
    """
    Clean everything, and tell `advance` how far it is.

    Raises RunError if the engine is not installed, if the folder holds the results of another run, if another run is writing
    there, or if results cannot be written. (An input that cannot be read is only rejected.)
    """
    run_pieces = engine_named(job.engine)
    check_folder(job.out, job.force)
    if settings.stand_off:
        need("pyarrow", "writing stand-off tables")
    job = replace(job, to=with_stand_off(job.to, settings.stand_off))
    state = State(job.out)
    try:
        state.folder.mkdir(parents=True, exist_ok=True)
        with take_lease(state.folder) as lease:
            return _run(found, rulebook, settings, job, state, lease, run_pieces, advance)
    except OSError as error:
        raise RunError(f"{error.filename or job.out} cannot be written: {error.strerror or error}") from error


def _run(
    found: FoundInputs, rulebook: Rulebook, settings: Settings, job: Job, state: State, lease: Lease,
    run_pieces: RunPieces, advance: Advance,
) -> RunSummary:  # fmt: skip
    began = monotonic()
    files = store_inputs(found.files, state)
    lease.mark.check()  # that may have taken hours
    causes = causes_of(rulebook, settings, job.to, job.shard)
    plan = None if job.fresh else begun_plan(job.out, state, causes, files, job.added)
    if plan and (report := report_in(job.out)) and not report["stopped"]:
        check_results(plan, job.out, job.to)
        state.finish()  # of this start, and of one that was killed at this point
        return RunSummary(report, had_ended=True)
    size = PieceSize.of_documents(job.shard) if job.shard else PieceSize.for_inputs(files)
    if plan is None:
        plan = begin_anew(job.out, state, causes, job.start if job.added is None else job.added, files, size)
    shared = Shared(job.out, job.to, rulebook, replace(settings, added=plan.added), size, lease.mark)
    make_folders(job.out, job.to, state)
    schedule = Schedule(plan, state, whole_parts(job.out, job.to), blocks_ahead=BLOCKS_AHEAD * job.workers)
    seconds = sum(done.seconds for done in schedule.completions.values()) / job.workers
    stopped_at = run_pieces(schedule, shared, job.workers, job.limits, job.abort_over, advance)
    lease.mark.check()
    tally = _last_steps(schedule, shared, stopped_at)
    lease.mark.check()
    facts = RunFacts(
        cleaner=__version__,
        libraries=causes.libraries,
        packs=causes.packs,
        settings=shared.settings,
        seconds=seconds + monotonic() - began,
        inputs=len(plan.inputs),
        publishers=publishers_of(rulebook),
        keep_kinds=rulebook.keep_kinds,
        keep_rules=rulebook.keep_rules,
        unread=found.unread,
        passed_over=found.passed_over,
        stopped=bool(stopped_at),
    )
    report = _write_reports(job.out, job.to, tally, facts)
    if not stopped_at:
        state.finish()
    return RunSummary(report)


def _last_steps(schedule: Schedule, shared: Shared, stopped_at: str) -> Tally:
    """Remove what lies behind the part that ended the run, and reject duplicates. Returns the counts of all that stays."""
    parts = schedule.finished_parts()
    if stopped_at:
        parts = parts[: parts.index(stopped_at) + 1]
        for part in schedule.completions.keys() - set(parts):
            schedule.state.forget(part)
        remove_other_parts(shared.out, shared.to, parts)  # a worker that was ended may just have published one
    reject_duplicates(parts, schedule.plan, shared, schedule.state)
    return total_of((_tally(part, schedule.state) for part in parts), publishers_of(shared.rulebook))


def _tally(part: str, state: State) -> Tally:
    done = state.completion(part)
    if done is None:
        raise RunError(f"what is known of {part} was changed in {state.folder}; the same command does it again")
    return Tally.from_json(done.tally)


def _write_reports(out: Path, to: Sequence[str], tally: Tally, facts: RunFacts) -> dict[str, Any]:
    """Write the dataset card and, last of all, `run.json`: a folder without it means that the run did not end."""
    report = run_report(tally, facts)
    write_whole(out / "README.md", card(tally, to).encode())
    write_whole(out / "run.json", orjson.dumps(report, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    return report
