"""`cleaner eval`: how good cleaned documents are, measured against gold texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from ..errors import RunError, UnfinishedRunError
from ..escape_controls import safe_json
from ..evaluate.breakdown import worst
from ..evaluate.evaluation import Evaluation, evaluate
from ..evaluate.gold import MIN_GOLD_CHARS, Gold, golds, has_gold
from ..formats.json_file import json_value, read_objects
from ..run.results import results_by_id
from .counted import counted
from .echo import echo_lines
from .eval_report import loss_table, means_table, page_lines

MAX_GROUPS_SHOWN = 20
"""Rows of a table; `--json` has all groups."""

_EXISTING = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, type=_FILE)
@click.option(
    "--docs",
    multiple=True,
    required=True,
    type=_EXISTING,
    help="Score the records in this run folder or JSONL file. Repeatable.",
)
@click.option("--skip", type=_FILE, help="Leave out the ids in this JSON file (an object or a list).")
@click.option("--only", metavar="LIST|@FILE", help="Score only these publishers: a,b,c, or @FILE with one a line.")
@click.option(
    "--worst", "count", metavar="N", default=0, type=click.IntRange(min=0), help="Also show the N worst pages."
)
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(
    gold: tuple[Path, ...], docs: tuple[Path, ...], skip: Path | None, only: str | None, count: int, as_json: bool
) -> None:
    """
    Score cleaned documents against gold texts.

    GOLD is JSONL with a page a line (`id`, `publisher`, `lang`, `gold_text`), also compressed. Documents are matched by
    id; a page without a document counts as empty, and one with fewer than 60 characters of gold is left out. If --docs
    is a run's folder, its ledger also shows what the rules removed from the gold.
    """
    try:
        rows = [row for path in gold for row in read_objects(path)]
        pages = golds(rows, _skipped(skip), _publishers(only))
        if not pages:
            raise RunError("no page has a gold body: check GOLD, --skip and --only")
        _warn_of_short_golds(sum(not has_gold(row) for row in rows))
        records, ledgers = results_by_id(docs, {page.id for page in pages})
        _warn(pages, len(records), len(ledgers))
        evaluation = evaluate(pages, records, ledgers)
    except UnfinishedRunError:
        raise
    except RunError as error:
        raise click.UsageError(str(error)) from error
    if as_json:
        click.echo(safe_json(orjson.dumps(evaluation.as_json()).decode()))
    else:
        echo_lines(_report(evaluation, count))


def _report(evaluation: Evaluation, count: int) -> Iterator[str]:
    yield from means_table("", {"all pages": evaluation.overall})
    for facet, groups in evaluation.by.items():
        yield ""
        yield from means_table(facet, groups, MAX_GROUPS_SHOWN)
    if evaluation.gold_loss:
        yield ""
        yield from loss_table(evaluation.gold_loss)
    for score in worst(evaluation.scores, count):
        yield ""
        yield from page_lines(score)


def _warn_of_short_golds(number: int) -> None:
    if number:
        click.echo(f"left out: {counted(number, 'page')} with fewer than {MIN_GOLD_CHARS} characters of gold", err=True)


def _warn(pages: list[Gold], records: int, ledgers: int) -> None:
    if records < len(pages):
        click.echo(f"{len(pages) - records} of {len(pages)} pages have no document and count as empty", err=True)
    if not ledgers:
        click.echo("no ledger, so what rules removed from the gold is not counted", err=True)


def _skipped(path: Path | None) -> set[str]:
    if path is None:
        return set()
    ids = json_value(path.read_bytes(), str(path))
    if not isinstance(ids, dict | list):
        raise RunError(f"{path} must be a JSON object or a list of ids")
    return set(map(str, ids))


def _publishers(only: str | None) -> set[str] | None:
    if only is None:
        return None
    if not only.startswith("@"):
        return {name.strip() for name in only.split(",")}
    try:
        lines = Path(only[1:]).read_text(encoding="utf-8").splitlines()
        return {line.strip() for line in lines}
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"--only {only}: {error}") from error
