"""`cleaner clean`: a pipe, JSONL in and JSONL out, one line for each line."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from .echo import echo_error
from .line_writer import line_writer
from .options import key_options, rule_options, rulebook, settings_of, settings_options, workers_of, workers_option
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
@click.option("--added", default="", help="Set the field `added` of every record.")
@key_options
@settings_options
@rule_options
def command(
    file: str, ledger: Path | None, rejects: Path | None, workers: int, added: str, whole_page: bool,
    extractor: str, keep_raw: bool, quotes: str,
    folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str, **keys: str,
) -> int:  # fmt: skip
    """
    Clean JSONL in a pipe, one line out for each line in.

    Reads FILE, or stdin, and writes to stdout. For a line that is rejected, or blank, the output has a record without
    text and with the verdict `rejected`.
    """
    from ..run.local import collect_less
    from ..run.pipe import pipe

    collect_less()
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    settings = settings_of(added, whole_page, extractor, keep_raw, quotes, keys)
    check_outputs({"--ledger": ledger, "--rejects": rejects}, [file, *(pack.file for pack in book.packs.values())])
    with ExitStack() as stack:
        source = stack.enter_context(_opened(file))
        write_ledger, write_rejection = _writer(stack, ledger), _writer(stack, rejects) or _echo_rejection
        out = sys.stdout.buffer
        rejected = pipe(source, out, write_ledger, write_rejection, book, settings, workers_of(workers))
    return 1 if rejected else 0


def _opened(file: str) -> AbstractContextManager[IO[bytes]]:
    from ..errors import RunError

    try:
        return click.open_file(file, "rb")
    except OSError as error:
        raise RunError(f"{file}: {error.strerror or error}") from error


def _writer(stack: ExitStack, path: Path | None) -> WriteLine | None:
    return stack.enter_context(line_writer(path)) if path else None


def _echo_rejection(line: bytes) -> None:
    import orjson

    rejection = orjson.loads(line)
    place = rejection["place"] or rejection["id"]
    echo_error(f"{place}: {rejection['reason']}: {rejection['detail']}")
