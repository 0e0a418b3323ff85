"""`cleaner test`: whether rules do what their examples and goldens say."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .counted import counted
from .echo import echo_lines
from .options import rule_options, rulebook

if TYPE_CHECKING:
    from ..match.rulebook import Rulebook
    from ..proof.finding import Finding
    from ..proof.pack_tests import Proof
    from ..rule.model import RulePack


@click.command("test")
@click.argument("pack", nargs=-1)
@click.option(
    "--update", is_flag=True, help="Replace the expected output of goldens with today's, and show the difference."
)
@click.option(
    "--mutate", is_flag=True, help="Also delete each rule and clause in turn, and report losses that no test notices."
)
@click.option("--json", "as_json", is_flag=True, help="Print counts and findings as JSON.")
@rule_options
def command(
    pack: tuple[str, ...], update: bool, mutate: bool, as_json: bool, folders: tuple[Path, ...], no_bundled: bool,
    drafts: bool, keep_kinds: str, keep_rules: str,
) -> int:  # fmt: skip
    """
    Test rule packs with their own examples and goldens.

    The first example of a rule with a place (`where`) is also tried just inside and just outside the place.

    Without PACK, tests all packs of --rules, or the bundled packs. Goldens are folders DIR/golden/<pack>/<case>/ with
    in.txt (or in.html, in.json) and expected.json.
    """
    from ..packs.golden_files import golden_roots, read_goldens, write_golden
    from ..proof.pack_tests import prove, unguarded

    if update and os.environ.get("CI"):
        raise click.UsageError("--update does not work in CI, because somebody must look at the difference")
    book = rulebook(folders, no_bundled, drafts, keep_kinds, keep_rules)
    packs = _packs(pack, folders, book)
    goldens = read_goldens(golden_roots(folders, own=not no_bundled))
    proof = prove(packs, goldens, book)
    findings = list(proof.findings)
    if update:
        for outcome in proof.changed:
            write_golden(outcome)
            echo_lines(outcome.diff.rstrip("\n").split("\n"), err=True)
        findings = [finding for finding in findings if finding.check != "golden"]
    if mutate:
        findings += unguarded(packs, goldens, book)
    _print_summary(proof, findings, len(proof.changed) if update else 0, as_json)
    return 1 if findings else 0


def _packs(names: tuple[str, ...], folders: tuple[Path, ...], book: Rulebook) -> list[RulePack]:
    """The packs of these names. Without names those of --rules, because their author wants to know about those."""
    from ..proof.pack_tests import packs_named

    every = list(book.packs.values())
    given = [pack for pack in every if any(folder in Path(pack.file).parents for folder in folders)]
    return packs_named(names, every if names or not folders else given)


def _print_summary(proof: Proof, findings: list[Finding], updated: int, as_json: bool) -> None:
    import dataclasses

    import orjson

    from ..escape_controls import safe_json

    if as_json:
        values = {
            "examples": proof.examples,
            "places": proof.places,
            "goldens": proof.goldens,
            "updated": updated,
            "findings": [dataclasses.asdict(finding) for finding in findings],
        }
        click.echo(safe_json(orjson.dumps(values, option=orjson.OPT_INDENT_2).decode()))
        return
    for finding in findings:
        echo_lines(finding.message.split("\n"))
    outcome = counted(len(findings), "finding") if findings else "all passed"
    written = f"; {counted(updated, 'golden')} written" if updated else ""
    tried = ((proof.examples, "example"), (proof.places, "place"), (proof.goldens, "golden"))
    click.echo(f"{', '.join(counted(number, noun) for number, noun in tried)}: {outcome}{written}", err=True)
