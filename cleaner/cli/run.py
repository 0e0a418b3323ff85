"""`cleaner run`: files, folders and patterns in, a folder of results out."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..extras import missing
from ..outputs.registry import USUAL_FORMATS, checked_formats, usual_formats
from .echo import echo_error, echo_lines
from .options import (
    format_option,
    key_options,
    now,
    rule_options,
    rulebook,
    settings_of,
    settings_options,
    workers_of,
    workers_option,
)
from .sizes import Size
from .stop_signals import SIGNAL_CODES, StoppedBySignal, stop_signals

if TYPE_CHECKING:
    from ..formats.inputs import FoundInputs
    from ..run.job import RunSummary
    from ..run.run_progress import Advance, RunProgress

_SHARE = click.FloatRange(0, 1)


@click.command("run")
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Write results into this folder.",
)  # fmt: skip
@click.option("--fresh", is_flag=True, help="Start anew: replace the results that are in the folder.")
@workers_option
@click.option(
    "--engine", type=click.Choice(["local", "ray", "spark"]), default="local", show_default=True,
    help="Use the processes of this host, Ray, or Spark; results are the same.",
)  # fmt: skip
@click.option(
    "--to", metavar="FORMATS", default=None,
    show_default=f"{','.join(USUAL_FORMATS)}; without pyarrow jsonl",
    help="Write results in these formats: jsonl, jsonl.gz or jsonl.zst, and parquet.",
)  # fmt: skip
@click.option(
    "--stand-off", type=click.Choice(["texts", "ids"]), default=None, show_default="no such tables",
    help="Also write what each rule took as a table beside the uncut texts, or beside their ids.",
)  # fmt: skip
@click.option("--added", default=None, show_default="start of the run", help="Set the field `added` of every record.")
@click.option(
    "--shard", type=click.IntRange(1), default=None, show_default="by the size of the input",
    help="Start a new part after this many documents.",
)  # fmt: skip
@click.option(
    "--timeout", type=click.FloatRange(0), default=120, show_default=True,
    help="Reject a document that takes more than this many seconds; 0 means no limit.",
)  # fmt: skip
@click.option(
    "--memory", type=Size(), default="4G", show_default=True,
    help="Reject a document for which a worker needs more memory than this; 0 means no limit.",
)  # fmt: skip
@click.option(
    "--max-rejected", type=_SHARE, default=0.0, show_default=True,
    help="Exit with 0 if at most this share of documents is rejected.",
)  # fmt: skip
@click.option(
    "--abort-over", type=_SHARE, default=0.1, show_default=True,
    help="Stop when more than this share of documents is rejected.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write into a folder that holds other files; they stay.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print no progress and no summary.")
@format_option
@key_options
@settings_options
@rule_options
def command(
    inputs: tuple[str, ...], format_: str | None, out: Path, fresh: bool, workers: int, engine: str, to: str | None,
    added: str | None, whole_page: bool, extractor: str, keep_raw: bool, quotes: str, shard: int | None,
    timeout: float, memory: int, max_rejected: float, abort_over: float, stand_off: str | None, force: bool, as_json: bool,
    quiet: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, keep_rules: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean files and folders into a folder of results.

    INPUTS are files, folders, patterns, URLs, and - for stdin; .txt, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc and
    .wet are read, also compressed, and with --from files of any suffix. Rows (lines of .jsonl, objects in the array of a
    .json, rows of a table) have `text` or `html`, and optionally `id`, `url`, `source`, `title` and other fields.

    Run the same command again to continue an interrupted run.
    """
    from ..formats.inputs import find_inputs
    from ..run.crew import ChildLimits
    from ..run.job import Job, run
    from .progress import progress

    with _resumable(fresh):
        book = rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules)
        found = find_inputs(inputs, format_ or "", str(out))
        settings = settings_of("", whole_page, extractor, keep_raw, quotes, keys, stand_off or "")
        formats = usual_formats() if to is None else checked_formats(filter(None, to.split(",")))
        limits = ChildLimits(timeout, memory)
        job = Job(out, now(), added, workers_of(workers), formats, shard, force, fresh, abort_over, limits, engine)
        if not quiet:
            _print_unread(found)
            if to is None and "parquet" not in formats:
                echo_error(f"only JSONL is written; {missing('pyarrow', 'writing Parquet')}")
        with progress(quiet) as advance:
            summary = run(found, book, settings, job, advance if quiet else _announced(advance))
    return _report(summary, out, max_rejected, as_json, quiet)


@contextmanager
def _resumable(fresh: bool) -> Iterator[None]:
    """Say how to go on if the run is interrupted."""
    try:
        with stop_signals():
            yield
    except KeyboardInterrupt as stop:
        number = stop.number if isinstance(stop, StoppedBySignal) else signal.SIGINT
        why = "interrupted" if number == signal.SIGINT else f"stopped by {signal.Signals(number).name}"
        echo_error(f"{why}; run the same command again{' without --fresh' if fresh else ''} to continue")
        raise click.exceptions.Exit(SIGNAL_CODES + number) from None


def _announced(advance: Advance) -> Advance:
    """The same, but if an earlier start of the run did something already, that is said first."""
    from .progress import resumed_line

    is_first = True

    def announced(done: RunProgress) -> None:
        nonlocal is_first
        if is_first and done.documents:
            echo_error(resumed_line(done))
        is_first = False
        advance(done)

    return announced


def _report(summary: RunSummary, out: Path, max_rejected: float, as_json: bool, quiet: bool) -> int:
    """Print what the run did, and return the exit code."""
    from ..escape_controls import safe_json
    from .run_summary import summary_lines

    report = summary.report
    if summary.had_ended and not quiet:
        echo_error(f"{out} already holds the finished results of this run; --fresh starts anew")
    if as_json:
        sys.stdout.write(safe_json((out / "run.json").read_text("utf-8")))
    elif not quiet:
        if not report["read"]:
            echo_error("nothing to clean: the inputs hold no documents")
        echo_lines(summary_lines(report, str(out)), err=True)
    if report["stopped"]:
        return 4
    return 1 if report["rejected"] > max_rejected * report["read"] else 0


def _print_unread(found: FoundInputs) -> None:
    """What nobody reads in the folders that were named."""
    from ..formats.inputs import unread_in_words

    if found.unread:
        echo_error(f"not read: {unread_in_words(found.unread)}")
    if found.passed_over:
        first, count = found.passed_over[0], len(found.passed_over)
        echo_error(f"passed over: {first}" + (f" and {count - 1} more" if count > 1 else "") + " (no regular files)")
