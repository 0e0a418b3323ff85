"""`cleaner diff`: how two finished runs differ."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .echo import echo_lines

_RUN = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("diff")
@click.argument("first", metavar="OUT1", type=_RUN)
@click.argument("second", metavar="OUT2", type=_RUN)
@click.option(
    "--samples",
    "max_samples",
    metavar="N",
    default=3,
    show_default=True,
    type=click.IntRange(min=0),
    help="Show at most N documents, each changed by other rules.",
)
@click.option(
    "--max-lost",
    metavar="SHARE",
    type=click.FloatRange(0, 1),
    help="Exit with 1 if OUT2 lacks more than this share of the characters in OUT1's texts.",
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(first: Path, second: Path, max_samples: int, max_lost: float | None, as_json: bool) -> int:  # fmt: skip
    """
    Show how the results of two runs differ.

    OUT1 and OUT2 are folders that `cleaner run` wrote. Documents are matched by id. The stamp (`metadata.cleaner`),
    `added`, and what the ledger says of the input and of the settings are not compared. Characters removed are compared
    document by document; those that several rules removed count for each of them.

    Exits with 0 even if documents differ, unless more is lost than --max-lost allows. A document that OUT2 lacks is lost
    as a whole.
    """
    from ..evaluate.run_diff import rejection_changes, run_diff
    from ..run.paired_results import paired_results
    from ..run.results import rejections
    from .diff_report import diff_lines

    diff = run_diff(paired_results(first, second), max_samples)
    diff.rejections = rejection_changes(rejections(first), rejections(second))
    if as_json:
        click.echo(json.dumps(diff.as_json()))
    else:
        echo_lines(diff_lines(diff))
    if max_lost is None or diff.lost_share <= max_lost:
        return 0
    click.echo(f"{diff.lost_share:.4%} of the characters are lost; --max-lost allows {max_lost:.4%}", err=True)
    return 1
