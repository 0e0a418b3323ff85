"""`cleaner lint`: mistakes in rule packs that load without errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .counted import counted
from .echo import echo_error
from .options import rule_options

if TYPE_CHECKING:
    from ..document import Document
    from ..packs.lint_targets import PackSet
    from ..proof.finding import Finding

REPORT_FORMATS = ("text", "json", "github", "sarif")


@click.command("lint")
@click.argument("path", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--fix", is_flag=True, help="Sort the keys; comments move with the line below them.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="CORPUS",
    help="Report rules that remove anything from these articles (JSONL with `gold_text`).",
)
@rule_options
@click.option(
    "--format", "report_format", type=click.Choice(REPORT_FORMATS), default="text", show_default=True,
    help="Print findings in this format.",
)  # fmt: skip
def command(
    path: tuple[Path, ...], fix: bool, against: Path | None, report_format: str, folders: tuple[Path, ...], no_bundled: bool,
    drafts: bool, **_: str,
) -> int:  # fmt: skip
    """
    Check rule packs for mistakes that loading does not find.

    Finds rules that are shadowed, unreachable, untested, too broad or out of order. PATHs are packs and folders of packs; a
    file in shared/ stands for all packs beside it. If no path is given, the packs of --rules are checked, or the bundled ones.
    The others are only what they act together with: of them, drafts count with --drafts. --keep-kinds changes no finding. A
    comment on the first line of a rule excuses it: `# cleaner: allow untested - why`.
    """
    from ..packs.lint_targets import lint_targets
    from ..proof.write_findings import WRITERS

    packs = lint_targets(path, folders, drafts=drafts, own=not no_bundled)
    if fix and _sorted(packs):
        packs = lint_targets(path, folders, drafts=drafts, own=not no_bundled)
    findings = sorted([*_findings(packs), *_against(packs, against)])
    click.echo(WRITERS[report_format](findings), nl=False)
    click.echo(
        f"{counted(len(packs.named), 'pack')}, {counted(len(findings), 'finding') if findings else 'no findings'}",
        err=True,
    )
    return 1 if findings else 0


def _findings(packs: PackSet) -> Iterator[Finding]:
    from ..proof.lint import lint
    from ..proof.lint.subject import Subject
    from ..proof.survivors import example_reader

    for pack in packs.named:
        others = tuple(other for other in packs.packs if other is not pack)
        texts = tuple((file, Path(file).read_text("utf-8")) for file in pack.files)
        yield from lint(Subject(pack, texts, others, example_reader))


def _sorted(packs: PackSet) -> bool:
    """Sort the files of the packs that were named; whether any was not sorted."""
    from ..packs.replace_file import replace_file
    from ..proof.lint.order import fix

    changed = False
    for file in (Path(name) for pack in packs.named for name in pack.files):
        before = file.read_text("utf-8")
        after = fix(before)
        if after != before:
            changed = True
            replace_file(file, after)
            echo_error(f"{file}: sorted")
    return changed


def _against(packs: PackSet, corpus: Path | None) -> Iterator[Finding]:
    from ..proof.lint.broad import against

    if corpus is not None:
        bodies = list(_bodies(corpus))
        for pack in packs.named:
            yield from against(pack, bodies)


def _bodies(corpus: Path) -> Iterator[Document]:
    from ..document import Raw
    from ..formats.json_file import read_objects
    from ..prepare import prepare

    for number, row in enumerate(read_objects(corpus)):
        text = row.get("gold_text")
        if isinstance(text, str) and text.strip():
            language = row.get("lang") or row.get("language")
            yield prepare(Raw(str(row.get("id", number)), text, given={"language": language or "und"}))
