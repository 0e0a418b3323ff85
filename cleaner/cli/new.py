"""`cleaner new DOMAIN`: the first files of a publisher's pack."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("new")
@click.argument("domain")
@click.option(
    "--rules", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("rules"), show_default=True,
    help="The folder of packs that it goes into.",
)  # fmt: skip
def command(domain: str, folder: Path) -> int:
    """
    Write a pack for the publisher at DOMAIN, and a folder for its first golden document.

    Goldens go to tests/golden beside the folder of packs where there is one, else into the folder. Nothing that is
    there already is touched.
    """
    import json

    from ..packs.scaffold import scaffold
    from ..rule.parse_pack import DOMAIN
    from ..schema.rules_schema import rules_schema

    if not DOMAIN.fullmatch(domain):
        raise click.BadParameter(
            f"{domain!r} is no domain: lower case, without scheme, www and path", param_hint="DOMAIN"
        )
    beside = folder.resolve().parent / "tests" / "golden"
    golden = folder.parent / "tests" / "golden" if beside.is_dir() else folder / "golden"
    schema = json.dumps(rules_schema(), indent=2, ensure_ascii=False) + "\n"
    for path in scaffold(domain, folder, golden, schema):
        click.echo(f"wrote {path}")
    return 0
