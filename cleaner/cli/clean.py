"""`cleaner clean`: a pipe, JSONL in and JSONL out, one line for each line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import click

from .options import rule_options, rulebook, workers_of


@click.command("clean")
@click.argument("file", type=click.Path(), default="-")
@click.option("--ledger", type=click.Path(path_type=Path), help="Where the ledger goes, line for line.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rejections go.")
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0 is one for each core."
)
@click.option("--added", default="", help="What stands in `added`.")
@click.option("--whole-page", is_flag=True, help="The texts are whole pages: no bound on the share that may go.")
@rule_options
def command(
    file: str, ledger: Path | None, rejects: Path | None, workers: int, added: str, whole_page: bool,
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str,
) -> int:  # fmt: skip
    """
    Clean JSONL from FILE (or stdin) to stdout, one line for each line.

    A line that is rejected gives a record without text and with the verdict `rejected`; a blank line is rejected too.
    """
    from ..clean import Settings
    from ..errors import RunError

    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    settings = Settings(added=added, whole_page=whole_page)
    try:
        with ExitStack() as stack:
            source = stack.enter_context(click.open_file(file, "rb"))
            sinks = [stack.enter_context(open(path, "wb")) if path else None for path in (ledger, rejects)]
            return _pipe(source, sinks[0], sinks[1], book, settings, workers_of(workers))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise RunError(f"{error.filename or file}: {error.strerror or error}") from error


def _pipe(source: IO[bytes], ledgers: IO[bytes] | None, rejects: IO[bytes] | None, book, settings, workers: int) -> int:  # type: ignore[no-untyped-def]
    import orjson

    from ..run.batch import LINE, blank_record
    from ..run.local import clean_all

    out = click.get_binary_stream("stdout")
    rejected = 0
    for _, lines, _ in clean_all(_parcels(source), book, settings, workers):
        for line in lines:
            if line.document:
                out.write(line.document)
                if ledgers:
                    ledgers.write(line.ledger)
                continue
            rejected += 1
            out.write(orjson.dumps(blank_record(line.id, settings.added), option=LINE))
            if ledgers:
                ledgers.write(b"{}\n")
            if rejects:
                rejects.write(line.rejection)
            else:
                reason = orjson.loads(line.rejection)
                click.echo(f"{reason['place'] or line.id}: {reason['reason']}: {reason['detail']}", err=True)
        out.flush()
    return 1 if rejected else 0


def _parcels(source: IO[bytes]) -> Iterator:  # type: ignore[type-arg]
    from ..io.parcels import Parcel

    for number, line in enumerate(source, 1):
        if line.strip():
            yield Parcel(f"line-{number}", "-", "row", line, place=f"line {number}")
        else:
            yield Parcel(f"line-{number}", "-", "row", b"", "bad-row", "the line is blank", f"line {number}")
