"""`cleaner clean`: a pipe, rows in and JSONL out, one line for each row."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .echo import echo_error
from .line_writer import line_writer
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
from .output_files import check_outputs

if TYPE_CHECKING:
    from ..run.pipe import WriteLine


@click.command("clean")
@click.argument("file", type=click.Path(), default="-")
@click.option("--ledger", type=click.Path(path_type=Path), help="Write the ledger to this file, line for line.")
@click.option(
    "--rejects", type=click.Path(path_type=Path), help="Write rejections to this file instead of stderr, as JSONL."
)
@workers_option
@click.option("--added", default="", show_default="empty", help="Set the field `added` of every record.")
@format_option
@key_options
@settings_options
@rule_options
def command(
    file: str, format_: str | None, ledger: Path | None, rejects: Path | None, workers: int, added: str, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str,
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, keep_rules: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean rows in a pipe, one line out for each row in.

    Reads FILE, or stdin, and writes JSONL to stdout. Unless --from says otherwise, a FILE is what its suffix says; stdin,
    and a FILE with an unknown suffix, is JSONL. Both may be compressed. For a row that is rejected, or a blank line of
    JSONL, the output has a record without text and with the verdict `rejected`.
    """
    from ..formats.pipe_input import piped_rows
    from ..run.child_program import collect_less
    from ..run.pipe import pipe

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules)
    settings = settings_of(added, whole_page, extractor, keep_raw, quotes, keys)
    check_outputs(
        {"--ledger": ledger, "--rejects": rejects},
        [file, *glob(file), *(file for pack in book.packs.values() for file in pack.files)],
    )
    with ExitStack() as stack:
        rows = stack.enter_context(piped_rows(file, format_ or ""))
        write_ledger, write_rejection = _writer(stack, ledger), _writer(stack, rejects) or _echo_rejection
        out = sys.stdout.buffer
        rejected = pipe(rows, out, write_ledger, write_rejection, book, settings, workers_of(workers))
    return 1 if rejected else 0


def _writer(stack: ExitStack, path: Path | None) -> WriteLine | None:
    return stack.enter_context(line_writer(path)) if path else None


def _echo_rejection(line: bytes) -> None:
    import orjson

    rejection = orjson.loads(line)
    place = rejection["place"] or rejection["id"]
    echo_error(f"{place}: {rejection['reason']}: {rejection['detail']}")
