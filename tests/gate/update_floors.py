"""
Measure sets of pages and put their floors where the figures are.

    CLEANER_EVAL=folder python -m tests.gate.update_floors fundus aed        # sample and all pages of these sets
    CLEANER_EVAL=folder python -m tests.gate.update_floors fundus --lower    # floors may sink: say why in the commit

Without --lower, if any floor would sink, these are named, nothing is written, and the script ends with 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from cleaner.evaluate.baselines import Baselines, updated_baselines, worsened_baselines

from . import measure, pinned


@click.command()
@click.argument("sets", nargs=-1, required=True)
@click.option("--lower", is_flag=True, help="Let floors sink.")
@click.option("--floors", "path", default=pinned.FLOORS, type=click.Path(path_type=Path), help="The file to rewrite.")
def main(sets: tuple[str, ...], lower: bool, path: Path) -> None:
    """Measure SETS and rewrite their floors."""
    folder = measure.data_folder()
    if folder is None:
        raise click.UsageError("CLEANER_EVAL must name the folder with the data")
    before = pinned.load(path)
    measured = {
        measure.scope(full): {name: measure.measure(name, folder, full) for name in sets} for full in (False, True)
    }
    refused = [miss for scope in measured for miss in worsened_baselines(before.floors.get(scope, {}), measured[scope])]
    if refused and not lower:
        raise click.ClickException("nothing written, --lower is needed:\n" + "\n".join(map(str, refused)))
    pinned.save(_pin(before, measured, sets, folder), path)


def _pin(
    before: pinned.Pinned, measured: Mapping[str, Baselines], sets: tuple[str, ...], folder: Path
) -> pinned.Pinned:
    digests = {file.name: measure.digest(file) for name in sets for file in measure.data_files(name, folder)}
    floors = {scope: updated_baselines(before.floors.get(scope, {}), figures) for scope, figures in measured.items()}
    return pinned.Pinned(before.data | digests, measure.versions(), before.floors | floors)


if __name__ == "__main__":
    main()
