"""`cleaner restore`: the inputs back, from what a run wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from .counted import counted
from .echo import echo_error, echo_lines


@click.command("restore")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--to", "folder", type=click.Path(path_type=Path), required=True, help="Write the inputs into this folder."
)
@click.option("-q", "--quiet", is_flag=True, help="Print only what could not be restored.")
def command(out: Path, folder: Path, quiet: bool) -> int:
    """
    Restore the inputs of a run from its results.

    OUT is the folder that `cleaner run` wrote. Files come back byte for byte. Rows come back as `id` and `text`, one file
    for each file they came from. Pages come back as the text that extraction found, unless the run had --keep-raw. Where a
    record or its ledger was changed since the run, the input is reported and not written. Nothing that exists is replaced,
    and no link is followed.
    """
    from ..errors import RunError
    from ..run.restored_inputs import RestoredInputs
    from ..run.results import results
    from ..undo import restore

    if (out / "documents").is_dir() and out.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise RunError(f"{folder} holds the run itself, or is inside its folder; name a new or empty folder with --to")
    kinds: Counter[str] = Counter()
    refused = 0
    inputs = RestoredInputs(folder)
    try:
        for record, ledger in results(out):
            try:
                data = restore(record.text, ledger)
            except ValueError as error:
                refused += 1
                echo_error(str(error))
                continue
            inputs.write(ledger, data)
            kinds[ledger.kind] += 1
    finally:
        inputs.close()
    if not quiet:
        echo_lines(_summary(folder, kinds, refused, inputs.moved), err=True)
    return 1 if refused else 0


def _summary(folder: Path, kinds: Counter[str], refused: int, moved: list[tuple[str, str]]) -> Iterator[str]:
    for wanted, got in moved:
        yield f"{wanted} came back as {got}: the other name is that of a file and of a folder"
    pages = sum(number for kind, number in kinds.items() if kind.endswith("-page"))
    if pages:
        yield f"{counted(pages, 'page')} came back as the text that extraction found; run with --keep-raw to get pages"
    yield f"{counted(kinds.total(), 'input')} in {folder}" + (f", {refused} not restored" if refused else "")
