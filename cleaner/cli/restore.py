"""`cleaner restore`: the inputs back, from what a run wrote."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("restore")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True, help="Where the inputs go.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but what could not be restored.")
def command(out: Path, folder: Path, quiet: bool) -> int:
    """
    Put back the inputs of the run that wrote OUT.

    Files come back byte for byte; rows as `id` and `text`, one file for each file they came from. What a changed record
    or ledger would give is not written, but named.
    """
    from ..run.restore import Restored
    from ..run.results import results
    from ..undo import restore

    restored = refused = 0
    sink = Restored(folder)
    try:
        for record, ledger in results(out):
            try:
                data = restore(record.text, ledger)
            except ValueError as error:
                refused += 1
                click.echo(str(error), err=True)
                continue
            sink.write(ledger, data)
            restored += 1
    finally:
        sink.close()
    if not quiet:
        click.echo(f"{restored} inputs in {folder}" + (f", {refused} refused" if refused else ""), err=True)
    return 1 if refused else 0
