"""`cleaner clean`: a pipe, rows in and JSONL out, one line for each row."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .echo import echo_error
from .options import (
    format_option,
    key_options,
    rule_options,
    rulebook,
    settings_of,
    settings_options,
    workers_of,
    workers_option,
)

if TYPE_CHECKING:
    from ..run.pipe import WriteLine


@click.command("clean")
@click.argument("file", type=click.Path(), default="-")
@click.option("--ledger", type=click.Path(path_type=Path), help="Write the ledger to this file, line for line.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Write rejections to this file instead of stderr, as JSONL."
)
@workers_option
@click.option("--added", default="", help="Set the field `added` of every record.")
@format_option
@key_options
@settings_options
@rule_options
def command(
    file: str, format_: str | None, ledger: Path | None, rejects: Path | None, workers: int, added: str, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str,
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean rows in a pipe, one line out for each row in.

    Reads FILE, or stdin, and writes JSONL to stdout. Stdin is JSONL unless --from says otherwise, a FILE is what its suffix
    says; both may be compressed. For a row that is rejected, or a blank line of JSONL, the output has a record without text
    and with the verdict `rejected`.
    """
    from ..errors import RunError
    from ..formats.pipe_input import piped_rows
    from ..run.child_program import collect_less
    from ..run.pipe import pipe

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    settings = settings_of(added, whole_page, extractor, keep_raw, quotes, keys)
    try:
        with ExitStack() as stack:
            rows = stack.enter_context(piped_rows(file, format_ or ""))
            write_ledger, write_rejection = _writer(stack, ledger), _writer(stack, rejects) or _echo_rejection
            out = sys.stdout.buffer
            rejected = pipe(rows, out, write_ledger, write_rejection, book, settings, workers_of(workers))
    except BrokenPipeError:  # the reader of our output has enough (`| head`)
        _drain_stdout()
        return 0
    except OSError as error:
        _drain_stdout()
        raise RunError(f"{error.filename or file}: {error.strerror or error}") from error
    return 1 if rejected else 0


def _drain_stdout() -> None:
    """Write what is still buffered. If that fails discard it, or Python would try again at exit and complain."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _writer(stack: ExitStack, path: Path | None) -> WriteLine | None:
    return stack.enter_context(path.open("wb")).write if path else None


def _echo_rejection(line: bytes) -> None:
    import orjson

    rejection = orjson.loads(line)
    place = rejection["place"] or rejection["id"]
    echo_error(f"{place}: {rejection['reason']}: {rejection['detail']}")
