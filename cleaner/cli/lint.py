"""`cleaner lint`: what is wrong with packs although they load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..document import Document
    from ..packs.lint_targets import Shelf
    from ..proof.lint.finding import Finding

FORMATS = ("text", "json", "github", "sarif")


@click.command("lint")
@click.argument("path", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help="Put keys and rules in order; comments stay with what they stand above.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CORPUS",
    help="JSONL with `gold_text`: bodies of articles, from which no rule may take anything.",
)
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True, help="How to write.")
def command(path: tuple[Path, ...], fix: bool, against: Path | None, shape: str) -> int:  # fmt: skip
    """
    Look for rules that are shadowed, unreachable, untested, too broad or out of order in PATHs, files or folders of
    packs; in the bundled packs where none is named.

    A comment on a rule's first line excuses it: `# cleaner: allow untested - why`.
    """
    from ..packs.lint_targets import shelf
    from ..proof.findings import FORMATS as WRITERS

    packs = shelf(path)
    if fix:
        packs = _fixed(packs, path)
    findings = sorted([*_findings(packs), *_against(packs, against)])
    click.echo(WRITERS[shape](findings), nl=False)
    click.echo(f"{len(packs.named)} packs, {len(findings) or 'no'} findings", err=True)
    return 1 if findings else 0


def _findings(packs: Shelf) -> Iterator[Finding]:
    from ..proof.lint import lint
    from ..proof.lint.finding import Subject
    from ..proof.survivors import reader_of

    for pack in packs.named:
        others = tuple(other for other in packs.packs if other is not pack)
        yield from lint(Subject(pack, Path(pack.file).read_text("utf-8"), others, reader_of))


def _fixed(packs: Shelf, path: tuple[Path, ...]) -> Shelf:
    """The packs after what was out of order is in order."""
    from ..packs.lint_targets import shelf
    from ..proof.lint.order import fix

    for pack in packs.named:
        file = Path(pack.file)
        before = file.read_text("utf-8")
        after = fix(before)
        if after != before:
            file.write_text(after, "utf-8")
            click.echo(f"{file}: put in order", err=True)
    return shelf(path)


def _against(packs: Shelf, corpus: Path | None) -> Iterator[Finding]:
    from ..proof.lint.broad import against

    if corpus is not None:
        bodies = list(_bodies(corpus))
        for pack in packs.named:
            yield from against(pack, bodies)


def _bodies(corpus: Path) -> Iterator[Document]:
    from ..document import Raw
    from ..prepare import prepare
    from .rows import read_rows

    for number, row in enumerate(read_rows(corpus)):
        text = row.get("gold_text")
        if isinstance(text, str) and text.strip():
            language = row.get("lang") or row.get("language")
            yield prepare(Raw(str(row.get("id", number)), text, given={"language": language or "und"}))
