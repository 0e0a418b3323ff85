"""`cleaner explain`: what was removed from a document and by which rule, or why a line stayed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import document_options, key_options, keys_of, reading_options, rule_options, rulebook, settings_of
from .output_files import check_outputs

if TYPE_CHECKING:
    from ..clean import Traced


@click.command("explain")
@click.argument("file")
@document_options
@key_options
@reading_options
@click.option("--why-not", "line", metavar="LINE", help="Explain why LINE stayed: its number, or some of its text.")
@click.option("--report", is_flag=True, help="Print only examples to paste into a rule pack.")
@click.option(
    "--html", type=click.Path(path_type=Path, dir_okay=False), help="Write the explanation to this file, as HTML."
)
@click.option("--json", "as_json", is_flag=True, help="Print the explanation as JSON.")
@rule_options
def command(
    file: str, id_: str, source: str, url: str, whole_page: bool, extractor: str, quotes: str, line: str | None,
    report: bool, html: Path | None, as_json: bool, folders: tuple[Path, ...], no_bundled: bool, drafts: bool, keep_kinds: str,
    keep_rules: str, **keys: str,
) -> int:  # fmt: skip
    """
    Show what was removed from a document, and why.

    FILE is a text, an HTML page, a row of a file (FILE#n, or FILE with --id), or - for stdin. Also shows the
    fields that were lifted from the text, and how the publisher was identified. --report prints the removed lines as
    `spares` of their rules; with --why-not it prints LINE as `strips`.
    """
    from ..clean import trace
    from ..escape_controls import safe
    from ..formats.one_document import read_one
    from ..record import Rejected

    raw = read_one(file, id_, source, url, keys_of(keys))
    settings = settings_of("", whole_page, extractor, False, quotes, keys)
    book = rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules)
    check_outputs(
        {"--html": html}, [*_names(file), raw.path, *(file for pack in book.packs.values() for file in pack.files)]
    )
    traced = trace(raw, book, settings)
    if isinstance(traced, Rejected):
        click.echo(safe(f"{traced.id}: rejected: {traced.reason}: {traced.detail} {traced.place}".rstrip()), err=True)
        return 1
    numbers = _numbers(traced, line) if line is not None else []
    if html is not None:
        _write(html, traced)
    elif as_json:
        click.echo(_json(traced, numbers))
    else:
        for text in _report(traced, numbers) if report else _shown(traced, numbers):
            click.echo(text)
    return 0


def _names(file: str) -> list[str]:
    """What an argument may name: a file, or a row of it."""
    return [file, file.rpartition("#")[0] or file]


def _numbers(traced: Traced, line: str) -> list[int]:
    """The numbers of the lines that match, counted from 0."""
    count = len(traced.document.lines)
    if line.isdecimal():
        if not 1 <= int(line) <= count:
            raise click.BadParameter(
                f"there is no line {line}; the document has lines 1 to {count}", param_hint="--why-not"
            )
        return [int(line) - 1]
    numbers = [number for number in range(count) if line.casefold() in traced.document.line(number).casefold()]
    if not numbers:
        page = "; the text that extraction took from the page has no such line" if _is_page(traced) else ""
        raise click.BadParameter(f"no line contains {line!r}{page}", param_hint="--why-not")
    return numbers


def _is_page(traced: Traced) -> bool:
    return traced.document.raw.kind == "html"


def _shown(traced: Traced, numbers: list[int]) -> Iterator[str]:
    from ..explain.as_text import body, heading, reasons
    from ..explain.why import why_not

    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    yield from heading(traced, coloured)
    if numbers:
        for number in numbers:
            yield ""
            yield from reasons(traced, number, why_not(traced, number), coloured)
    else:
        yield ""
        yield from body(traced, coloured)


def _report(traced: Traced, numbers: list[int]) -> Iterator[str]:
    from ..explain.snippet import spares_lines, strips_lines

    return strips_lines(traced, numbers) if numbers else spares_lines(traced)


def _json(traced: Traced, numbers: list[int]) -> str:
    """The explanation in ASCII, so that a document cannot send control characters to a terminal."""
    from ..explain.as_json import as_dict
    from ..explain.why import why_not

    return json.dumps(as_dict(traced, {number: why_not(traced, number) for number in numbers}))


def _write(html: Path, traced: Traced) -> None:
    from ..errors import RunError
    from ..explain.as_html import html_page

    try:
        html.write_text(html_page(traced), "utf-8")
    except OSError as error:
        raise RunError(f"{html}: {error.strerror or error}") from error
