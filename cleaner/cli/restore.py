"""`cleaner restore`: the inputs back, from what a run wrote."""

from __future__ import annotations

from pathlib import Path

import click

from .counted import counted
from .echo import echo_error


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
    for each file they came from. Where a record or its ledger was changed since the run, the input is reported and not
    written.
    """
    from ..errors import RunError
    from ..run.restored_inputs import RestoredInputs
    from ..run.results import results
    from ..undo import restore

    if folder.resolve() == out.resolve():
        raise RunError(f"{folder} holds the run itself; name a new or empty folder with --to")
    restored = refused = 0
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
            restored += 1
    finally:
        inputs.close()
    if not quiet:
        echo_error(f"{counted(restored, 'input')} in {folder}" + (f", {refused} not restored" if refused else ""))
    return 1 if refused else 0
