"""
Mutate every bundled pack, and record that nothing survived: `python -m tests.rules.update_mutations`.

Until this is done, the suite mutates whatever changed since the last record.
"""

from __future__ import annotations

import sys

from cleaner.proof.survivors import survivors

from . import bundled, mutation


def main() -> int:
    """Write the record, or print the survivors and give 1."""
    alive = [str(survivor) for survivor in survivors(bundled.packs(), bundled.book(), mutation.traced())]
    if alive:
        print(*alive, sep="\n", file=sys.stderr)  # noqa: T201
        return 1
    mutation.write(bundled.packs())
    return 0


if __name__ == "__main__":
    sys.exit(main())
