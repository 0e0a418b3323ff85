"""`cleaner run`: files, folders and patterns in, a folder of records out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .options import now, rule_options, rulebook, settings_of, settings_options, workers_of


@click.command("run")
@click.argument("inputs", nargs=-1, required=True)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), default=Path("out"), show_default=True, help="Where results go."
)
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0 is one for each core."
)
@click.option("--added", default=None, help="What stands in `added`; the start of the run unless said.")
@click.option("--shard", type=click.IntRange(1), default=100_000, show_default=True, help="Documents in a file.")
@click.option(
    "--max-rejected", type=click.FloatRange(0, 1), default=0.0, show_default=True, help="Share still called success."
)
@click.option(
    "--abort-over", type=click.FloatRange(0, 1), default=0.1, show_default=True, help="Share that stops the run."
)
@click.option("--force", is_flag=True, help="Write into a folder that holds other things.")
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr.")
@settings_options
@rule_options
def command(
    inputs: tuple[str, ...], out: Path, workers: int, added: str | None, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str, shard: int, max_rejected: float,
    abort_over: float, force: bool, as_json: bool, quiet: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool,
    keep_kinds: str,
) -> int:  # fmt: skip
    """
    Clean files, folders and patterns (.txt, .html, .jsonl, also compressed) into OUT.

    Rows of JSONL have `text` or `html`, and may have `id`, `url`, `source`, `title` and other fields.
    """
    from ..formats.inputs import inputs as find
    from ..run.job import Job, run
    from ..run.local import collect_less
    from .progress import progress

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    found = find(inputs)
    settings = settings_of(now() if added is None else added, whole_page, extractor, keep_raw, quotes)
    job = Job(out, workers_of(workers), shard, force, abort_over)
    with progress(quiet) as advance:
        outcome = run(found, book, settings, job, advance)
    tally = outcome.tally
    if as_json:
        sys.stdout.write((out / "run.json").read_text("utf-8"))
    elif not quiet:
        _tell(tally.documents, tally.rejected, dict(tally.spreads["reason"]), out, outcome.stopped)
    if outcome.stopped:
        return 4
    seen = tally.documents + tally.rejected
    return 1 if tally.rejected > max_rejected * seen else 0


def _tell(documents: int, rejected: int, reasons: dict[str, int], out: Path, stopped: bool) -> None:
    click.echo(f"{documents} documents in {out}/documents" + (f", {rejected} rejected" if rejected else ""), err=True)
    for reason, count in sorted(reasons.items()):
        click.echo(f"  {count} {reason}; see {out}/rejected", err=True)
    if stopped:
        click.echo("stopped: too many rejections. --abort-over sets the share", err=True)
