"""`python -m bench`: everything, in a quarter of an hour; `--quick` in two minutes."""

from __future__ import annotations

import argparse

from .mutilated import measure as measure_mutilated
from .pathological import measure as measure_pathological
from .scaling import measure as measure_scaling
from .side_by_side import compare
from .two_workers import measure as measure_two_workers

PARTS = ("side-by-side", "two-workers", "scaling", "pathological", "mutilated")


def main() -> None:
    """Run the chosen parts."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the documents, and one round")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="which parts to run; all by default")
    chosen = parser.parse_args()
    parts = chosen.parts or PARTS
    if "side-by-side" in parts:
        compare(2_000 if chosen.quick else 20_000, 1 if chosen.quick else 5)
    if "two-workers" in parts:
        measure_two_workers(4_000 if chosen.quick else 40_000, 1 if chosen.quick else 5)
    if "scaling" in parts:
        measure_scaling((10, 1_000) if chosen.quick else (10, 100, 1_000, 10_000), 100 if chosen.quick else 500)
    if "pathological" in parts:
        measure_pathological(500 if chosen.quick else 10_000)
    if "mutilated" in parts:
        measure_mutilated(300 if chosen.quick else 10_000)


main()
