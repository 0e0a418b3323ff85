"""`cleaner clean`: a pipe, JSONL in and JSONL out, one line for each line."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import rule_options, rulebook, settings_of, settings_options, workers_of

if TYPE_CHECKING:
    from ..run.pipe import Write


@click.command("clean")
@click.argument("file", type=click.Path(), default="-")
@click.option("--ledger", type=click.Path(path_type=Path), help="Where the ledger goes, line for line.")
@click.option("--rejects", type=click.Path(path_type=Path), help="Where rejections go.")
@click.option(
    "--workers", type=click.IntRange(0), default=1, show_default=True, help="Processes; 0 is one for each core."
)
@click.option("--added", default="", help="What stands in `added`.")
@settings_options
@rule_options
def command(
    file: str, ledger: Path | None, rejects: Path | None, workers: int, added: str, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str,
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str,
) -> int:  # fmt: skip
    """
    Clean JSONL from FILE (or stdin) to stdout, one line for each line.

    A line that is rejected gives a record without text and with the verdict `rejected`; a blank line is rejected too.
    """
    from ..errors import RunError
    from ..run.local import collect_less
    from ..run.pipe import pipe

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    settings = settings_of(added, whole_page, extractor, keep_raw, quotes)
    try:
        with ExitStack() as stack:
            source = stack.enter_context(click.open_file(file, "rb"))
            accounts, rejections = _sink(stack, ledger), _sink(stack, rejects)
            out = sys.stdout.buffer
            rejected = pipe(source, out, accounts, rejections or _say, book, settings, workers_of(workers))
    except BrokenPipeError:  # whoever read our output has enough (`| head`)
        _let_go()
        return 0
    except OSError as error:
        _let_go()
        raise RunError(f"{error.filename or file}: {error.strerror or error}") from error
    return 1 if rejected else 0


def _let_go() -> None:
    """Write what is still buffered; what cannot be written goes nowhere, or Python would try again at exit and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sink(stack: ExitStack, path: Path | None) -> Write | None:
    return stack.enter_context(path.open("wb")).write if path else None


def _say(rejection: bytes) -> None:
    import orjson

    row = orjson.loads(rejection)
    click.echo(f"{row['place'] or row['id']}: {row['reason']}: {row['detail']}", err=True)
