"""`cleaner eval GOLD --docs OUT`: how good cleaned documents are, measured against gold bodies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import orjson

from ..errors import RunError
from ..evaluate.breakdown import worst
from ..evaluate.evaluation import Appraisal, appraise, as_json
from ..evaluate.gold import Gold, golds
from ..evaluate.table import damage_table, means_table, page_lines
from .rows import read_documents, read_rows

SHOWN = 20
"""Groups of a breakdown that a table shows; `--json` has all."""

_EXISTING = click.Path(exists=True, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("eval")
@click.argument("gold", nargs=-1, required=True, type=_FILE)
@click.option("--docs", multiple=True, required=True, type=_EXISTING, help="A run's folder, or records. Repeatable.")
@click.option("--skip", type=_FILE, help="JSON file whose keys or items are ids of doubtful golds, to leave out.")
@click.option("--only", metavar="LIST|@FILE", help="Only these publishers: a,b,c or a file, one a line.")
@click.option("--worst", "count", default=0, type=click.IntRange(min=0), help="Show the N worst pages, line by line.")
@click.option("--json", "as_machine", is_flag=True, help="Everything as one JSON object.")
def command(
    gold: tuple[Path, ...], docs: tuple[Path, ...], skip: Path | None, only: str | None, count: int, as_machine: bool
) -> None:
    """
    Judge documents against GOLD, files of pages with a hand-made body (`id`, `publisher`, `lang`, `gold_text`).

    Files may be plain JSONL or compressed (.gz, .xz, .zst). Documents are found by their id; a page without one counts
    as empty. Where --docs is a run's folder, its ledger also tells what the rules themselves took from the gold.
    """
    try:
        pages = golds((row for path in gold for row in read_rows(path)), _skipped(skip), _publishers(only))
        if not pages:
            raise RunError("no page has a gold body: check GOLD, --skip and --only")
        records, ledgers = read_documents(docs, {page.id for page in pages})
        _warn(pages, len(records), len(ledgers))
        appraisal = appraise(pages, records, ledgers)
    except RunError as error:
        raise click.UsageError(str(error)) from error
    if as_machine:
        click.echo(orjson.dumps(as_json(appraisal)))
    else:
        click.echo("\n".join(_report(appraisal, count)))


def _report(appraisal: Appraisal, count: int) -> Iterator[str]:
    yield from means_table("", {"all pages": appraisal.overall})
    for facet, groups in appraisal.by.items():
        yield ""
        yield from means_table(facet, groups, SHOWN)
    if appraisal.total:
        yield ""
        yield from damage_table(appraisal.total)
    for score in worst(appraisal.scores, count):
        yield ""
        yield from page_lines(score)


def _warn(pages: list[Gold], records: int, ledgers: int) -> None:
    if records < len(pages):
        click.echo(f"{len(pages) - records} of {len(pages)} pages have no document and count as empty", err=True)
    if not ledgers:
        click.echo("no ledger: what the rules themselves took cannot be told", err=True)


def _skipped(path: Path | None) -> set[str]:
    if path is None:
        return set()
    try:
        ids = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as error:
        raise RunError(f"{path} is no JSON: {error}") from error
    if not isinstance(ids, dict | list):
        raise RunError(f"{path} must be a JSON object or list of ids")
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
