"""`cleaner apply`: a finished run's records, with other kinds or rules left in the texts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from ..rule.kinds import list_of_names
from .counted import counted
from .echo import echo_lines
from .names_type import KindsType, NamesType


@click.command("apply")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "new", type=click.Path(path_type=Path), required=True, help="Write the records into this folder."
)
@click.option(
    "--keep-kinds", metavar="KINDS", type=KindsType(), default="",
    help="Leave these kinds of boilerplate in the text, e.g. caption,key-points.",
)  # fmt: skip
@click.option(
    "--keep-rules", metavar="RULES", type=NamesType(), default="",
    help="Leave in what these rules took, e.g. generic/en/share-buttons.",
)  # fmt: skip
@click.option(
    "--to", metavar="FORMATS", default="jsonl", show_default=True,
    help="Write records in these formats: jsonl, jsonl.gz or jsonl.zst, and parquet.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print no summary.")
def command(out: Path, new: Path, keep_kinds: str, keep_rules: str, to: str, as_json: bool, quiet: bool) -> int:
    """
    Leave kinds or rules in the texts of a finished run.

    OUT is the folder of a run with --stand-off. Nothing is matched again: what the kinds and rules took is put back, and the
    records are those that a run with the same --keep-kinds and --keep-rules would write. Where more may hang on what was
    taken, the record is written too, and its id and the reasons are in uncertain.jsonl.
    """
    from ..escape_controls import safe_json
    from ..outputs.registry import checked_formats
    from ..run.apply import apply_kept
    from ..run.child_program import collect_less
    from ..run.stand_off_part import Kept

    collect_less()
    kept = Kept(frozenset(list_of_names(keep_kinds)), frozenset(list_of_names(keep_rules)))
    report = apply_kept(out, new, kept, checked_formats(filter(None, to.split(","))))
    if as_json:
        sys.stdout.write(safe_json((new / "apply.json").read_text("utf-8")))
    elif not quiet:
        echo_lines(_summary(report, str(new)), err=True)
    return 0


def _summary(report: Mapping[str, Any], new: str) -> Iterator[str]:
    from ..escape_controls import safe

    yield f"{counted(report['documents'], 'document')} in {safe(new)}, {report['changed']:,} with more text than before"
    if report["uncertain"]:
        why = ", ".join(f"{reason} {count:,}" for reason, count in report["reasons"].items())
        yield f"{report['uncertain']:,} may differ from those of a fresh run ({why}); see {safe(new)}/uncertain.jsonl"
    else:
        yield "all are as a fresh run would write them"
