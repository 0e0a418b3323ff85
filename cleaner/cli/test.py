"""`cleaner test`: do the rules do what their examples and goldens say?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import rule_options, rulebook

if TYPE_CHECKING:
    from ..match.rulebook import Rulebook
    from ..proof.pack_tests import Finding, Proof
    from ..rule.model import RulePack


@click.command("test")
@click.argument("pack", nargs=-1)
@click.option("--update", is_flag=True, help="Make what the goldens give what they must give, and show the difference.")
@click.option("--mutate", is_flag=True, help="Delete each rule and clause in turn; what no test notices is a finding.")
@click.option("--json", "as_json", is_flag=True, help="The findings as one JSON object.")
@rule_options
def command(
    pack: tuple[str, ...], update: bool, mutate: bool, as_json: bool, folders: tuple[Path, ...], no_bundled: bool,
    drafts: bool, keep_kinds: str,
) -> int:  # fmt: skip
    """
    Try the examples and goldens of PACKs: of all packs of --rules, else of all that are bundled.

    Goldens are DIR/golden/<pack>/<case>/ with in.txt (in.html, in.json) and expected.json.
    """
    from ..packs.golden_files import read_goldens, roots, write_golden
    from ..proof.pack_tests import prove, unguarded

    if update and os.environ.get("CI"):
        raise click.UsageError("--update is for people: where CI is set, goldens are not rewritten")
    book = rulebook(folders, no_bundled, drafts, keep_kinds)
    packs = _packs(pack, folders, book)
    goldens = read_goldens(roots(folders, own=not no_bundled))
    proof = prove(packs, goldens, book)
    findings = list(proof.findings)
    if update:
        for outcome in proof.changed:
            write_golden(outcome)
            click.echo(outcome.diff, nl=False, err=True)
        findings = [finding for finding in findings if finding.what != "golden"]
    if mutate:
        findings += unguarded(packs, goldens, book)
    _tell(proof, findings, len(proof.changed) if update else 0, as_json)
    return 1 if findings else 0


def _packs(names: tuple[str, ...], folders: tuple[Path, ...], book: Rulebook) -> list[RulePack]:
    """The packs that are asked for; where none is, those of --rules, for whoever writes packs asks about their own."""
    from ..proof.pack_tests import chosen

    every = list(book.packs.values())
    theirs = [one for one in every if any(folder in Path(one.file).parents for folder in folders)]
    return chosen(names, every if names or not folders else theirs)


def _tell(proof: Proof, findings: list[Finding], updated: int, as_json: bool) -> None:
    import dataclasses

    import orjson

    if as_json:
        values = {
            "examples": proof.examples,
            "goldens": proof.goldens,
            "updated": updated,
            "findings": [dataclasses.asdict(finding) for finding in findings],
        }
        click.echo(orjson.dumps(values, option=orjson.OPT_INDENT_2))
        return
    for finding in findings:
        click.echo(str(finding))
    said = f"{proof.examples} examples, {proof.goldens} goldens: "
    said += f"{len(findings)} findings" if findings else "all as they say"
    click.echo(said + (f"; {updated} goldens written" if updated else ""), err=True)
