"""`cleaner new`: the first files of a publisher's pack."""

from __future__ import annotations

from pathlib import Path

import click

from .echo import echo_lines


@click.command("new")
@click.argument("domain")
@click.option(
    "--rules", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("rules"), show_default=True,
    help="Create the pack in this folder of packs.",
)  # fmt: skip
def command(domain: str, folder: Path) -> int:
    """
    Create a rule pack for a publisher, and its first golden.

    DOMAIN is where the publisher's pages are, e.g. example.com. The golden, a document to test the pack on, goes to
    tests/golden beside the folder of packs if that exists, else to golden/ inside it. Existing files are never changed.
    """
    import json

    from ..packs.scaffold import scaffold
    from ..rule.parse_pack import DOMAIN
    from ..schema.rules_schema import rules_schema

    if not DOMAIN.fullmatch(domain):
        raise click.BadParameter(
            f"{domain!r} is not a domain: use lower case, without scheme, www and path, e.g. example.com",
            param_hint="DOMAIN",
        )
    beside = folder.resolve().parent / "tests" / "golden"
    golden = folder.parent / "tests" / "golden" if beside.is_dir() else folder / "golden"
    schema = json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n"
    echo_lines(f"wrote {path}" for path in scaffold(domain, folder, golden, schema))
    return 0
