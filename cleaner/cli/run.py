"""`cleaner run`: files, folders and patterns in, a folder of results out."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from .echo import echo_error, echo_lines
from .options import key_options, now, rule_options, rulebook, settings_of, settings_options, workers_of, workers_option

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
@key_options
@settings_options
@rule_options
def command(
    inputs: tuple[str, ...], out: Path, workers: int, added: str | None, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str, shard: int, max_rejected: float,
    abort_over: float, force: bool, as_json: bool, quiet: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool,
    keep_kinds: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean files and folders into a folder of results.

    INPUTS are files, folders and patterns; .txt, .html, .jsonl, .json, .csv and .tsv are read, also compressed. Rows
    (lines of .jsonl, objects in the array of a .json, lines of a table below its header) have `text` or `html`, and
    optionally `id`, `url`, `source`, `title` and other fields.
    """
    import json

    from ..escape_controls import safe_json
    from ..formats.inputs import find_inputs
    from ..run.job import Job, run
    from ..run.child_program import collect_less
    from .progress import progress

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    files = find_inputs(inputs)
    settings = settings_of(now() if added is None else added, whole_page, extractor, keep_raw, quotes, keys)
    job = Job(out, workers_of(workers), shard, force, abort_over)
    with progress(quiet) as advance:
        summary = run(files, book, settings, job, advance)
    report = (out / "run.json").read_text("utf-8")
    if as_json:
        sys.stdout.write(safe_json(report))
    elif not quiet:
        _print_summary(json.loads(report), out)
    if summary.stopped:
        return 4
    tally = summary.tally
    return 1 if tally.rejected > max_rejected * (tally.documents + tally.rejected) else 0


def _print_summary(report: Mapping[str, Any], out: Path) -> None:
    from ..formats.registry import known_suffixes
    from .run_summary import summary_lines

    if not report["read"]:
        echo_error(f"nothing to clean: the inputs hold no {', '.join(known_suffixes())}")
    echo_lines(summary_lines(report, str(out)), err=True)
