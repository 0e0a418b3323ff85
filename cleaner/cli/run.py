"""`cleaner run`: files, folders and patterns in, a folder of results out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .counted import counted
from .echo import echo_error
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

if TYPE_CHECKING:
    from ..formats.inputs import FoundInputs
    from ..run.job import RunSummary

_SHARE = click.FloatRange(0, 1)


@click.command("run")
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True,
    help="Write results into this folder.",
)  # fmt: skip
@workers_option
@click.option("--added", default=None, show_default="start of the run", help="Set the field `added` of every record.")
@click.option(
    "--shard", type=click.IntRange(1), default=100_000, show_default=True,
    help="Start a new file after this many documents.",
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
    inputs: tuple[str, ...], format_: str | None, out: Path, workers: int, added: str | None, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str, shard: int, max_rejected: float,
    abort_over: float, force: bool, as_json: bool, quiet: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool,
    keep_kinds: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean files and folders into a folder of results.

    INPUTS are files, folders, patterns, URLs, and - for stdin; .txt, .html, .jsonl, .json, .csv, .tsv, .parquet, .warc and
    .wet are read, also compressed, and with --from files of any suffix. Rows (lines of .jsonl, objects in the array of a
    .json, rows of a table) have `text` or `html`, and optionally `id`, `url`, `source`, `title` and other fields.
    """
    from ..escape_controls import safe_json
    from ..formats.inputs import find_inputs
    from ..run.job import Job, run
    from ..run.local import collect_less
    from .progress import progress

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    found = find_inputs(inputs, format_ or "")
    settings = settings_of(now() if added is None else added, whole_page, extractor, keep_raw, quotes, keys)
    job = Job(out, workers_of(workers), shard, force, abort_over)
    if not quiet:
        _print_unread(found)
    with progress(quiet) as advance:
        summary = run(found, book, settings, job, advance)
    if as_json:
        sys.stdout.write(safe_json((out / "run.json").read_text("utf-8")))
    elif not quiet:
        _print_summary(summary, out)
    if summary.stopped:
        return 4
    tally = summary.tally
    return 1 if tally.rejected > max_rejected * (tally.documents + tally.rejected) else 0


def _print_unread(found: FoundInputs) -> None:
    """What nobody reads in the folders that were named."""
    from ..formats.inputs import unread_in_words

    if found.unread:
        echo_error(f"not read: {unread_in_words(found.unread)}")
    if found.passed_over:
        first, count = found.passed_over[0], len(found.passed_over)
        echo_error(f"passed over: {first}" + (f" and {count - 1} more" if count > 1 else "") + " (no regular files)")


def _print_summary(summary: RunSummary, out: Path) -> None:
    tally = summary.tally
    rejected = f", {tally.rejected} rejected" if tally.rejected else ""
    echo_error(f"{counted(tally.documents, 'document')} in {out}/documents{rejected}")
    if not tally.documents and not tally.rejected:
        echo_error("nothing to clean: the inputs hold no documents")
    for reason, count in sorted(tally.spreads["reason"].items()):
        echo_error(f"  {count} {reason}; see {out}/rejected")
    if summary.stopped:
        echo_error("stopped: too many documents were rejected; --abort-over sets the limit")
